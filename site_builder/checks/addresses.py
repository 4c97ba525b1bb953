"""Addresses: one for each page, on every machine that may hold the site."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.hosting.netlify import HEADERS, REDIRECTS
from site_builder.model.document import Document
from site_builder.model.output import Made, Output
from site_builder.model.problem import TOP, Place, Problem, problem
from site_builder.model.site import Site
from site_builder.parts.addresses import stub_path
from site_builder.urls import RESERVED_IDS, slug, unportable

LONGEST_PATH = 1000
"""Characters; macOS holds paths of 1,024 bytes, and what is before the site's part counts too."""


def are_distinct(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each address that two sources claim, if only case or Unicode form tells them apart, too."""
    claimed: dict[str, Output] = {path: Made(path, "the builder", b"") for path in (HEADERS, REDIRECTS)}  # made last
    twice = set()
    others = tuple([site.prefix for site in survey.others])
    for output in survey.outputs:
        address = unicodedata.normalize("NFC", output.path).casefold()
        if address in claimed:
            twice.add(address)
            # What two texts claim in the first language they claim in each, and it is told once.
            if not (address.startswith(others) and address.partition("/")[2] in twice):
                yield _twice(survey, output, claimed[address])
        claimed.setdefault(address, output)
    # A file cannot stand where a folder must.
    folders: dict[str, Output] = {}
    for address, output in claimed.items():
        folder = address.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for folder in sorted(folders.keys() & claimed.keys()):
        yield _twice(survey, folders[folder], claimed[folder])


def anchors_are_distinct(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each place on the page of questions that two of them claim."""
    for site in (survey.site, *survey.others):
        yield from _anchors_of(site)


def _anchors_of(site: Site) -> Iterator[Problem]:
    claimed = {f"topic-{topic.slug}": "the heading of a topic" for topic in site.topics if topic.questions}
    for entry in site.questions:
        document = entry.document
        for name, place in _anchors(document):
            if name.startswith(RESERVED_IDS):
                message = f"The address /faq/#{name} begins with a word that the page itself uses."
                yield in_document(document, "address-taken", message, "Rename the file or its alias.", place)
            if name in claimed:
                other = "twice" if claimed[name] == document.path else f"and so does {claimed[name]}"
                message = f"This file claims the address /faq/#{name}, {other}."
                yield in_document(document, "address-taken", message, "Rename the file, its alias or heading.", place)
            claimed.setdefault(name, document.path)


def are_portable(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each address that some machine cannot hold, or that no letter is left of."""
    for document in survey.documents:
        if document.language:
            continue
        if not slug(document.name) and not getattr(document.fields, "slug", ""):
            message = f"No address can be made of the name {document.name!r}."
            hint = "Rename the file with Latin letters, digits and hyphens."
            yield in_document(document, "address-empty", message, hint, TOP)
        for field, topic in _topics(document):
            if not slug(topic):
                message = f"No address can be made of the topic {topic!r}."
                yield in_document(document, "topic-empty", message, "Use Latin letters.", place_of(document, field))
    for output in survey.outputs:
        for part in output.path.split("/") if len(output.path) <= LONGEST_PATH else [output.path]:
            if why := unportable(part):
                yield _at_claim(
                    survey,
                    output,
                    "address-unportable",
                    f"The page would stand at {output.path!r}, which Windows cannot hold: {why}.",
                    "Give another name, topic, slug or alias.",
                )


def _anchors(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield each place on the page of questions that `document` makes, and where in the file."""
    yield slug(document.name), TOP
    for number, alias in enumerate(getattr(document.fields, "aliases", ())):
        yield alias, place_of(document, f"aliases.{number}")
    headings = {heading.id: heading.place for heading in document.headings}
    for name in document.ids:
        yield name, headings.get(name, TOP)


def _topics(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each topic that `document` names, after the field that names it."""
    if topic := getattr(document.fields, "topic", ""):
        yield "topic", topic
    for number, topic in enumerate(getattr(document.fields, "topics", ())):
        yield f"topics.{number}", topic


def _twice(survey: Survey, output: Output, other: Output) -> Problem:
    drafts = {document.path: document.fields is not None and document.fields.draft for document in survey.documents}
    if output.source not in drafts or (drafts.get(other.source) and not drafts[output.source]):
        # Lists and the like have no file that could be renamed; and a draft gives way to what is published.
        output, other = other, output
    too = "twice" if output.source == other.source else f"and so does {other.source}"
    message = f"This file claims the address /{output.path.removesuffix('index.html')}, {too}."
    return _at_claim(survey, output, "address-taken", message, "Rename the file, or change its slug or alias.")


def _at_claim(survey: Survey, output: Output, rule: str, message: str, hint: str) -> Problem:
    """Return a problem where the source of `output` gives its address."""
    document = next((document for document in survey.documents if document.path == output.source), None)
    if document is None:
        return problem(rule, message, hint, file=output.source)
    aliases = getattr(document.fields, "aliases", ())
    claims = {stub_path(alias): f"aliases.{number}" for number, alias in enumerate(aliases)}
    return in_document(document, rule, message, hint, place_of(document, claims.get(output.path, "slug")))
