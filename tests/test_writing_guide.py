"""The guide for those who write says what is so: its examples, commands, messages, pictures and links."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder import cli, project
from site_builder.checks.texts import broken_in
from site_builder.language.passages import Role, passages
from site_builder.language.readability import measure, total
from site_builder.language.sentences import sentences
from site_builder.markup import BLOCKS
from site_builder.model.front_matter import TRANSLATED, type_of_kind
from site_builder.model.problem import Problem, Severity
from site_builder.model.rule import Kind, Reading, Rulebook
from site_builder.report import in_full
from site_builder.rules.catalogue import ids, reasons
from site_builder.rules.packs import shipped
from site_builder.screen import Screen
from site_builder.text.lines import lines_of
from site_builder.text.yaml_text import load_yaml
from tests.checks.texts.case import Case
from tests.markup.rendering import page
from tests.writing_guide import CARD, DOCS, GUIDE, Example, examples, fields_of, with_made_parts
from tests.writing_pictures import PICTURES
from tests.writing_site import REPOSITORY, every_field, path_of, write_site

TEXT = GUIDE.read_text(encoding="utf-8")
ON_A_CARD = CARD.read_text(encoding="utf-8")
EXAMPLES = [*examples(TEXT), *examples(ON_A_CARD)]
TODAY = date(2026, 11, 20)


# What stands in a file


class Pair(NamedTuple):
    """A sentence about health as it should not be, the rule that says so, and as it should be."""

    bad: str
    rule: str
    good: str


PAIRS = [
    Pair(*(" ".join(part.split()) for part in found))
    for found in re.findall(r'- Not so: "(.*?)" \(`([\w-]+)`\)\n- But so: "(.*?)"\n(?=-|\n)', TEXT, re.DOTALL)
]


class Tried(NamedTuple):
    """The site with every example in it, and all that is wrong there."""

    root: Path
    outcome: project.Outcome

    def problems(self, path: str) -> list[Problem]:
        return [each for each in self.outcome.problems if each.file == path]

    def broken(self, path: str, *expected: str) -> set[str]:
        """Return which rules a file breaks; what is only worth a look counts where it is expected."""
        found = self.problems(path)
        return {each.rule for each in found if each.severity is not Severity.INFO or each.rule in expected}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    root = tmp_path_factory.mktemp("guide")
    write_site(root, EXAMPLES)
    for kind, path in EVERY_FIELD.items():
        (root / path).write_text(every_field(kind), encoding="utf-8")
        published = every_field(kind)
        for old, new in OTHERWISE.items():
            published = published.replace(old, new)
        (root / path.replace("every", "each")).write_text(published, encoding="utf-8")
    return Tried(root, project.run(project.Request(root, TODAY, cache=False, jobs=1), write=False))


EVERY_FIELD = {
    "article": "content/articles/every-field.md",
    "question": "content/faq/every-field.md",
    "service": "content/services/every-field.md",
    "page": "content/every-field.md",
}
OTHERWISE = {"draft: true\n": "", "old-name": "older-name", "after-some": "after-more", "2026-12-01": "2026-11-20"}
"""What makes the same files such as are published beside the drafts."""


def named(example: Example) -> str:
    return f"{example.name} (line {example.line})"


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.kind in (*type_of_kind, "text")], ids=named)
def test_an_example_breaks_the_rules_that_it_should_and_no_other(example: Example, tried: Tried) -> None:
    assert tried.broken(path_of(example), *example.breaks) == example.breaks


@pytest.mark.parametrize("name", ["clinic.yaml", "treatments.yaml", "figures.yaml", "references.bib"])
def test_what_the_guide_adds_to_a_data_file_can_be_used(name: str, tried: Tried) -> None:
    assert f"example {name.partition('.')[0]}: {name.partition('.')[0]} -->" in TEXT
    # Nothing cites the source of the example.
    assert tried.broken(f"content/{name}") - {"reference-unused"} == set()


@pytest.mark.parametrize("kind", type_of_kind)
def test_the_examples_of_all_fields_build(kind: str, tried: Tried) -> None:
    assert tried.broken(EVERY_FIELD[kind]) == set()
    # Without `draft: true`, where the signature of the example is that of another text.
    expected = {"review-changed"} if kind in ("article", "question") else set()
    assert tried.broken(EVERY_FIELD[kind].replace("every", "each")) == expected


def test_every_field_stands_in_the_guide() -> None:
    parts = dict(re.findall(r"<!-- made: fields (\w+) -->\n(.*?)<!-- end -->", TEXT, re.DOTALL))
    assert set(parts) == {*type_of_kind, "image", "translation"}
    for kind, part in parts.items():
        assert re.findall(r"^\| `(\w+)`", part, re.MULTILINE) == [field.name for field in fields_of(kind)]
    assert {field.name for field in fields_of("translation")} == TRANSLATED


def test_every_block_has_a_chapter_an_example_and_a_picture() -> None:
    for block in BLOCKS:
        assert f"### A block: {block.name}\n" in TEXT
        assert "![" in TEXT.partition(f"<!-- example {block.name}: text -->")[2].partition("###")[0]
        for option in block.options:
            assert (
                f"    {option.name}: " in TEXT.partition(f"<!-- example {block.name}: text -->")[2].partition("###")[0]
            )


def test_every_piece_of_text_is_shown() -> None:
    shown = [each.name for each in EXAMPLES if each.kind == "text"]
    assert [name for name in shown if f"images/writing-{name}.png" not in TEXT] == []


# What is said


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.rule)
def test_sentences_about_health_are_judged_as_the_guide_says(pair: Pair) -> None:
    assert pair.rule in rules_of_sentences(pair.bad)
    assert rules_of_sentences(pair.good) == set()
    keys = re.findall(r"@(\w+)", pair.good)
    assert [key for key in keys if f"{{{key},\n" not in REFERENCES] == []


def rules_of_sentences(text: str) -> set[str]:
    """Return which rules the words of a text break, whatever else stands on its page."""
    found = {each.rule for each in broken_in(Case("", text).writing, Rulebook(shipped()))}
    return found & {rule.id for rule in shipped() if rule.kind is Kind.TEXT}


REFERENCES = (REPOSITORY / "content" / "references.bib").read_text(encoding="utf-8")


def test_there_are_sentences_about_health() -> None:
    assert len(PAIRS) == TEXT.count("- Not so: ") == TEXT.count("- But so: ") >= 15


NARROW = 80
"""Columns of a terminal that is as wide as it is when it is opened."""

SAID = re.findall(r"<!-- said of ([\w-]+) as ([\w-]+) -->\n```text\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize(("name", "shown_as", "text"), SAID, ids=[name for name, _, _ in SAID])
def test_messages_are_those_of_the_builder(name: str, shown_as: str, text: str, tried: Tried) -> None:
    [path] = [path_of(each) for each in EXAMPLES if each.name == name]
    problems = tried.problems(path)
    told = in_full(problems, lines_of(tried.root), reasons({each.rule for each in problems}), Screen(NARROW))
    told = told.replace(name, shown_as)
    assert text.split() == told.split()
    assert [each.rule for each in problems] == re.findall(r"\w+\[([\w-]+)\]", text)


def test_every_rule_that_writers_can_meet_is_explained() -> None:
    assert [id_ for id_ in ids() if f"`{id_}`" not in TEXT] == []
    assert with_made_parts(TEXT) == TEXT, "run python -m tests.write_docs"


def test_commands_answer_what_the_guide_quotes() -> None:
    part = TEXT.partition("### What a command answers")[2].partition("<!-- made")[0]
    quoted = re.findall(r"^- `([^`]+)`:", part, re.MULTILINE)
    source = "".join(file.read_text("utf-8") for file in (REPOSITORY / "site_builder").rglob("*.py"))
    assert len(quoted) > 10
    assert [each for each in quoted if each not in source] == []


def test_the_tasks_of_the_editor_are_there() -> None:
    tasks = json.loads((REPOSITORY / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    assert "**check after every save**" in TEXT
    assert "check after every save" in [each["label"] for each in tasks]


# What is typed


COMMANDS = [
    *re.findall(r"^```sh\n(.*?)\n```$", TEXT, re.MULTILINE),
    *re.findall(r"`((?:\.venv/bin/site-builder|make)[^`\n]*)`", TEXT + ON_A_CARD),
]


@pytest.mark.parametrize("line", sorted({*COMMANDS} - {".venv/bin/site-builder", "make"}))
def test_a_command_is_there_with_its_options(line: str) -> None:
    program, *words = shlex.split(line)
    if program == "make":
        [target] = words
        assert re.search(rf"^{target}:", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
        return
    options = cli._parser(words).parse_args(words)
    known = {path_of(each) for each in EXAMPLES if each.kind in type_of_kind}
    assert getattr(options, "file", "x.docx").endswith((".docx", *known)) or (REPOSITORY / options.file).is_file()
    assert options.command != "review" or options.by in {"", *people()}
    assert options.command != "rules" or options.id in ids()


def people() -> set[str]:
    fields = load_yaml("content/clinic.yaml", (REPOSITORY / "content/clinic.yaml").read_text("utf-8")).fields or {}
    found = fields["people"]
    assert isinstance(found, dict)
    return set(found)


PRINTED = re.findall(
    r"```sh\n\.venv/bin/site-builder ([^\n]*)\n```\n[^`]*<!-- printed -->\n```text\n(.*?)```", TEXT, re.DOTALL
)


@pytest.mark.parametrize(("line", "text"), PRINTED, ids=[line.partition(" ")[0] for line, _ in PRINTED])
def test_a_command_prints_what_the_guide_shows(
    line: str, text: str, tried: Tried, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line)
    article = tried.root / "content/articles/how-soon-does-it-help.md"
    written = article.read_bytes()
    if words[0] == "new":
        article.unlink()
    try:
        code = cli.main(["--root", str(tried.root), *words, "--today", str(TODAY)])
    finally:
        article.write_bytes(written)
    told = capsys.readouterr()
    assert (code, (told.out + told.err).split()) == (0, text.split())


# How it reads, and where it leads


def prose(text: str) -> str:
    """Return what people wrote, without what is made of the code, tables and what the builder or a person types."""
    text = re.sub(r"<!-- made: .*?<!-- end -->", "", text, flags=re.DOTALL)
    return re.sub(r"^- (Not|But) so: .*(\n  .*)*", "", text, flags=re.MULTILINE)


def paragraphs(text: str) -> Iterator[tuple[float, int, str]]:
    """Yield grade, number of words and text of each paragraph and item."""
    for passage in passages(prose(text), 1):
        if passage.role in (Role.PARAGRAPH, Role.ITEM):
            counted = total([measure(each.text, EASY) for each in sentences(passage)])
            yield counted.grade, counted.words, passage.text


EASY = (*Reading().easy_words, "terminal", "editor", "computer", "folder", "browser", "article")
"""What the guide itself explains, and what everybody knows who has a computer."""


@pytest.mark.parametrize("text", [TEXT, ON_A_CARD], ids=["guide", "card"])
def test_the_guide_is_as_easy_to_read_as_it_asks_of_others(text: str) -> None:
    counted = [
        measure(each.text, EASY)
        for passage in passages(prose(text), 1)
        if passage.role in (Role.PARAGRAPH, Role.ITEM)
        for each in sentences(passage)
    ]
    assert total(counted).grade <= 8
    assert [text for grade, words, text in paragraphs(text) if words >= 30 and grade > 8] == []


JARGON = re.compile(
    r"\b(argument|boolean|branch|cache|CLI|commit|directory|JSON|localhost|metadata|parameter|parse|regex|repository"
    r"|schema|server|stdout|string|syntax|template|URL)s?\b"
)
"""What nobody should have to look up. Quotations are what a writer reads elsewhere and is told the meaning of."""


@pytest.mark.parametrize("text", [TEXT, ON_A_CARD], ids=["guide", "card"])
def test_no_word_of_programmers_is_in_what_people_wrote(text: str) -> None:
    said = [re.sub(r'"[^"]*"|Work with Local Repository', "", each.text) for each in passages(prose(text), 1)]
    assert [found for each in said for found in JARGON.findall(each)] == []


WIDEST = 80
"""Signs of a line that is not broken and still fits on A4."""


@pytest.mark.parametrize("text", [TEXT, ON_A_CARD], ids=["guide", "card"])
def test_no_line_runs_off_the_paper(text: str) -> None:
    fences = re.findall(r"^```(?!sh)\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert [line for fence in fences for line in fence.split("\n") if len(line) > WIDEST] == []
    assert max(line.count("|") for line in text.split("\n")) <= 8  # a table of three columns at most


IMAGES = re.findall(r"!\[([^\]]*)\]\((images/[^)]+)\)", TEXT + ON_A_CARD)
MOST_BYTES = 1_500_000


def test_every_picture_is_there_and_made_by_the_command() -> None:
    named = [Path(src).stem for _, src in IMAGES]
    assert sorted(named) == sorted(PICTURES)
    assert sorted(path.stem for path in (DOCS / "images").glob("writing-*.png")) == sorted(named)
    assert all(len(alt.split()) >= 3 for alt, _ in IMAGES)
    assert sum((DOCS / src).stat().st_size for _, src in IMAGES) <= MOST_BYTES


@pytest.mark.parametrize("file", [GUIDE, CARD], ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", file.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", text):
        if target.startswith("https:"):
            continue
        name, _, anchor = target.partition("#")
        there = (DOCS / name) if name else file
        assert there.is_file(), target
        headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
        assert not anchor or anchor in {as_anchor(each) for each in headings}, target


def as_anchor(heading: str) -> str:
    """Return the anchor that code hosts give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("text", [TEXT, ON_A_CARD], ids=["guide", "card"])
def test_it_can_be_read_as_a_page_of_our_own(text: str) -> None:
    """So nothing is lost where it is printed from HTML, and nothing in it needs what a code host alone knows."""
    made = page(text)
    lines = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert made.html.count("<pre>") == len(re.findall(r"^```\w+$", text, re.MULTILINE))
    assert len(made.headings) == len(re.findall(r"^#+ ", lines, re.MULTILINE))
    assert made.html.count("<table") == len(re.findall(r"^\| ---", lines, re.MULTILINE))
    assert made.html.count("<tr") == len(re.findall(r"^\|", lines, re.MULTILINE)) - made.html.count("<table")
    assert "made:" not in made.html


def test_the_readme_leads_staff_to_the_guide() -> None:
    assert "](docs/writing.md)" in (REPOSITORY / "README.md").read_text("utf-8")
