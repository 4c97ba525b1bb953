from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.importing import source
from tests.conftest import TODAY, Project, state_of
from tests.importing.word_files import document, paragraph, picture

TEXT = "How to sleep\n\nGo to bed [early] & rest.\n\nWhat to do\n==========\n\n- lie\n- dream\n"
PATH = "content/articles/how-to-sleep.md"


def picture_bytes() -> bytes:
    """Return a picture that can be shown."""
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text file outside of the site."""
    file = tmp_path / "sleep.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_text_becomes_a_draft_that_builds_at_once(built: Project, text: Path) -> None:
    before = built.pages()
    asked = built.run("import", text, "--today", TODAY)
    assert (asked.code, asked.out) == (0, f"{PATH}\n")
    written = built.read(PATH)
    assert '\ntitle: "How to sleep"\n' in written
    assert '\ndescription: "One sentence"\n' in written
    assert f"\ndate: {TODAY}\n" in written
    assert "\n# topics: [" in written
    assert written.endswith("\n---\n\nGo to bed \\[early\\] & rest.\n\n## What to do\n\n- lie\n- dream\n")
    assert built.build().code == 0
    assert built.pages() == before, "a draft is not on the site"
    assert built.build("--drafts").code == 0
    shown = built.pages()["articles/how-to-sleep/index.html"].decode()
    assert "Go to bed [early] &amp; rest." in shown
    assert "<li>dream</li>" in shown


def test_it_says_what_is_wrong_with_that_file_alone_and_what_to_do_next(built: Project, text: Path) -> None:
    built.edit("content/articles/dreams.md", "It is deep.", "It is [deep](nowhere.md).")
    asked = built.run("import", text, "--today", TODAY)
    assert asked.code == 0
    assert f"{PATH}:1:1: warning[AUTH-004]" in asked.err
    assert "nowhere.md" not in asked.err
    assert f"open {PATH}:6 and" in asked.err
    assert "/articles/how-to-sleep/\n" in asked.err


def test_pictures_lie_beside_the_article_and_those_without_words_are_named(built: Project, tmp_path: Path) -> None:
    data = picture_bytes()
    (tmp_path / "x.docx").write_bytes(
        document(
            paragraph("How to sleep", "Title"),
            paragraph("Well."),
            paragraph(picture("p")),
            pictures={"p": ("a.png", data)},
        )
    )
    asked = built.run("import", tmp_path / "x.docx", "--today", TODAY)
    assert (asked.code, asked.out) == (0, "content/articles/how-to-sleep/index.md\n")
    assert "warning[picture-alt-missing]" in asked.err
    assert (built.root / "content/articles/how-to-sleep/picture-1.png").read_bytes() == data
    assert sorted(each.name for each in (built.root / "content/articles").iterdir()) == [
        *("dreams.md", "how-to-sleep", "sleep.md")
    ]
    assert (built.root / "content/articles/how-to-sleep").stat().st_mode & 0o777 == 0o777 & ~_umask()
    assert built.build("--drafts").code == 0


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_saved_page_fills_in_its_description_and_is_read_from_where_one_stands(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "bed.png").write_bytes(picture_bytes())
    page = '<meta name=description content="A &quot;good&quot; night."><h1>How to sleep</h1><p>a</p>'
    (tmp_path / "page.html").write_text(f'{page}<img src="page_files/bed.png" alt="A bed">', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = built.run("import", "page.html", "--today", TODAY)
    assert asked.code == 0
    written = built.read("content/articles/how-to-sleep/index.md")
    assert '\ndescription: "A \\"good\\" night."\n' in written
    assert "![A bed](bed.png)" in written


@pytest.mark.parametrize("there", [PATH, "content/articles/how-to-sleep/index.md"])
def test_it_never_overwrites(built: Project, text: Path, there: str) -> None:
    built.write(there, "precious")
    before = state_of(built.root / "content")
    asked = built.run("import", text, "--today", TODAY)
    assert asked.code == 2
    assert "content/articles/how-to-sleep" in asked.err
    assert state_of(built.root / "content") == before


def test_it_works_while_another_build_holds_the_project(built: Project, text: Path) -> None:
    import fcntl

    folder = os.open(built.root, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        asked = built.run("import", text, "--today", TODAY)
    finally:
        os.close(folder)
    assert asked.code == 0
    assert "AUTH-004" in asked.err


BAD = {
    "a.pdf": (b"%PDF-1.4", "copy its text"),
    "a.doc": (b"x", "save it as .docx"),
    "a.xyz": (b"x", "text (.txt), web pages (.html, .htm) and Word documents (.docx) are read"),
    "a.md": (b"# x", "already"),
    "a": (b"x", "files of this kind"),
    "b.txt": (b"%PDF-1.4", "PDF file under another name"),
    "c.txt": (b"{\\rtf1 x", "RTF"),
    "d.txt": (b"PK\3\4", "zip file"),
    "e.txt": (b"", "empty"),
    "f.html": (b" \n", "empty"),
    "g.txt": (b"a\0b", "NUL"),
    "h.docx": (b"x", "damaged"),
    "i.html": (b"<div>" * 50_000, "500 deep"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_imported_is_wrong_use_and_nothing_is_written(
    project: Project, tmp_path: Path, name: str
) -> None:
    data, told = BAD[name]
    (tmp_path / name).write_bytes(data)
    before = state_of(project.root / "content")
    asked = project.run("import", tmp_path / name)
    assert (asked.code, asked.out) == (2, "")
    assert f"{name} cannot be imported: " in asked.err
    assert told in asked.err
    assert "Traceback" not in asked.err
    assert state_of(project.root / "content") == before


def test_a_file_that_is_not_there_or_a_folder_or_a_pipe_is_wrong_use(project: Project, tmp_path: Path) -> None:
    assert "no such file" in project.run("import", tmp_path / "no.txt").err
    (tmp_path / "folder.txt").mkdir()
    assert "is a folder" in project.run("import", tmp_path / "folder.txt").err
    os.mkfifo(tmp_path / "pipe.txt")
    asked = project.run("import", tmp_path / "pipe.txt")
    assert asked.code == 2
    assert "not a file that can be read" in asked.err
    assert project.run("import").code == 2


def test_a_file_of_30_megabytes_is_refused_by_its_size(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(source.LARGEST, "text", 10)
    (tmp_path / "a.txt").write_text("eleven bytes", encoding="utf-8")
    asked = project.run("import", tmp_path / "a.txt")
    assert asked.code == 2
    assert "it has 12 bytes; the most that is read is 10" in asked.err


@pytest.mark.usefixtures("no_privileges")
def test_a_file_that_may_not_be_read_is_an_environment_that_failed(project: Project, text: Path) -> None:
    text.chmod(0)
    assert project.run("import", text).code == 3


@pytest.mark.usefixtures("no_privileges")
def test_a_folder_that_may_not_be_written_is_an_environment_that_failed(project: Project, text: Path) -> None:
    (project.root / "content/articles").chmod(0o555)
    try:
        assert project.run("import", text).code == 3
    finally:
        (project.root / "content/articles").chmod(0o755)


def test_settings_that_cannot_be_read_are_told_before_anything_is_written(project: Project, text: Path) -> None:
    project.write("pyproject.toml", "[tool.site-builder]\noutpt = 'x'\n")
    assert project.run("import", text).code == 2
    assert not (project.root / PATH).exists()


def test_a_title_of_which_no_name_can_be_made_is_wrong_use(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("睡眠\n\n睡眠は大切です。", encoding="utf-8")
    asked = project.run("import", tmp_path / "a.txt")
    assert asked.code == 2
    assert "Latin letters" in asked.err
