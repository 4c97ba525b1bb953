from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.new import FOLDERS, new_file
from site_builder.model.front_matter import type_of_kind
from site_builder.model.starting_text import BODIES
from tests.conftest import TODAY, Project

KINDS = tuple(FOLDERS)

PATHS = {
    "article": "content/articles/how-long-it-lasts.md",
    "question": "content/faq/how-long-it-lasts.md",
    "service": "content/services/how-long-it-lasts.md",
    "page": "content/how-long-it-lasts.md",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_builds_at_once_with_no_problem(built: Project, kind: str) -> None:
    before = built.pages()
    asked = built.run("new", kind, "How long it lasts", "--today", TODAY)
    assert asked.code == 0
    assert asked.out == f"{PATHS[kind]}\n"
    assert "draft" in asked.err
    checked = built.build("--format", "json", "--strict")
    assert (checked.code, checked.found) == (0, [])
    assert built.pages() == before, "a draft is not on the site"


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_can_be_previewed(built: Project, kind: str) -> None:
    built.run("new", kind, "How long it lasts", "--today", TODAY)
    asked = built.build("--drafts", "--format", "json")
    assert (asked.code, asked.found) == (0, [])
    assert any(b"How long it lasts" in data for data in built.pages().values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_in_it_with_what_it_means(kind: str) -> None:
    text = new_file(kind, "A title", date(2026, 11, 20))
    for name in type_of_kind[kind].__struct_fields__:
        assert f"\n{name}: " in text or f"\n# {name}: " in text
    assert text.count("\n#   ") == len(type_of_kind[kind].__struct_fields__)
    assert text.endswith(BODIES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_commented_field_can_be_taken_into_use(built: Project, kind: str) -> None:
    """The example after each comment sign is of the right form: only what it names need not be there."""
    built.run("new", kind, "How long it lasts", "--today", TODAY)
    lines = built.read(PATHS[kind]).split("\n")
    for number, line in enumerate(lines):
        if line.startswith("# ") and line[2] not in " L":
            lines[number] = line[2:].replace("YYYY-MM-DD", TODAY)
    built.write(PATHS[kind], "\n".join(lines))
    rules = {each["rule"] for each in built.check("--format", "json").report["problems"]}
    assert not rules & {"yaml-broken", "field-type", "field-date", "field-number", "field-unknown", "field-empty"}


@pytest.mark.parametrize("kind", KINDS)
def test_it_never_overwrites(built: Project, kind: str) -> None:
    built.write(PATHS[kind], "precious")
    asked = built.run("new", kind, "How long it lasts")
    assert asked.code == 2
    assert PATHS[kind] in asked.err
    assert built.read(PATHS[kind]) == "precious"


def test_it_does_not_write_beside_a_folder_of_the_same_name(built: Project) -> None:
    built.write("content/articles/how-long-it-lasts/index.md", "precious")
    assert built.run("new", "article", "How long it lasts").code == 2
    assert not (built.root / PATHS["article"]).exists()
    assert built.run("new", "page", "Articles").code == 2


@pytest.mark.usefixtures("no_privileges")
def test_it_follows_no_link_that_is_there(built: Project, tmp_path: Path) -> None:
    (built.root / PATHS["article"]).symlink_to(tmp_path / "elsewhere")
    assert built.run("new", "article", "How long it lasts").code == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Say "no": it\'s fine', "say-no-it-s-fine"),
        ("back\\slash \\n {{ x }} {% y %}", "back-slash-n-x-y"),
        ("# not a comment: [a, b] & *c !d", "not-a-comment-a-b-c-d"),
        ("--- three", "three"),
        ("12:30", "12-30"),
        ("NO", "no"),
        ("null", "null"),
        ("</script><script>alert(1)</script>", "script-script-alert-1-script"),
        ("../../etc/passwd", "etc-passwd"),
        ("/absolute", "absolute"),
        ("Depresión y niños", "depresion-y-ninos"),
        ("e\u0301tude", "etude"),
        ("two\nlines\tand  spaces ", "two-lines-and-spaces"),
        ("bell\x07 escape\x1b[31m delete\x7f high\x9b", "bell-escape-31m-delete-high"),
        ("line\u2028separator \ue000private \ufeffmark", "line-separator-private-mark"),
        ("half \udce9 a letter", "half-a-letter"),
        ("con", "con-article"),
        ("LPT1", "lpt1-article"),
        ("index", "index"),
    ],
)
def test_odd_titles_make_plain_names_and_files_without_a_problem(built: Project, title: str, name: str) -> None:
    asked = built.run("new", "article", title, "--today", TODAY)
    assert (asked.code, asked.out) == (0, f"content/articles/{name}.md\n")
    checked = built.build("--drafts", "--strict", "--format", "json")
    assert (checked.code, checked.found) == (0, [])
    shown = built.pages()[f"articles/{name}/index.html"].decode()
    assert "<script>alert" not in shown


