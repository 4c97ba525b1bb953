"""A small whole site, and every byte that is built of it.

`python -m tests.test_golden --write` writes what is expected anew; the diff belongs into the change that means it.
Pictures are held by size and digest, in one list, since nobody reads a diff of their bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder import project
from site_builder.report import as_text
from tests.builders import TODAY
from tests.link_checker import broken_links

GOLDEN = Path(__file__).parent / "golden"
SITE = GOLDEN / "site"
INTERFACE = GOLDEN.parents[1] / "templates" / "interface"
EXPECTED = GOLDEN / "expected"
PICTURES = GOLDEN / "pictures.txt"
PROBLEMS = GOLDEN / "problems.txt"

PICTURE_TYPES = frozenset({".avif", ".jpg", ".png", ".webp"})


class Golden(NamedTuple):
    """What a build makes: the text of each file by its path, a list of the pictures, and what there is to say."""

    texts: dict[str, str]
    pictures: str
    problems: str


def build(folder: Path, *, jobs: int = 1) -> Golden:
    """Return what is built of the site, in a copy of it under `folder`."""
    root = folder / "site"
    shutil.copytree(SITE, root)
    # Its furniture says what that of the site which ships says.
    shutil.copytree(INTERFACE, root / "templates" / "interface")
    outcome = project.run(project.Request(root=root, today=TODAY, jobs=jobs), write=True)
    assert outcome.written, as_text(outcome.problems)
    texts, pictures = {}, []
    for file in sorted(file for file in (root / "public").rglob("*") if file.is_file()):
        path = file.relative_to(root / "public").as_posix()
        data = file.read_bytes()
        if file.suffix in PICTURE_TYPES:
            pictures.append(f"{len(data):>7} {hashlib.sha256(data).hexdigest()} {path}\n")
        else:
            texts[path] = data.decode()
    return Golden(texts, "".join(pictures), as_text(outcome.problems))


def expected() -> dict[str, str]:
    """Return the text of each file that should be built, by its path."""
    files = [file for file in EXPECTED.rglob("*") if file.is_file()]
    return {file.relative_to(EXPECTED).as_posix(): file.read_bytes().decode() for file in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the site is built."""
    return tmp_path_factory.mktemp("golden")


@pytest.fixture(scope="module")
def golden(folder: Path) -> Golden:
    """Return what is built."""
    return build(folder)


def test_the_same_files_are_built(golden: Golden) -> None:
    assert sorted(golden.texts) == sorted(expected())


@pytest.mark.parametrize("path", sorted(expected()))
def test_a_file_has_every_byte(golden: Golden, path: str) -> None:
    assert golden.texts.get(path) == expected()[path]


def test_pictures_have_their_size_and_digest(golden: Golden) -> None:
    assert golden.pictures == PICTURES.read_text("utf-8")


def test_the_problems_are_those_of_the_draft(golden: Golden) -> None:
    assert golden.problems == PROBLEMS.read_text("utf-8")


@pytest.mark.usefixtures("golden")
def test_every_link_leads_somewhere_below_the_base_path(folder: Path) -> None:
    assert broken_links(folder / "site" / "public", "https://host.example/harbor/") == []


def test_two_processes_build_the_same(golden: Golden, tmp_path: Path) -> None:
    assert build(tmp_path, jobs=2) == golden


def write() -> None:
    """Write what is expected anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = build(Path(folder))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, text in made.texts.items():
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    PICTURES.write_text(made.pictures, "utf-8")
    PROBLEMS.write_text(made.problems, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        raise SystemExit("usage: python -m tests.test_golden --write")
    write()
