"""Links: to content files and parts of the page, which the site resolves, and to the few schemes that may leave it."""

from __future__ import annotations

import html
import posixpath
import re
from xml.etree.ElementTree import Element

from site_builder.markup.conversion import Conversion, LinkClosed, LinkOpened, quoted
from site_builder.model.document import Link
from site_builder.model.problem import Place, Severity

STAYING_SCHEMES = frozenset({"mailto", "tel", "sms"})
WEB_SCHEMES = frozenset({"https", "http"})

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HIDDEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")


def start_link(link: Element, href: str, place: Place, conversion: Conversion) -> str | None:
    """Prepare the link at `place` for the page.

    Returns the slot for its start if the site resolves it; the caller then puts that before the text and `end_link`
    behind it. Otherwise None: the element is now a link that leaves the site, or bare text if it may not lead there.
    """
    target = html.unescape(href)
    if fault := _fault(target, href, conversion.path):
        conversion.report(*fault, place)
        link.tag, link.attrib = None, {}  # type: ignore[assignment]  # Python-Markdown then writes the content alone.
        return None
    scheme = _SCHEME.match(target)
    if target.startswith("#"):
        target = f"#{conversion.id_prefix}{target[1:]}"
    if scheme is None:
        return conversion.slot(LinkOpened(Link(target, place), html.unescape(link.get("title", ""))))
    link.set("href", target)
    if scheme[1].lower() in WEB_SCHEMES:
        link.set("rel", "noreferrer")
        if scheme[1].lower() == "http":
            message = f"The link to “{quoted(target)}” can be read and changed on its way."
            hint = "Write https: instead of http: if the other site answers there."
            conversion.report("link-insecure", message, hint, place, Severity.WARNING)
    return None


def end_link(conversion: Conversion) -> str:
    """Return the slot that ends a link."""
    return conversion.slot(LinkClosed())


def _fault(target: str, written: str, path: str) -> tuple[str, str, str] | None:
    """Return rule, message and hint of a link that may not stand on the site."""
    shown = quoted(written)
    if not target or target == "#":
        return "link-empty", "The link leads nowhere.", "Write the file or the address between the round brackets."
    plain = _HIDDEN.sub("", target)
    scheme = _SCHEME.match(plain)
    if scheme and (scheme[1].lower() not in STAYING_SCHEMES | WEB_SCHEMES or not _SCHEME.match(target)):
        if len(scheme[1]) == 1:
            return (
                "link-absolute",
                f"“{shown}” is a file on one computer only.",
                "Link to a file of the content folder.",
            )
        hint = "Use https:, mailto:, tel: or sms:, or the name of a content file."
        return "link-scheme", f"The link “{shown}” begins with “{scheme[1].lower()}:”, which is not allowed.", hint
    if scheme:
        if plain != target or not target[scheme.end() :].strip("/"):
            return (
                "link-malformed",
                f"“{shown}” is not a whole address, or has a space in it.",
                "Copy the address anew.",
            )
        return None
    if plain != target and plain.replace(" ", "") != target.replace(" ", ""):
        return "link-malformed", f"“{shown}” has a character in it that cannot be seen.", "Type the link anew."
    return fault_of_path(target, shown, path)


def fault_of_path(target: str, shown: str, path: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a target within the project, as it stands in the file at `path`."""
    if target.startswith("//"):
        hint = "Write https: before it, or the name of a content file."
        return "link-scheme", f"The link “{shown}” begins with //, which leaves the site.", hint
    if target.startswith("/"):
        hint = "Link to the file instead, as in ../about.md: such a link is checked and also works on a code host."
        return "link-absolute", f"The link “{shown}” is an address of the site, not a file.", hint
    if "\\" in target or re.search(r"%(?:2e|2f|5c|3a|25|0|1|7f)", target, re.IGNORECASE):
        return (
            "link-malformed",
            f"The link “{shown}” has a part that is written in code.",
            "Write the file's name plainly.",
        )
    if target.startswith("?"):
        return "link-malformed", f"“{shown}” has no file in it.", "Write the name of a content file."
    file = target.partition("#")[0]
    if file and posixpath.normpath(posixpath.join(posixpath.dirname(path), file)).split("/")[0] == "..":
        return "link-outside", f"The link “{shown}” leaves the project's folder.", "Take away one ../ or more."
    return None
