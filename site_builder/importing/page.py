"""Saved web pages → Material: what the page is about, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_builder.dom import Element, parse
from site_builder.errors import UsageError
from site_builder.importing.encoding import decode
from site_builder.importing.material import Found, Material

LARGEST_PICTURE = 16 * 1024 * 1024
"""Bytes; a camera's largest."""

DEEPEST = 500
"""Elements within each other; pages that people made have 20 to 60."""

PICTURE_KINDS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

_NEVER = (
    "script, style, noscript, template, iframe, object, embed, svg, math, canvas, audio, video, nav, button, input,"
    " select, textarea, dialog, noembed, noframes, [hidden], [aria-hidden=true], [role=navigation], [role=search],"
    " [role=dialog], [role=alertdialog], [role=banner], [role=contentinfo], [style*='display:none'],"
    " [style*='display: none']"
)
"""What is no text, or not shown."""

_AROUND = "header, footer, aside, form"
"""What stands around the text, where the page does not say which part is its main one."""

_CLUTTER = frozenset(
    "ad ads advert advertisement breadcrumb breadcrumbs catlinks comments consent cookie cookies editsection gdpr"
    " menu modal navbar navbox newsletter pagination popup related share sharing sidebar skip social subscribe"
    " toc".split()
)
"""Words in the class or id of what no article has."""


def read_page_file(data: bytes, file: Path) -> Material:
    """Return what the page holds that was saved as `file`; pictures are looked for beside it, and nowhere else."""
    text, encoding = decode(data, _declared(data))
    _check_depth(text)
    root = parse(text)
    title, description, address = _about(root, text)
    main, removed = _main(root)
    return Material(
        html=main.html,
        title=title,
        description=description,
        address=address,
        pictures=tuple(_beside(main, file)),
        notes=(
            *(() if encoding == "UTF-8" else (f"The file was read as {encoding}; the article is UTF-8.",)),
            *((f"Left out, as no part of the text: {removed}.",) if removed else ()),
        ),
    )


def _check_depth(text: str) -> None:
    """Raise UsageError for a page that is nested as no program nests one: the time it takes grows with the square."""
    depth = 0
    for found in _TAG.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > DEEPEST:
            raise UsageError(f"its parts are nested more than {DEEPEST:,} deep; copy its text into a text file (.txt)")


_TAG = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|tbody|thead|tfoot|option|area|base|br|col|embed|hr|img|input|link|meta|param"
    r"|source|track|wbr)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
"""A tag of an element that must be closed."""


def _declared(data: bytes) -> str:
    """Return the encoding that the page says it has, "" where it does not."""
    found = re.search(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""", data[:8192], re.IGNORECASE) or re.match(
        rb"""\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""", data
    )
    return found[1].decode("ascii") if found else ""


def _about(root: Element, text: str) -> tuple[str, str, str]:
    """Return the title of the page, its description, and the address it was saved from."""
    head = root.first("head") or root
    title = _content(head, "meta[property='og:title']")
    site = _content(head, "meta[property='og:site_name']")
    if not title and (element := head.first("title")):
        title = " ".join(element.text.split())
        for sign in (" | ", " - ", " – ", " — ", " · "):
            if site:
                title = title.removesuffix(f"{sign}{site}")
    description = _content(head, "meta[name=description i]") or _content(head, "meta[property='og:description']")
    base = head.first("base[href]")
    canonical = head.first("link[rel=canonical]")
    saved = re.search(r"<!-- saved from url=\(\d+\)(\S+) -->", text[:4096])
    given = (base.get("href") if base else "", saved[1] if saved else "", canonical.get("href") if canonical else "")
    address = next((each for each in given if urlsplit_safe(each)), "")
    return title, description, address


def urlsplit_safe(address: str) -> bool:
    """Return whether `address` is one of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _content(head: Element, selector: str) -> str:
    found = head.first(selector)
    return " ".join(found.get("content").split()) if found else ""


def _main(root: Element) -> tuple[Element, str]:
    """Return the part of the page that is its text, what is none taken out, and what that was, for people."""
    body = root.first("body") or root
    root.remove(_NEVER)
    candidates = [*body.all("main"), *body.all("[role=main]")] or body.all("article")
    main = candidates[0] if len(candidates) == 1 and candidates[0].text.strip() else body
    counted = (
        {"the page around its main part": 1} if main is not body and len(body.text) > len(main.text) * 1.05 else {}
    )
    if main is body:
        for element in reversed(body.all(_AROUND)):
            if not _holds_the_text(element, main):
                counted[element.name] = counted.get(element.name, 0) + 1
                element.take_out()
    # The innermost first: what is taken out takes with it what is within.
    for element in reversed(main.all("[class], [id]")):
        words = set(re.split(r"[^a-z]+", f"{element.get('class')} {element.get('id')}".lower()))
        if words & _CLUTTER and not _holds_the_text(element, main):
            name = min(words & _CLUTTER)
            counted[name] = counted.get(name, 0) + 1
            element.take_out()
    return main, ", ".join(sorted(counted))


def _holds_the_text(element: Element, main: Element) -> bool:
    """Return whether the heading of the page, or a third of its words, is within `element`."""
    if element.name in ("body", "main", "article", "p", "li") or element.first("h1, main, article"):
        return True
    return len(element.text) * 3 > len(main.text)


def _beside(main: Element, file: Path) -> Iterator[tuple[str, Found]]:
    """Yield the pictures that the page shows and that lie in the folder of `file`, by their addresses in the page."""
    folder = file.parent.resolve()
    for src in dict.fromkeys(each.get("src").strip() for each in main.all("img[src]")):
        path = unquote(src.partition("?")[0].partition("#")[0]).replace("\\", "/")
        if not path or "\0" in path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", path) or len(path) > 1024:
            continue
        picture = (folder / path).resolve()
        fits = picture.suffix.lower() in PICTURE_KINDS and picture.is_relative_to(folder)
        if fits and picture.is_file() and picture.stat().st_size <= LARGEST_PICTURE:
            yield src, Found(picture.read_bytes(), picture.suffix.lower())
