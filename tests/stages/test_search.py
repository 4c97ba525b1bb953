"""The index of a site: what of a page is searched, and what Pagefind makes of it."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from site_builder.errors import EnvironmentFailed
from site_builder.model.search import Finished, IndexTask, Part
from site_builder.stages.search import cut, index, index_folder
from tests.blobs import MemoryBlobs

ARTICLE = """<!doctype html><html lang="en"><head><title>Furniture</title></head><body>
<nav>Menu</nav>
<h1 data-pagefind-body data-pagefind-meta="kind:article">About sleep</h1>
<p>Reviewed</p>
<div data-pagefind-body>
<p>It is <em>rest</em><sup><span id="cite-1"><button hidden>1</button><a href="#ref-1">1</a></span></sup>.</p>
<h2 id="night">At night</h2>
<p>Owls & bats wake.</p>
<aside data-pagefind-ignore>Book now</aside>
</div>
</body></html>"""

QUESTIONS = """<html lang="en"><h1>Questions</h1>
<details data-pagefind-body data-pagefind-meta="kind:question"><summary><h3>Can owls &amp; bats sleep?</h3></summary>
<div id="can-owls-sleep"><p>By day.</p></div></details>
<details data-pagefind-body data-pagefind-meta="kind:question"><summary><h3>Can I sleep?</h3></summary>
<div id="can-i-sleep"><p>At night.</p></div></details>"""


def parts_of(html: str, blobs: MemoryBlobs, url: str = "/c/a/") -> tuple[Part, ...]:
    return cut(Finished(url, blobs.keep(html.encode())), blobs).parts


def found_in(*pages: tuple[str, str]) -> dict[str, Any]:
    """Return what the index knows of each part of these pages, given by address and HTML, by the part's address."""
    blobs = MemoryBlobs()
    parts = tuple(part for url, html in pages for part in parts_of(html, blobs, url))
    made = index(IndexTask(parts), blobs)
    fragments = [gzip.decompress(blobs.read(digest)) for path, digest, _ in made.files if path.endswith(".pf_fragment")]
    known = [json.loads(each.removeprefix(b"pagefind_dcd")) for each in fragments]
    return {each["meta"]["url"]: each for each in known}


class TestWhatIsSearched:
    def test_it_is_what_the_page_marks_without_the_marks_of_sources(self) -> None:
        found = found_in(("/c/a/", ARTICLE))
        assert found["/c/a/"]["content"] == "About sleep. It is rest. At night. Owls & bats wake."
        assert found["/c/a/"]["meta"] == {"kind": "article", "title": "About sleep", "url": "/c/a/"}

    def test_a_heading_can_be_jumped_to(self) -> None:
        [heading] = found_in(("/c/a/", ARTICLE))["/c/a/"]["anchors"]
        assert (heading["id"], heading["text"]) == ("night", "At night")

    def test_each_answer_is_a_result_of_its_own(self) -> None:
        found = found_in(("/c/faq/", QUESTIONS))
        assert {url: each["meta"]["title"] for url, each in found.items()} == {
            "/c/faq/#can-i-sleep": "Can I sleep?",
            "/c/faq/#can-owls-sleep": "Can owls & bats sleep?",
        }
        assert found["/c/faq/#can-i-sleep"]["content"] == "Can I sleep? At night."
        assert found["/c/faq/#can-i-sleep"]["meta"]["kind"] == "question"

    def test_a_page_that_marks_nothing_is_not_searched(self) -> None:
        assert parts_of("<html lang='en'><h1>All articles</h1>", MemoryBlobs()) == ()

    def test_a_page_that_search_engines_must_not_have_is_not_searched(self) -> None:
        hidden = ARTICLE.replace("<title>", '<meta name="robots" content="noindex"><title>')
        assert parts_of(hidden, MemoryBlobs()) == ()

    def test_a_text_in_another_language_than_its_page_is_not_searched(self) -> None:
        assert parts_of(ARTICLE.replace('html lang="en"', 'html lang="es"', 1), MemoryBlobs()) != ()
        foreign = ARTICLE.replace('html lang="en"', 'html lang="es"', 1).replace("<body>", '<body><main lang="en">')
        assert parts_of(foreign, MemoryBlobs()) == ()
        titled = ARTICLE.replace("<div data-pagefind-body>", '<div data-pagefind-body lang="es">')
        assert [*found_in(("/", titled))["/"]["content"].split(". ")] == ["About sleep."]

    @pytest.mark.parametrize("broken", ["<summary>", "id="])
    def test_a_template_that_gives_an_answer_no_place_loses_only_that(self, broken: str) -> None:
        html = QUESTIONS.replace(broken, "<b>" if broken == "<summary>" else "title=", 1)
        assert [part.url for part in parts_of(html, MemoryBlobs())][-1] == "/c/a/#can-i-sleep"

    def test_what_is_around_the_marked_part_changes_nothing(self) -> None:
        blobs = MemoryBlobs()
        assert parts_of(ARTICLE, blobs) == parts_of(ARTICLE.replace("Menu", "Another menu"), blobs)


