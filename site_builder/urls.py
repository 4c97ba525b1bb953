"""What a content file is by its path, and where its page stands on the site."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

SECTIONS = {"articles": "article", "services": "service", "faq": "question"}
"""The folders under `content/` and the kind of document in each; what lies in `content/` itself is a page."""

RESERVED_IDS = ("page-", "ref-", "cite-", "source-")
"""How the ids begin that templates give to parts of a page around its text."""

_TRANSLATION = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2}(?:-[A-Za-z0-9]{2,4})?)")


class Identity(NamedTuple):
    """What the path of a content file says: its kind, its name within the kind, its language ("" if untranslated)."""

    kind: str
    name: str
    language: str


@lru_cache(maxsize=1 << 16)
def identify(path: str) -> Identity | None:
    """Return what the content file at `path` is, or None where no page is made of files at such a place.

    `content/about.md`, `content/faq/NAME.md`, `content/articles/NAME.md` and `content/articles/NAME/index.md`
    are documents, and beside each its translations `NAME.LANG.md`.
    """
    match path.split("/"):
        case ["content", file]:
            kind, stem = "page", file.removesuffix(".md")
        case ["content", "articles", folder, file] if file.removesuffix(".md").split(".")[0] == "index":
            kind, stem = "article", folder + file.removesuffix(".md").removeprefix("index")
        case ["content", section, file] if section in SECTIONS:
            kind, stem = SECTIONS[section], file.removesuffix(".md")
        case _:
            return None
    match = _TRANSLATION.fullmatch(stem)
    return Identity(kind, match["name"], match["language"]) if match else Identity(kind, stem, "")


_DATA = re.compile(r"content/(?P<name>clinic|figures|treatments)\.(?P<language>[a-z]{2}(?:-[A-Za-z0-9]{2,4})?)\.yaml")


def data_file(path: str) -> tuple[str, str]:
    """Return the data file that the one at `path` translates, and its language: `path` itself and "" for any other."""
    match = _DATA.fullmatch(path)
    return (f"content/{match['name']}.yaml", match["language"]) if match else (path, "")


def translation_path(path: str, language: str) -> str:
    """Return where the translation of the file at `path` lies: `content/faq/a.es.md` for `content/faq/a.md`."""
    stem, _, extension = path.rpartition(".")
    return f"{stem}.{language}.{extension}"


def original_path(path: str) -> str:
    """Return where the original of the translation at `path` lies: `content/faq/a.md` for `content/faq/a.es.md`."""
    stem, _, extension = path.rpartition(".")
    return f"{stem.rpartition('.')[0]}.{extension}"


def slug(text: str) -> str:
    """Return `text` as the part of an address: lower-case Latin letters, digits and hyphens, accents taken off.

    Empty when nothing of `text` can be written so.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def escape(path: str) -> str:
    """Return a path of the site as it stands in an address, percent-encoded where that must be."""
    return quote(path, safe="/-._~!$&'()*+,;=:@")


def split_url(url: str) -> tuple[str, str]:
    """Return the origin and the base path of the site's address: `https://host` and `/` or `/path/`."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    path = path.strip("/")
    return f"{scheme}://{host}", f"/{path}/" if path else "/"


_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(:[0-9]{1,5})?(/(?!\.{1,2}(/|$))[\w.~-]+)*/?", re.ASCII)


def is_web_address(text: str) -> bool:
    """Return whether a site can be published at `text`: http or https, a host, and a path that needs no escape."""
    return _WEB_ADDRESS.fullmatch(text) is not None


WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"}
)

LONGEST_NAME = 255
"""Bytes in the longest name of a file that common file systems hold."""


def unportable(name: str) -> str:
    """Return why Windows, or any common disk, cannot hold a file of this name, or "" if all can.

    Source: Microsoft, "Naming Files, Paths, and Namespaces".
    """
    if name.split(".")[0].strip().lower() in WINDOWS_DEVICES:
        return "the name is reserved for a device"
    if bad := re.search(r'[<>:"\\|?*\x00-\x1f]', name):
        return f"it contains {bad[0]!r}"
    if name.endswith((".", " ")):
        return "it ends in a dot or a space"
    if len(name.encode()) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} bytes"
    return ""
