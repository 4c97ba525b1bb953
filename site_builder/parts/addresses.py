"""The addresses of a site, without its own: those of its pages and questions, and the old ones that lead to them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, QuestionFields, ServiceFields
from site_builder.model.inputs import Options
from site_builder.model.ledger import Ledger, Noted
from site_builder.model.reference import BIBLIOGRAPHY
from site_builder.parts.comparison import PATH
from site_builder.parts.status import State, state_of
from site_builder.urls import slug


class Stand(NamedTuple):
    """How an address stands: the content file that it comes from, and whether that is on the site."""

    file: str
    state: State


def addresses(
    documents: Iterable[Document], prefixes: Iterable[str], options: Options, *, compared: bool
) -> dict[str, Stand]:
    """Return how each address stands, in every language; those of lists and topics, which come and go, are left out.

    `prefixes` are the folders of the languages, "" for the first. What a preview shows beside, drafts and what is held,
    is not published by that. `compared` tells whether there is a comparison.
    """
    public = replace(options, drafts=False, future=False)
    found = {"/faq/": Stand("content/faq", State.PUBLISHED), "/evidence/": Stand(BIBLIOGRAPHY, State.PUBLISHED)}
    if compared:
        found[f"/{PATH}"] = Stand(COMPARISON, State.PUBLISHED)
    for document in documents:
        if document.fields is not None and not document.language:
            stand = Stand(document.path, state_of(document.fields, public))
            for address in addresses_of(document):
                # Where two claim one address, it is the better for it; that they do, another check tells.
                if address not in found or _RANK[stand.state] < _RANK[found[address].state]:
                    found[address] = stand
    return {f"/{prefix}{address[1:]}": stand for prefix in prefixes for address, stand in found.items()}


_RANK = {State.PUBLISHED: 0, State.HELD: 1, State.EXPIRED: 1, State.DRAFT: 2}


def gone(ledger: Ledger, now: Mapping[str, Stand]) -> list[Noted]:
    """Return the addresses of the ledger that nothing answers; what is held or has expired is there for all that."""
    return [each for each in ledger.addresses if each.address not in now or now[each.address].state is State.DRAFT]


def without_prefix(address: str, prefixes: Iterable[str]) -> str:
    """Return an address without the folder of its language: `/about/` for `/es/about/`."""
    found = next((prefix for prefix in prefixes if prefix and address.startswith(f"/{prefix}")), "")
    return f"/{address[1 + len(found) :]}"


def lost_language(address: str, known: Container[str], prefixes: Container[str]) -> str:
    """Return the language of an address if the site has no pages in it any more, else "".

    `known` are the addresses of the ledger: a page may have as short a name, but a language has a page of questions.
    """
    found = re.match(r"/(?P<language>[a-z]{2}(?:-[a-z0-9]{2,4})?)/", address)
    if found is None or f"{found['language']}/" in prefixes:
        return ""
    return found["language"] if f"/{found['language']}/faq/" in known else ""


def addresses_of(document: Document) -> Iterator[str]:
    """Yield the address of a document, and its old ones: `/articles/name/`, `/faq/#name`, `/` for the home page."""
    path = page_path(document)
    if document.name == "index" and not path:
        yield "/"
    elif path and not path.endswith(("/", "#")):  # as it does where no address can be made of the name
        yield f"/{path}" if "#" in path else f"/{path}/"
    for alias in getattr(document.fields, "aliases", ()):
        yield f"/faq/#{alias}" if document.kind == "question" else f"/{stub_path(alias).removesuffix('index.html')}"


def page_path(document: Document) -> str:
    """Return where the page of `document` stands on the site: `articles/name`, `faq/#name`, "" for the home page."""
    name = slug(document.name)
    match document.fields:
        case ArticleFields(slug=own):
            return f"articles/{own or name}"
        case ServiceFields():
            return f"services/{name}"
        case QuestionFields():
            return f"faq/#{name}"
        case _:
            return "" if document.name == "index" else name


def stub_path(alias: str) -> str:
    """Return where the stub page of the old address `alias` stands: `blog/old/index.html` for `/blog/old`."""
    old = old_path(alias)
    return old if old.endswith(".html") else f"{old}/index.html".lstrip("/")


def old_path(alias: str) -> str:
    """Return an old address as a plain path: `blog/old` for `/blog/old/`."""
    return unquote(alias).strip("/")
