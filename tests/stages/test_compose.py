"""compose: the documents → every page to draw and every file to copy."""

from __future__ import annotations

import msgspec

from site_builder.kinds import VIEWS
from site_builder.model.document import Document
from site_builder.model.inputs import Options
from site_builder.model.interface import Furniture
from site_builder.model.output import Composed, ComposeTask
from site_builder.model.reference import BibliographyEntry
from site_builder.model.site import Materials, StaticFile
from site_builder.stages.compose import compose
from tests.blobs import MemoryBlobs
from tests.builders import article, clinic, day, entry, interface, link, materials, options, page, question, shown_as

FILE = StaticFile("static/a.txt", "a.0123456789abcdef.txt", "/a.0123456789abcdef.txt", b"digest", 7)


def composed(
    *documents: Document,
    blobs: MemoryBlobs,
    run: Options | None = None,
    shown: Materials | None = None,
    sources: tuple[BibliographyEntry, ...] = (),
) -> Composed:
    """Return the site of these documents."""
    digests = tuple(blobs.keep(msgspec.msgpack.encode(document)) for document in documents)
    furniture = (Furniture("en", blobs.keep(msgspec.msgpack.encode(interface())), b""),)
    task = ComposeTask(clinic(), (), run or options(), digests, shown or materials(), sources, furniture=furniture)
    return compose(task, blobs)


def test_every_page_is_drawn_and_every_other_file_is_copied() -> None:
    blobs = MemoryBlobs()
    made = composed(page("index"), article("a"), blobs=blobs, shown=materials(files=[FILE]))
    assert [drawing.path for drawing in made.drawings] == [
        "index.html",
        "articles/a/index.html",
        "articles/index.html",
        "topics/index.html",
        "faq/index.html",
        "services/index.html",
        "evidence/index.html",
        "404.html",
    ]
    copies = {copy.path: copy for copy in made.copies}
    assert copies[FILE.path].digest == b"digest"
    robots = copies["robots.txt"]
    assert len(blobs.read(robots.digest)) == robots.size


def test_views_can_be_read_back_as_their_layouts_show_them() -> None:
    blobs = MemoryBlobs()
    for drawing in composed(page("index"), article("a", aliases=("/b/",)), question("q"), blobs=blobs).drawings:
        view = msgspec.msgpack.decode(blobs.read(drawing.view), type=VIEWS[drawing.template])
        assert view.head.title  # type: ignore[attr-defined]


def test_a_page_names_the_texts_that_it_shows_each_once() -> None:
    asked = question("q", text=b"content/faq/q.md")
    told = article("a", text=b"content/articles/a.md", questions=("q", "q"))
    made = composed(told, asked, blobs=MemoryBlobs())
    texts = {drawing.path: drawing.texts for drawing in made.drawings}
    assert texts["articles/a/index.html"] == ("content/articles/a.md", "content/faq/q.md")
    assert texts["faq/index.html"] == ("content/faq/q.md",)
    assert texts["articles/index.html"] == ()


def test_another_text_changes_no_view_but_its_own() -> None:
    before, after = (
        composed(article("a", words=count, text=b"content/articles/a.md"), article("b"), blobs=MemoryBlobs())
        for count in (238, 2380)
    )
    changed = [old.path for old, new in zip(before.drawings, after.drawings, strict=True) if old != new]
    assert changed == ["articles/a/index.html"]


def test_problems_keep_the_numbers_of_their_places() -> None:
    made = composed(
        page("index", links=(link("gone.md", 0, 4),)), blobs=MemoryBlobs(), sources=(entry("a"), entry("b"))
    )
    assert [shown_as(each) for each in made.problems if not each.line] == [
        "content/index.md:0:4: error[link-broken]",
        "content/references.bib:0:0: warning[reference-unused]",
        "content/references.bib:0:1: warning[reference-unused]",
    ]


def test_it_holds_until_the_next_day_that_changes_something() -> None:
    held = article("a", date=day("2026-12-24"), reviewed=None, reviewed_by="")
    assert composed(held, blobs=MemoryBlobs()).until == "2026-12-24"
    assert composed(page("about"), blobs=MemoryBlobs()).until == ""


def test_a_source_that_grows_old_ends_it_too() -> None:
    assert composed(page("about"), blobs=MemoryBlobs(), shown=materials(sources=["lee"])).until == "2051-01-01"
