"""What a page weighs, as far as it can be told of the page alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

import deflate

from site_builder.checks.pages.page import Page
from site_builder.dom import Element
from site_builder.model.budget import Shown, Weight

LEVEL = 6
"""How hard to compress: as gzip does where nobody asks for more. libdeflate comes within 1 % of `gzip -6` in half its
time, and makes the same bytes on every machine, where zlib has many builds: a budget kept here is kept in CI too."""


def weigh(page: Page, body: bytes) -> Weight:
    """Return the weight of a page whose bytes are `body`; what its styles and scripts fetch in turn is not known."""
    inline = 0
    loads: dict[str, None] = {}
    pictures: list[tuple[Iterable[str], bool]] = []
    sources: list[str] = []
    for element in page.noted:
        match element.name:
            case "link" if _FETCHED & set(element.get("rel").lower().split()):
                loads[element.get("href")] = None
            case "script" if element.has("src"):
                # Browsers that know modules leave these out.
                loads |= {} if element.has("nomodule") else {element.get("src"): None}
            case "script" | "style":
                inline += len(element.text.encode())
            case "source":
                sources += _candidates(element)
            case "img":
                files = (*sources, *_candidates(element), *filter(None, [element.get("src")]))
                pictures.append((files, element.get("loading").lower() == "lazy"))
                sources = []
            case "use" | "image":
                pictures.append(((element.get("href") or element.get("xlink:href"),), False))
            case "video":
                pictures.append(((element.get("poster"),), False))
            case "iframe" if element.get("loading").lower() != "lazy":
                loads[element.get("src")] = None
    return Weight(
        len(deflate.gzip_compress(body, LEVEL)),
        inline,
        _fetched(page.url, loads),
        tuple(dict.fromkeys(Shown(files, waits) for all_, waits in pictures if (files := _fetched(page.url, all_)))),
    )


_FETCHED = frozenset("stylesheet preload modulepreload prefetch manifest icon".split())
"""What a `<link>` makes a browser fetch at once. An `apple-touch-icon` is fetched by whoever keeps the page."""


def _candidates(element: Element) -> list[str]:
    """Return the addresses of a `srcset`; a comma may be part of one (HTML, 4.8.4.2.1)."""
    return _CANDIDATE.findall(element.get("srcset"))


_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*)?(?:,|$)")


def _fetched(page: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return what a browser asks the host for, each once, as seen from the host's root: not what is in the page."""
    bare = (address.strip().partition("#")[0] for address in addresses)
    asked = (address for address in bare if address and not address.startswith(_WITHIN))
    return tuple(dict.fromkeys(each if each.startswith("/") else urljoin(page, each) for each in asked))


_WITHIN = ("data:", "blob:")
