from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.cache.stamps import UNTRUSTED, Stamps
from site_builder.digest import digest_bytes
from site_builder.model.inputs import Inputs
from site_builder.stages import load as module
from site_builder.stages.load import load, reload


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The least that makes a project."""
    root = tmp_path / "site"
    write(root / "content" / "clinic.yaml", "name: x\n")
    write(root / "templates" / "base.html", "x")
    return root


def write(file: Path, text: str = "text") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def loaded(root: Path) -> Inputs:
    return load(root, Stamps({}))[0]


def told(inputs: Inputs) -> list[str]:
    """Return each problem as `file rule`, and see that each stands at the top of its file and has a hint."""
    assert all((each.line, each.column) == (1, 1) and each.message and each.hint for each in inputs.problems)
    return [f"{each.file} {each.rule}" for each in inputs.problems]


def test_every_file_comes_sorted_with_path_digest_and_size(root: Path) -> None:
    write(root / "content" / "b.md")
    write(root / "content" / "a.md", "é")
    inputs = loaded(root)
    assert [source.path for source in inputs.content] == ["content/a.md", "content/b.md", "content/clinic.yaml"]
    assert inputs.content[0].digest == digest_bytes("é".encode())
    assert inputs.content[0].size == 2
    assert told(inputs) == []


def test_each_file_is_found_where_its_kind_belongs(root: Path) -> None:
    write(root / "content" / "references.bib")
    write(root / "content" / "about.md")
    write(root / "content" / "articles" / "sleep" / "index.md")
    write(root / "content" / "articles" / "sleep" / "bed.JPG")
    write(root / "static" / "css" / "site.css")
    write(root / "static" / "logo.svg")
    write(root / "templates" / "feed.xml")
    write(root / "templates" / "notes.txt")
    write(root / "templates" / "interface" / "en.yaml")
    write(root / "templates" / "interface" / "old" / "en.yaml")
    write(root / "templates" / "notes.yaml")
    inputs = loaded(root)
    assert inputs.clinic is not None
    assert inputs.bibliography is not None
    assert [source.path for source in inputs.documents] == ["content/about.md", "content/articles/sleep/index.md"]
    assert [source.path for source in inputs.pictures] == ["content/articles/sleep/bed.JPG", "static/logo.svg"]
    assert [source.path for source in inputs.static] == ["static/css/site.css", "static/logo.svg"]
    assert [source.path for source in inputs.templates] == ["templates/base.html", "templates/feed.xml"]
    assert [source.path for source in inputs.interfaces] == ["templates/interface/en.yaml"]
    assert told(inputs) == []


def test_data_that_is_not_there_is_none(root: Path) -> None:
    (root / "content" / "clinic.yaml").unlink()
    write(root / "content" / "about.md")
    inputs = loaded(root)
    assert inputs.clinic is None
    assert inputs.bibliography is None


def test_a_folder_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    assert told(loaded(tmp_path)) == ["content folder-missing", "templates folder-missing"]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path / "content")
    write(tmp_path / "templates" / "base.html")
    assert "content folder-unreadable" in told(loaded(tmp_path))


@pytest.mark.parametrize(
    "name", [".git", ".hidden.md", "a.md~", "#a.md#", "~$a.md", "a.md.swp", "a.bak", "a.orig", "a.tmp"]
)
def test_what_editors_leave_is_passed_over(root: Path, name: str) -> None:
    write(root / "content" / name)
    assert [source.path for source in loaded(root).content] == ["content/clinic.yaml"]
    assert told(loaded(root)) == []


@pytest.mark.parametrize("path", ["articles/a/b.md", "news/a.md", "articles/a/b/index.md"])
def test_a_text_at_a_place_where_nothing_is_made_of_it_is_told(root: Path, path: str) -> None:
    write(root / "content" / path)
    inputs = loaded(root)
    assert told(inputs) == [f"content/{path} document-misplaced"]
    assert inputs.documents == ()


@pytest.mark.parametrize("name", ["a.MD", "a.markdown", "a.docx", "a.txt", "a.md.txt", "NOTES"])
def test_a_file_of_which_nothing_is_made_is_told(root: Path, name: str) -> None:
    write(root / "content" / "articles" / name)
    assert told(loaded(root)) == [f"content/articles/{name} file-unused"]


def test_a_link_to_a_file_of_the_project_is_read_like_the_file(root: Path) -> None:
    write(root / "content" / "about.md")
    (root / "content" / "we.md").symlink_to("about.md")
    inputs = loaded(root)
    assert [source.path for source in inputs.documents] == ["content/about.md", "content/we.md"]
    assert told(inputs) == []


def test_links_that_lead_out_in_a_circle_or_to_nothing_are_told_and_not_followed(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "secret.md", "a secret")
    content = root / "content"
    (content / "out.md").symlink_to(tmp_path / "secret.md")
    (content / "out-relative.md").symlink_to("../../secret.md")
    (content / "loop.md").symlink_to("loop.md")
    (content / "nothing.md").symlink_to("not-there.md")
    (content / "folder").symlink_to(root / "templates")
    (content / "itself").symlink_to(".")
    (content / "up").symlink_to("..")
    inputs = loaded(root)
    assert told(inputs) == [
        "content/folder symlink-to-folder",
        "content/itself symlink-to-folder",
        "content/loop.md symlink-broken",
        "content/nothing.md symlink-broken",
        "content/out-relative.md symlink-outside",
        "content/out.md symlink-outside",
        "content/up symlink-to-folder",
    ]
    assert inputs.documents == ()


def test_a_sibling_whose_name_begins_like_the_project_is_outside(root: Path) -> None:
    write(root.with_name("site-secrets") / "key.md")
    (root / "content" / "key.md").symlink_to(root.with_name("site-secrets") / "key.md")
    assert told(loaded(root)) == ["content/key.md symlink-outside"]


@pytest.mark.parametrize("folder", ["content", "static", "templates"])
def test_a_whole_folder_that_is_a_link_is_not_followed(root: Path, tmp_path: Path, folder: str) -> None:
    write(tmp_path / "elsewhere" / "secret.html", "a secret")
    if (root / folder).exists():
        (root / folder).rename(tmp_path / "was")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    inputs = loaded(root)
    assert f"{folder} symlink-to-folder" in told(inputs)
    assert not any("secret" in source.path for source in (*inputs.content, *inputs.static, *inputs.templates))


def test_a_project_that_is_reached_through_a_link_is_the_same_project(root: Path, tmp_path: Path) -> None:
    write(root / "content" / "about.md")
    (root / "content" / "we.md").symlink_to("about.md")
    (tmp_path / "link").symlink_to(root)
    assert loaded(tmp_path / "link") == loaded(root)


def test_pipes_sockets_and_devices_are_told_and_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    (root / "content" / "pipe-link.md").symlink_to("pipe.md")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("content/socket.md")
        inputs = loaded(root)
    assert told(inputs) == [
        "content/pipe-link.md file-not-regular",
        "content/pipe.md file-not-regular",
        "content/socket.md file-not-regular",
    ]


def test_a_file_that_is_far_too_large_is_told_and_not_read(root: Path) -> None:
    with (root / "content" / "huge.jpg").open("wb") as file:
        file.truncate(module.LARGEST_FILE + 1)
    inputs = loaded(root)
    assert told(inputs) == ["content/huge.jpg file-too-large"]
    assert inputs.pictures == ()


@pytest.mark.usefixtures("no_privileges")
def test_what_may_not_be_read_is_told(root: Path) -> None:
    write(root / "content" / "about.md").chmod(0)
    write(root / "content" / "articles" / "a.md").parent.chmod(0)
    try:
        assert told(loaded(root)) == ["content/about.md file-unreadable", "content/articles folder-unreadable"]
    finally:
        (root / "content" / "articles").chmod(0o755)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        (b"caf\xe9.md", "name-unreadable"),
        (b"con.md", "name-unportable"),
        (b"a:b.md", "name-unportable"),
        (b"a\nb.md", "name-unportable"),
        (b"ends .", "name-unportable"),
        (b"what?.md", "name-unportable"),
        ("nin\u0303o.md".encode(), "name-decomposed"),
    ],
)
@pytest.mark.parametrize("folder", [False, True])
def test_names_that_not_every_machine_can_hold_are_told(root: Path, name: bytes, rule: str, *, folder: bool) -> None:
    full = os.path.join(os.fsencode(root), b"content", name)
    if folder:
        os.mkdir(full)
        full = os.path.join(full, b"index.md")
    with open(full, "w") as file:
        file.write("text")
    inputs = loaded(root)
    [problem] = inputs.problems
    assert problem.rule == rule
    problem.file.encode()  # can be shown
    assert inputs.documents == ()


def test_folders_within_folders_without_end_are_told(root: Path) -> None:
    (root / "static" / "/".join("d" * 600)).mkdir(parents=True)
    [problem] = loaded(root).problems
    assert problem.rule == "folder-too-deep"
    assert problem.file.startswith("static/d/d/d")


def test_each_folder_that_was_looked_into_is_noted(root: Path) -> None:
    write(root / "content" / "articles" / "a.md")
    _, folders = load(root, Stamps({}))
    assert sorted(folders) == ["content", "content/articles", "static", "templates"]
    assert folders["static"] == UNTRUSTED  # it is not there, and may be made at any time
    assert folders["content"][1] == (root / "content").stat().st_mtime_ns


def test_loading_twice_gives_the_same(root: Path) -> None:
    write(root / "content" / "about.md")
    assert load(root, Stamps({})) == load(root, Stamps({}))


def test_what_is_known_already_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = Stamps({})
    inputs, _ = load(root, stamps)
    file = root / "content" / "clinic.yaml"
    status = file.stat()
    settled = {"content/clinic.yaml": ((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino), b"d")}
    (root / "templates" / "base.html").unlink()
    monkeypatch.setattr("builtins.open", lambda *_: pytest.fail("opened"))
    assert load(root, Stamps(settled))[0].content[0].digest == b"d"
    assert inputs.content[0].digest != b"d"


def test_translations_of_data_files_are_found_and_those_of_others_are_not(root: Path) -> None:
    for name in ("clinic.es.yaml", "treatments.pt-BR.yaml", "figures.es.yaml", "rules.es.yaml"):
        write(root / "content" / name)
    inputs = loaded(root)
    assert [source.path.removeprefix("content/") for source in inputs.translations] == [
        "clinic.es.yaml",
        "figures.es.yaml",
        "treatments.pt-BR.yaml",
    ]
    assert told(inputs) == ["content/rules.es.yaml file-unused"]


# Only what was saved

NAMES = (
    "content/clinic.yaml",
    "content/about.md",
    "content/articles/a.md",
    "content/articles/b.md",
    "content/articles/b.md/index.md",
    "content/notes.txt",
    "content/a.png",
    "static/a.css",
    "static/a.svg",
    "templates/base.html",
    "templates/interface/en.yaml",
)

SAVES = st.lists(
    st.tuples(
        st.sampled_from(("write", "write again", "remove", "folder", "link", "move the folder", "pipe")),
        st.sampled_from(NAMES),
        st.text("ab", max_size=3),
    ),
    max_size=8,
)


def save(root: Path, what: str, name: str, text: str) -> set[str]:
    """Do one thing to the project, and return what a watcher would tell of it."""
    file = root / name
    if what == "move the folder":
        folder, aside = file.parent, root / "aside"
        if aside.exists():
            shutil.rmtree(aside)
        if folder.is_dir():
            folder.rename(aside)
        return {str(folder.relative_to(root))}
    if file.is_dir():
        shutil.rmtree(file)
    elif os.path.lexists(file) and (what != "write again" or not file.is_file()):
        file.unlink()
    if what != "remove":
        for parent in reversed(file.relative_to(root).parents):
            if (root / parent).is_file() or (root / parent).is_fifo() or (root / parent).is_symlink():
                (root / parent).unlink()
            (root / parent).mkdir(exist_ok=True)
    match what:
        case "write" | "write again":
            file.write_text(text)
        case "folder":
            file.mkdir()
        case "link":
            file.symlink_to(f"{text}.md")
        case "pipe":
            os.mkfifo(file)
    return {name, *(str(each) for each in Path(name).parents if str(each) != "." and not (root / each).is_dir())}


@settings(max_examples=150)
@given(saves=SAVES)
def test_what_was_saved_is_loaded_as_the_whole_folder_would_be(saves: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "content" / "clinic.yaml")
        stamps = Stamps({})
        inputs, _ = load(root, stamps)
        for what, name, text in saves:
            changed = save(root, what, name, text)
            renewed = reload(inputs, root, stamps, sorted(changed))
            whole, _ = load(root, Stamps({}))
            assert renewed is None or renewed == whole
            inputs = whole


def test_a_text_that_was_saved_is_all_that_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "content" / "about.md")
    stamps = Stamps({})
    inputs, _ = load(root, stamps)
    write(root / "content" / "about.md", "other")
    monkeypatch.delattr(module, "_Walk")
    renewed = reload(inputs, root, stamps, ["content/about.md", "content/4913"])
    assert renewed is not None
    assert renewed.documents[0].digest == digest_bytes(b"other")
    assert renewed.documents == tuple(source for source in renewed.content if source.path.endswith(".md"))
    assert reload(renewed, root, stamps, ["content/about.md"]) == renewed


@pytest.mark.parametrize("change", ["new", "gone", "folder", "large", "link", "folder gone"])
def test_what_only_a_whole_look_can_tell_is_not_guessed(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = write(root / "content" / "faq" / "a.md")
    stamps = Stamps({})
    inputs, _ = load(root, stamps)
    path = "content/faq/a.md"
    match change:
        case "new":
            path = "content/faq/b.md"
            write(root / path)
        case "gone":
            file.unlink()
        case "folder":
            file.unlink()
            file.mkdir()
        case "large":
            monkeypatch.setattr(module, "LARGEST_FILE", 1)
        case "link":
            file.unlink()
            file.symlink_to("../clinic.yaml")
        case "folder gone":
            path = "content/faq"
            shutil.rmtree(root / path)
    assert reload(inputs, root, stamps, [path]) is None
