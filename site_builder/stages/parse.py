"""parse: one content file → one Document. It knows no other file, so it can be kept by the digest of what it read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec

from site_builder.cache.memo import Blobs
from site_builder.checks.texts import broken_in
from site_builder.checks.texts.contacts import contacts
from site_builder.checks.texts.reading import reading_figures
from site_builder.checks.texts.statements import statements
from site_builder.checks.texts.tags import broken_by_tags, without_covered
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import Passage, Role, line_passage, passages
from site_builder.markup.contents import Contents
from site_builder.markup.conversion import NO_WORDS, Conversion
from site_builder.markup.line import render_line
from site_builder.markup.markdown import render
from site_builder.markup.waivers import covering
from site_builder.model.document import Document, Text
from site_builder.model.front_matter import FrontMatter, translation_of_kind, type_of_kind
from site_builder.model.inputs import Source
from site_builder.model.interface import MarkupWords
from site_builder.model.problem import Place, of_draft
from site_builder.model.rule import Reading, Rulebook
from site_builder.parts.signature import signed, wording
from site_builder.text.front_matter import HEAD_LINE, FrontMatterResult, read_front_matter
from site_builder.urls import Identity, identify, slug

LONGEST_SUMMARY = 200
"""Characters."""


def parse(
    source: Source, book: Rulebook, blobs: Blobs, *, language: str = "en", words: MarkupWords = NO_WORDS
) -> Document:
    """Return the content file `source` as a document, with every problem that it shows by itself.

    Its text is in `language`, as are the `words` that Markdown's own syntax puts into it, and held to the rules in
    `book`.
    """
    kind, name, translated = identify(source.path) or Identity("page", source.path, "")
    type_ = cast("type[FrontMatter]", (translation_of_kind if translated else type_of_kind)[kind])
    front = read_front_matter(source.path, blobs.read(source.digest), type_)
    contents = Contents()
    key_points, head = _key_points(source.path, front, contents)
    body = Conversion(
        source.path,
        front.body,
        first_line=front.body_line,
        id_prefix=f"{slug(name)}-" if kind == "question" else "",
        title=_title(front.fields),
        words=words,
    )
    rendered = render(body)
    text = contents.text(rendered.html, body.insertions)
    # A head that cannot be read is an error, draft or not: nothing else is known of the file.
    unread = front.problems if not front.field_places else []
    problems = [*([] if unread else front.problems), *head.problems, *body.problems]
    writing = _writing(source.path, kind, front, contents, book.reading, language=language)
    if front.fields is not None:
        problems += broken_in(writing, book)
    broken = [*broken_by_tags(source.path, [*head.tags, *body.tags], rendered.html, front.fields, book)]
    problems = [*without_covered(problems, broken, book), *broken]
    own = wording(front.fields, front.body)
    return Document(
        path=source.path,
        kind=kind,
        name=name,
        language=translated,
        fields=front.fields,
        field_places=front.field_places,
        text=blobs.keep(msgspec.msgpack.encode(text)),
        key_points=key_points,
        links=tuple(contents.links),
        citations=contents.citations,
        pictures=tuple(contents.pictures),
        blocks=tuple(contents.blocks),
        headings=tuple(body.headings),
        ids=tuple(body.ids),
        waivers=covering(body.waivers, front.body, front.body_line),
        words=rendered.words,
        summary=_cut(rendered.summary, LONGEST_SUMMARY),
        problems=tuple(sorted([*unread, *(map(of_draft, problems) if front.draft else problems)])),
        reading=reading_figures(writing),
        statements=statements(writing),
        contacts=contacts(writing),
        signed=signed(front.fields, own, tuple(contents.blocks)),
        wording=own,
    )


def _key_points(
    path: str, front: FrontMatterResult[FrontMatter], contents: Contents
) -> tuple[tuple[Text, ...], Conversion]:
    """Return the key points of an article, which stand above its text and may cite sources, and what was found there.

    The words of the picture at the head of the page are noted there too.
    """
    head = Conversion(path, front.head, first_line=HEAD_LINE)
    places = dict(front.field_places)
    if image := getattr(front.fields, "image", None):
        head.note_tag("img", {"src": image.src, "alt": image.alt}, places.get("image.alt", Place()))
    texts = []
    for index, point in enumerate(getattr(front.fields, "key_points", ())):
        html = render_line(point, places.get(f"key_points.{index}", Place()), head)
        texts.append(contents.text(html, head.insertions))
    return tuple(texts), head


def _writing(
    path: str,
    kind: str,
    front: FrontMatterResult[FrontMatter],
    contents: Contents,
    reading: Reading,
    *,
    language: str,
) -> Writing:
    """Return the text of a content file as its rules see it: what the front matter says to readers, then the body."""
    return Writing(
        path,
        [*_fields(front), *passages(front.body, front.body_line)],
        kind=kind,
        fields=front.fields,
        cited=[citation.key for citation in contents.citations],
        reading=reading,
        language=language,
    )


def _fields(front: FrontMatterResult[FrontMatter]) -> Iterator[Passage]:
    """Yield the fields of the front matter that a page shows as they are."""
    fields: Any = front.fields
    points = enumerate(getattr(fields, "key_points", ()))
    image = getattr(fields, "image", None)
    shown = [
        ("title", getattr(fields, "title", ""), Role.TITLE),
        ("question", getattr(fields, "question", ""), Role.TITLE),
        ("description", getattr(fields, "description", ""), Role.FIELD),
        *((f"key_points.{index}", point, Role.FIELD) for index, point in points),
        ("image.alt", image.alt if image else "", Role.PICTURE),
        ("image.caption", image.caption if image else "", Role.FIELD),
    ]
    places = dict(front.field_places)
    lines = front.head.split("\n")
    for name, value, role in shown:
        if passage := line_passage(value, _inside(places.get(name, Place()), lines), role) if value else None:
            yield passage


def _inside(place: Place, lines: Sequence[str]) -> Place:
    """Return the place of the first character of a value, behind the quotation mark that may open it."""
    line = lines[place.line - HEAD_LINE] if 0 <= place.line - HEAD_LINE < len(lines) else ""
    return Place(place.line, place.column + 1) if line[place.column - 1 : place.column] in ("'", '"') else place


def _title(fields: Any) -> str:
    """Return what the page or the question is called."""
    return getattr(fields, "title", "") or getattr(fields, "question", "")


def _cut(text: str, most: int) -> str:
    """Return the beginning of `text`, cut between words."""
    if len(text) <= most:
        return text
    return (text[: most + 1].rpartition(" ")[0].rstrip(" ,;:–—") or text[:most]) + "…"
