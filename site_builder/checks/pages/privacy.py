"""Privacy: what a page asks of other hosts, of its reader, and of the reader's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.pages.page import Flaw, Page
from site_builder.dom import Element, parse

PRIVACY = "privacy"
"""The name of the standing page that says what happens with readers' data."""

_LOADING = frozenset("script img source track video audio iframe frame object embed input image".split())
_ADDRESSES = ("src", "data", "poster", "href", "xlink:href")
_LOADED_BY_LINK = frozenset(
    "stylesheet icon apple-touch-icon mask-icon manifest preload prefetch preconnect dns-prefetch modulepreload".split()
)
"""What a browser asks for because of a `<link>`; the others (canonical, alternate) only name an address."""

_WEB = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_REFRESH = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.IGNORECASE)


def nothing_is_asked_of_others(page: Page) -> Iterator[Flaw]:
    """Yield PRIV-002 for each element that makes the browser ask another host for something as the page loads."""
    own = page.frame.origin if page.frame else ""
    for element in page.noted:
        other = next((each for each in _requests(element) if _leaves(each, own)), "")
        if other:
            yield Flaw("PRIV-002", element.tag, f"This asks {_host(other)} for something as the page loads.")


def _requests(element: Element) -> Iterator[str]:
    """Yield each address that a browser may ask for because of an element."""
    if style := element.get("style"):
        yield from _IN_STYLE.findall(style)
    match element.name:
        case "style":
            yield from _IN_STYLE.findall(element.text)
        case "meta":
            if element.get("http-equiv").lower() == "refresh":
                yield from _REFRESH.findall(element.get("content"))
        case "link":
            if _LOADED_BY_LINK & set(element.get("rel").lower().split()):
                yield element.get("href")
        case name if name in _LOADING:
            yield from (address for name in _ADDRESSES if (address := element.get(name)))
            yield from (part.split()[0] for part in element.get("srcset").split(",") if part.strip())


def _leaves(address: str, own: str) -> bool:
    return bool(_WEB.match(address)) and not (own and f"{address.strip()}/".startswith(f"{own}/"))


def _host(address: str) -> str:
    return re.split("[/?#]", address.strip().partition("//")[2])[0]


_NOTICE = re.compile(
    r"\b(?:not|don.t|no|without|never)\b[^.]{0,60}\b(?:health|medical|symptoms?|diagnos\w+|medicines?|medications?)\b",
    re.IGNORECASE,
)
"""“Please do not include health details”, in the words that a clinic finds for it."""


def free_text_is_warned_of(page: Page) -> Iterator[Flaw]:
    """Yield PRIV-006 for each free-text field before which no notice asks to leave health out."""
    for field in page.all("textarea"):
        described = [page.root.first(f'[id="{id_}"]') for id_ in field.get("aria-describedby").split()]
        form = next((each for each in field.above if each.name == "form"), None)
        before = parse(form.html.partition(field.html)[0]).text if form else ""
        if not any(_NOTICE.search(text) for text in (before, *(each.text for each in described if each))):
            yield Flaw("PRIV-006", field.tag)


def notice_is_linked(page: Page) -> Iterator[Flaw]:
    """Yield PRIV-008 where a page does not link to the site's privacy notice."""
    if page.frame and page.root.first(f'a[href^="{page.frame.base}{PRIVACY}/"]') is None:
        yield Flaw("PRIV-008", message="There is no link to the page “privacy”.", within="<body")


_STORING = re.compile(
    r"\bdocument\s*\.\s*cookie\b|\b(?:localStorage(?!\.getItem\()|sessionStorage|indexedDB|cookieStore)\b"
)


def nothing_is_stored(page: Page) -> Iterator[Flaw]:
    """Yield PRIV-012 for each script within the page that keeps something in the reader's browser.

    To read what the reader has chosen, as the colour scheme, keeps nothing.
    """
    for script in page.all("script"):
        if not script.has("src") and (found := _STORING.search(script.text)):
            yield Flaw("PRIV-012", script.tag, f"A script uses {found[0]}.")
