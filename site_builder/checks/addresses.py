"""Addresses: one for each page, on every machine that may hold the site."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from site_builder.checks.survey import Survey, place_of
from site_builder.model.problem import Place, Problem, problem
from site_builder.urls import slug, unportable


def are_distinct(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each address that two sources claim, if only case or Unicode form tells them apart, too."""
    claimed: dict[str, str] = {}
    for output in survey.outputs:
        address = unicodedata.normalize("NFC", output.path).casefold()
        if address in claimed:
            yield _twice(survey, output.source, claimed[address], output.path.removesuffix("index.html"))
        claimed.setdefault(address, output.source)
        # A file cannot stand where a folder must.
    for address, source in claimed.items():
        parent = address.rpartition("/")[0]
        if parent in claimed and claimed[parent] != source:
            yield _twice(survey, source, claimed[parent], parent)
    anchors: dict[str, str] = {}
    for entry in survey.site.questions:
        for name in (slug(entry.document.name), *getattr(entry.document.fields, "aliases", ())):
            if name in anchors:
                yield _twice(survey, entry.document.path, anchors[name], f"faq/#{name}")
            anchors.setdefault(name, entry.document.path)


def are_portable(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each address that some machine cannot hold, or that no letter is left of."""
    for document in survey.documents:
        if not slug(document.name):
            message = f"No address can be made of the name {document.name!r}."
            yield problem(
                "address-empty", message, "Rename the file with Latin letters, digits and hyphens.", file=document.path
            )
    for output in survey.outputs:
        for part in output.path.split("/"):
            if why := unportable(part):
                yield problem(
                    "address-unportable",
                    f"The page would stand at {output.path!r}, which Windows cannot hold: {why}.",
                    "Give another name, topic, slug or alias.",
                    file=output.source,
                )
    for topic in ("topic", "topics"):
        for document in survey.documents:
            value = getattr(document.fields, topic, ())
            for number, name in enumerate((value,) if isinstance(value, str) else value):
                if not slug(name):
                    place = place_of(document, f"{topic}.{number}" if topic == "topics" else topic)
                    yield problem(
                        "topic-empty",
                        f"No address can be made of the topic {name!r}.",
                        "Use Latin letters.",
                        file=document.path,
                        place=place,
                    )


def _twice(survey: Survey, source: str, other: str, address: str) -> Problem:
    by_path = {document.path: document for document in survey.documents}
    document = by_path.get(source)
    place = Place()
    if document is not None:
        for field in ("aliases", "slug"):
            place = place_of(document, field) if place == Place() else place
    return problem(
        "address-taken",
        f"Two files claim the address /{address}: this one and {other}.",
        "Rename one of the two files, or change its slug or alias.",
        file=source,
        place=place,
    )