def test_a_title_far_too_long_is_cut_in_the_name_only(built: Project) -> None:
    title = "A very long title " * 40
    asked = built.run("new", "article", title, "--today", TODAY)
    assert asked.code == 0
    name = Path(asked.out.strip()).name
    assert 40 < len(name) <= 84
    assert not name.endswith("-.md")
    assert title.strip() in built.read(asked.out.strip())
    assert built.build("--drafts", "--strict").code == 0


@pytest.mark.parametrize("title", ["", "   ", "睡眠", "???", "\x00\x01"])
def test_a_title_of_which_no_name_can_be_made_is_wrong_use(built: Project, title: str) -> None:
    asked = built.run("new", "article", title)
    assert asked.code == 2
    assert "Latin letters" in asked.err


def test_the_day_in_it_is_the_day_asked_for(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798070400")
    built.run("new", "article", "By the epoch")
    assert "\ndate: 2026-12-24\n" in built.read("content/articles/by-the-epoch.md")
    built.run("new", "article", "By the option", "--today", "2026-01-02")
    assert "\ndate: 2026-01-02\n" in built.read("content/articles/by-the-option.md")
    assert built.run("new", "article", "No day", "--today", "2026-13-01").code == 2
    assert not (built.root / "content/articles/no-day.md").exists()


@pytest.mark.usefixtures("no_privileges")
def test_a_folder_that_may_not_be_written_is_an_environment_that_failed(built: Project) -> None:
    (built.root / "content" / "articles").chmod(0o555)
    try:
        assert built.run("new", "article", "How long it lasts").code == 3
    finally:
        (built.root / "content" / "articles").chmod(0o755)


class Keyboard(io.StringIO):
    """A terminal at which somebody has typed these lines."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", [(), ("article",)])
def test_without_a_terminal_what_is_missing_is_wrong_use(
    built: Project, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nA title\n"))
    asked = built.run("new", *words)
    assert asked.code == 2
    assert 'site-builder new article "' in asked.err


def test_at_a_terminal_it_asks_for_kind_and_title(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("7\n2\nMay I eat?\n"))
    asked = built.run("new", "--today", TODAY)
    assert (asked.code, asked.out) == (0, "content/faq/may-i-eat.md\n")
    assert "2  a question with its answer" in asked.err
    assert asked.err.count("Its number, 1 to 4: ") == 2
    assert '\nquestion: "May I eat?"\n' in built.read("content/faq/may-i-eat.md")


def test_at_a_terminal_it_asks_again_for_a_title_that_makes_no_new_file(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("\n???\nSleep\nBetter sleep\n"))
    asked = built.run("new", "article", "--today", TODAY)
    assert (asked.code, asked.out) == (0, "content/articles/better-sleep.md\n")
    assert "Write a few words." in asked.err
    assert "Latin letters" in asked.err
    assert "content/articles/sleep.md is there already" in asked.err


def test_who_ends_the_input_gets_no_file(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(""))
    asked = built.run("new", "page")
    assert asked.code == 2
    assert "nothing was written" in asked.err


def test_a_question_is_offered_the_topics_there_are(built: Project) -> None:
    built.write("content/faq/no-topic.md", "half a file")
    built.run("new", "question", "May I eat?", "--today", TODAY)
    assert "\n#   (so far there are: noise, rest)\ntopic: " in built.read("content/faq/may-i-eat.md")


@pytest.mark.parametrize(
    ("kind", "line", "address"),
    [
        ("article", 6, "articles/how-long-it-lasts/"),
        ("question", 7, "faq/#how-long-it-lasts"),
        ("service", 6, "services/how-long-it-lasts/"),
        ("page", 6, "how-long-it-lasts/"),
    ],
)
def test_it_says_what_to_do_next(built: Project, kind: str, line: int, address: str) -> None:
    asked = built.run("new", kind, "How long it lasts", "--today", TODAY)
    assert f"open {PATHS[kind]}:{line} and" in asked.err
    assert asked.err.endswith(f"/{address}\n")
    assert built.read(PATHS[kind]).split("\n")[line - 1].endswith('"One sentence"')
