"""The index as a part of builds: the same bytes each time, made anew only where something that is searched changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import project
from site_builder.cache.memo import Blobs
from site_builder.model.search import IndexTask, SearchIndex
from site_builder.stages import search
from tests.builders import TODAY
from tests.small_site import BASE, FILES, SETTINGS, SLEEP, write_files

SEARCHED = BASE.replace("<h1", "<h1 data-pagefind-body")

SITE = {**FILES, "templates/layouts/base.html": SEARCHED}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a site whose pages are found by their titles."""
    write_files(tmp_path / "site", SITE)
    return tmp_path / "site"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that will hold the task of each index that is made."""
    tasks: list[object] = []
    index = search.index

    def noted(task: IndexTask, blobs: Blobs) -> SearchIndex:
        tasks.append(task)
        return index(task, blobs)

    monkeypatch.setattr(search, "index", noted)
    return tasks


def build(root: Path, *, jobs: int = 1) -> dict[str, bytes]:
    """Return the files of the site that concern its search."""
    outcome = project.run(project.Request(root=root, today=TODAY, jobs=jobs), write=True)
    assert outcome.written, outcome.problems
    public = root / "public"
    files = {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}
    return {path: data for path, data in files.items() if path.startswith(("pagefind/", "search/", "_headers"))}


def test_another_folder_and_more_processes_make_the_same(root: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "elsewhere" / "site", SITE)
    first = build(root)
    assert any(path.endswith(".pf_index") for path in first)
    assert build(tmp_path / "elsewhere" / "site", jobs=2) == first


def test_a_changed_title_makes_it_anew_as_a_cold_build_would(root: Path, tmp_path: Path, made: list[object]) -> None:
    before = build(root)
    edited = {"content/articles/sleep.md": SLEEP.replace("title: ", "title: Owls and ")}
    write_files(root, edited)
    after = build(root)
    assert len(made) == 2
    write_files(tmp_path / "cold", {**SITE, **edited})
    assert after == build(tmp_path / "cold") != before


def test_what_is_not_searched_leaves_it_be(root: Path, made: list[object]) -> None:
    before = build(root)
    write_files(root, {"templates/layouts/base.html": SEARCHED.replace("<body", "<body class='new'")})
    after = build(root)
    assert after["search/index.html"] != before["search/index.html"]
    assert {path: after[path] for path in before if path.startswith("pagefind/")} == {
        path: data for path, data in before.items() if path.startswith("pagefind/")
    }
    assert len(made) == 1


def test_a_site_without_search_has_no_trace_of_it(root: Path, made: list[object]) -> None:
    build(root)
    write_files(
        root, {"pyproject.toml": SETTINGS.replace("[tool.site-builder]\n", "[tool.site-builder]\nsearch = false\n")}
    )
    assert [*build(root)] == ["_headers"]
    assert len(made) == 1
    assert b"wasm-unsafe-eval" not in build(root)["_headers"]
