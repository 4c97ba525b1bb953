"""A built site read back: its pages, what they link to, and which of those links lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit


class Page(NamedTuple):
    """What a page holds: ids, addresses that it names, and how many headings of the first level."""

    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    first_headings: int


def read_pages(public: Path, base: str) -> dict[str, Page]:
    """Return every page of the site in `public`, which is published below the path `base`, by its own path."""
    found = {}
    for file in sorted(public.rglob("*.html")):
        reader = _Reader()
        reader.feed(file.read_text("utf-8"))
        path = base + file.relative_to(public).as_posix().removesuffix("index.html")
        found[path] = Page(tuple(reader.ids), tuple(reader.addresses), reader.tags["h1"])
    return found


def broken_links(public: Path, site: str) -> list[str]:
    """Return each link from one page of `site` (`https://host/base/`) to another that does not lead there."""
    origin, base = site[: site.index("/", 8)], site[site.index("/", 8) :]
    pages = read_pages(public, base)
    files = {base + file.relative_to(public).as_posix() for file in public.rglob("*") if file.is_file()}
    return [
        f"{path} → {address}"
        for path, page in pages.items()
        for address in page.addresses
        if (target := _within(origin, path, address)) and not _is_there(*target, pages, files)
    ]


def _within(origin: str, path: str, address: str) -> tuple[str, str] | None:
    """Return the path and part that `address` names on the page at `path`, or None where it leads to another site."""
    split = urlsplit(urljoin(origin + path, address))
    return (unquote(split.path), unquote(split.fragment)) if f"{split.scheme}://{split.netloc}" == origin else None


def _is_there(path: str, part: str, pages: dict[str, Page], files: set[str]) -> bool:
    return part in pages[path].ids if part and path in pages else path in pages or path in files


class _Reader(HTMLParser):
    """Collects what a Page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in given:
            self.ids.append(given["id"])
        self.addresses += _addresses(given)


def _addresses(given: dict[str, str]) -> Iterator[str]:
    """Yield every address that the attributes of a tag name."""
    yield from (given[name] for name in ("href", "src", "action") if name in given)
    yield from (part.split()[0] for part in given.get("srcset", "").split(",") if part.strip())
    if given.get("http-equiv") == "refresh":
        yield given["content"].partition("url=")[2]