class TestTheIndex:
    def test_it_is_the_same_each_time(self) -> None:
        made = [_index_of(ARTICLE, QUESTIONS) for _ in range(2)]
        assert made[0] == made[1]

    def test_languages_are_kept_apart(self) -> None:
        blobs = MemoryBlobs()
        spanish = ARTICLE.replace('lang="en"', 'lang="es"', 1)
        parts = (*parts_of(ARTICLE, blobs), *parts_of(spanish, blobs, "/c/es/a/"))
        files = {path: digest for path, digest, _ in index(IndexTask(parts), blobs).files}
        entry = json.loads(blobs.read(files["pagefind-entry.json"]))
        assert {code: each["page_count"] for code, each in entry["languages"].items()} == {"en": 1, "es": 1}

    def test_no_interface_of_pagefind_is_in_it(self) -> None:
        kinds = {re.sub(r"[\w.]*[._](\w+)$", r"\1", path.rpartition("/")[2]) for path in _index_of(ARTICLE)}
        assert "css" not in kinds
        own = {path for path in _index_of(ARTICLE) if path.endswith(".js")}
        assert own == {"pagefind.js", "pagefind-worker.js"}

    def test_a_further_text_leaves_what_is_known_of_the_others(self) -> None:
        before, after = _index_of(ARTICLE), _index_of(ARTICLE, QUESTIONS)
        fragments = {path for path in before if path.endswith(".pf_fragment")}
        assert fragments
        assert {path: after[path] for path in fragments} == {path: before[path] for path in fragments}

    def test_its_folder_is_named_for_the_program(self) -> None:
        assert re.fullmatch(r"pagefind/[0-9a-f]{16}/", index_folder(None, MemoryBlobs()))

    def test_a_failure_of_pagefind_is_told_as_one_of_the_machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pagefind.service.get_executable", lambda: "/bin/false")
        with pytest.raises(EnvironmentFailed, match="Pagefind could not make the search index: 1"):
            index_folder(None, MemoryBlobs())

    def test_settings_of_another_project_are_not_heard(self, monkeypatch: pytest.MonkeyPatch) -> None:
        usual = _index_of(ARTICLE)
        monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
        assert _index_of(ARTICLE) == usual


def _index_of(*pages: str) -> dict[str, bytes]:
    blobs = MemoryBlobs()
    parts = tuple(part for number, html in enumerate(pages) for part in parts_of(html, blobs, f"/{number}/"))
    return {path: digest for path, digest, _ in index(IndexTask(parts), blobs).files}


def test_a_site_without_texts_has_an_index_in_which_nothing_is_found() -> None:
    names = _index_of()
    assert "pagefind-entry.json" in names
    assert sum(name.endswith(".pf_fragment") for name in names) == 1, "the one that stands for none"


def test_languages_are_named_in_one_order() -> None:
    pages = (("/en/", ARTICLE), ("/es/", ARTICLE.replace('lang="en"', 'lang="es"')))
    blobs = MemoryBlobs()
    parts = tuple(part for url, html in pages for part in parts_of(html, blobs, url))
    entries = set()
    for _ in range(5):
        files = {path: digest for path, digest, _ in index(IndexTask(parts), blobs).files}
        entries.add(blobs.read(files["pagefind-entry.json"]))
    [entry] = entries
    assert list(json.loads(entry)["languages"]) == ["en", "es"]
