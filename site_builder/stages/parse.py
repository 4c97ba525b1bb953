"""parse: one content file → one Document. It knows no other file, so it can be kept by the digest of what it read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from site_builder.cache.memo import Blobs
from site_builder.front_matter import HEAD_LINE, FrontMatterResult, read_front_matter
from site_builder.markup.contents import Contents
from site_builder.markup.conversion import Conversion
from site_builder.markup.line import render_line
from site_builder.markup.markdown import render
from site_builder.markup.waivers import covering
from site_builder.model.document import Document, Text
from site_builder.model.front_matter import FrontMatter, type_of_kind
from site_builder.model.inputs import Source
from site_builder.model.problem import Place, Problem, Severity
from site_builder.urls import Identity, identify, slug

LONGEST_SUMMARY = 200
"""Characters."""


def parse(source: Source, blobs: Blobs) -> Document:
    """Return the content file `source` as a document, with every problem that it shows by itself."""
    kind, name, language = identify(source.path) or Identity("page", source.path, "")
    type_ = cast("type[FrontMatter]", type_of_kind[kind])
    front = read_front_matter(source.path, blobs.read(source.digest), type_)
    contents = Contents()
    key_points, problems = _key_points(source.path, front, contents)
    body = Conversion(
        source.path,
        front.body,
        first_line=front.body_line,
        id_prefix=f"{slug(name)}-" if kind == "question" else "",
        title=_title(front.fields),
    )
    rendered = render(body)
    text = contents.text(rendered.html, body.insertions)
    problems = [*front.problems, *problems, *body.problems]
    return Document(
        path=source.path,
        kind=kind,
        name=name,
        language=language,
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
        problems=tuple(sorted(_softened(problems) if front.draft else problems)),
    )


def _key_points(
    path: str, front: FrontMatterResult[FrontMatter], contents: Contents
) -> tuple[tuple[Text, ...], list[Problem]]:
    """Return the key points of an article, which stand above its text and may cite sources."""
    head = Conversion(path, front.head, first_line=HEAD_LINE)
    places = dict(front.field_places)
    texts = []
    for index, point in enumerate(getattr(front.fields, "key_points", ())):
        html = render_line(point, places.get(f"key_points.{index}", Place()), head)
        texts.append(contents.text(html, head.insertions))
    return tuple(texts), head.problems


def _title(fields: Any) -> str:
    """Return what the page or the question is called."""
    return getattr(fields, "title", "") or getattr(fields, "question", "")


def _softened(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of a draft: none of them keeps the site from being written."""
    return [
        replace(problem, severity=Severity.WARNING) if problem.severity == Severity.ERROR else problem
        for problem in problems
    ]


def _cut(text: str, most: int) -> str:
    """Return the beginning of `text`, cut between words."""
    if len(text) <= most:
        return text
    return (text[: most + 1].rpartition(" ")[0].rstrip(" ,;:–—") or text[:most]) + "…"
