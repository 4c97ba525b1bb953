"""HTML that a writer typed into the text: a short list of harmless elements stays, the rest is taken out and told.

What Markdown set aside as HTML is read tag by tag, so that every tag that goes is reported at its place. Whatever
that reading may miss, the finished page of such a file passes through nh3, which parses it as a browser does.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import nh3

from site_builder.markup.conversion import Conversion, WrittenTag, quoted
from site_builder.markup.places import MARK, Mark, Marks
from site_builder.model.document import Waiver
from site_builder.model.problem import Place

ELEMENTS = frozenset(
    "abbr b br caption cite code dd del details dfn div dl dt em figure figcaption hr i ins kbd li mark ol p q s small"
    " span strong sub summary sup table tbody td tfoot th thead tr time u ul var wbr".split()
)
"""Elements that a writer may use."""

ATTRIBUTES = frozenset("lang dir title class id open datetime colspan rowspan scope start headers".split())
"""Attributes that a writer may use, on any of these elements."""

_WITH_CONTENT = frozenset("script style iframe object embed noscript template svg math textarea select".split())
"""Elements of which nothing is kept; of others that go, the text stays."""

_END_ITSELF = frozenset("br hr wbr p li dt dd td th tr tbody thead tfoot".split())
"""Elements that need no end tag."""

_INSTEAD = {
    "a": "Write [text](file.md).",
    "img": "Write ![description](picture).",
    "pre": "Put three backticks above and below the lines.",
    "blockquote": "Begin each line with > instead.",
} | {f"h{level}": f"Write {'#' * level} and the heading." for level in range(1, 7)}


class RawHtml:
    """Cleans the pieces of raw HTML in one body."""

    def __init__(self, conversion: Conversion, marks: Marks) -> None:
        self._conversion = conversion
        self._marks = marks
        self.found = False
        self._open: dict[str, list[Place]] = {}

    def clean(self, piece: str, *, is_code: bool = False) -> str:
        """Return what may stay of a piece that Markdown set aside; `is_code` where it made the piece itself."""
        if "<" not in piece:
            return piece  # An entity, such as &nbsp;
        self.found = True
        cleaner = _Cleaner(self._conversion, self._marks, self._open, is_code=is_code)
        cleaner.feed(piece)
        cleaner.close()
        return "".join(cleaner.kept)

    def clean_page(self, page: str) -> str:
        """Return the finished HTML with every element closed and nothing in it that could act."""
        if not self.found:
            return page
        for tag, place in sorted((tag, place) for tag, places in self._open.items() for place in places):
            message = f"The element <{tag}> is never closed."
            self._conversion.report("html-unclosed", message, f"Write </{tag}> where it ends.", place)
        cleaned = nh3.clean(
            page,
            tags=set(_PAGE_ELEMENTS),
            attributes={"*": set(_PAGE_ATTRIBUTES), "a": {"href", "rel"}},
            url_schemes={"https", "http", "mailto", "tel", "sms"},
            link_rel=None,
        )
        return _EMPTY.sub("", cleaned).strip()


_PAGE_ELEMENTS = ELEMENTS | frozenset("a aside blockquote h2 h3 h4 h5 h6 pre".split())
_PAGE_ATTRIBUTES = ATTRIBUTES | frozenset("aria-label role tabindex reversed type".split())

_EMPTY = re.compile(r"<p>\s*</p>\s*")
"""What is left of a paragraph that was nothing but HTML."""

_WAIVER = re.compile(r"\s*lint-ok\b\s*(?P<rule>[^\s:]*)\s*:?\s*(?P<reason>.*?)\s*", re.DOTALL)


class _Cleaner(HTMLParser):
    """Reads one piece, and keeps what may stay."""

    def __init__(self, conversion: Conversion, marks: Marks, open_: dict[str, list[Place]], *, is_code: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._conversion = conversion
        self._marks = marks
        self._open = open_
        self._is_code = is_code
        self._dropping = ""
        self._place = conversion.place(0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        mark = next((self._mark(name) for name, _ in attrs if MARK.fullmatch(name)), None)
        self._place = mark.place if mark else self._place
        if self._dropping:
            return
        tag = self._marks.take(tag)[0]
        if tag not in ELEMENTS and not self._is_code:
            hint = _INSTEAD.get(tag, "Delete it, or write it in Markdown.")
            self._report("html-element", f"The element <{tag}> may not stand in a text.", hint)
            self._dropping = tag if tag in _WITH_CONTENT else ""
            return
        if tag not in _END_ITSELF:
            self._open.setdefault(tag, []).append(self._place)
        pairs = (self._attribute(tag, name, value) for name, value in attrs if not MARK.fullmatch(name))
        self.kept.append(f"<{tag}{''.join(pairs)}>")
        if not self._is_code:
            self._conversion.tags.append(WrittenTag(self.kept[-1], self._place))

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            self._dropping = "" if tag == self._dropping else self._dropping
        elif tag in ELEMENTS or self._is_code:
            self.kept.append(f"</{tag}>")
            if self._open.get(tag):
                self._open[tag].pop()

    def handle_data(self, data: str) -> None:
        if self._dropping:
            return
        if not self._is_code:
            for mark in (self._marks[int(found[1])] for found in MARK.finditer(data)):
                if mark.kind == "citation":
                    message = f"The citation “{quoted(mark.source)}” stands within HTML, where nothing is read."
                    self._conversion.report(
                        "citation-in-html", message, "Write the paragraph without tags.", mark.place
                    )
        self.kept.append(data.replace("<", "&lt;"))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        text, mark = self._marks.take(data)
        found = _WAIVER.fullmatch(text)
        if not found:
            return
        self._place = mark.place if mark else self._place
        if not found["rule"] or not found["reason"]:
            message = f"The comment “{quoted(text)}” does not say which rule may be broken, and why."
            self._report("waiver-without-reason", message, "Write <!-- lint-ok RULE: reason -->.")
        else:
            self._conversion.waivers.append(Waiver(found["rule"], " ".join(found["reason"].split()), self._place))

    def _mark(self, name: str) -> Mark:
        return self._marks[int(name[1:-1])]

    def _attribute(self, tag: str, name: str, value: str | None) -> str:
        """Return an attribute as it is written into the page; "" if it may not be there."""
        name, value = self._marks.take(name)[0], value and self._marks.take(value)[0]
        if name not in ATTRIBUTES:
            what = "runs a program" if name.startswith("on") else "may not stand in a text"
            self._place = self._conversion.place_of_attribute(name) if self._is_code else self._place
            self._report("html-attribute", f"The attribute “{name}” of <{tag}> {what}.", "Delete it.")
            return ""
        if name == "id":
            value = self._conversion.new_id(self._conversion.id_prefix + "-".join((value or "part").split()))
        return f" {name}" if value is None else f' {name}="{html.escape(value)}"'

    def _report(self, rule: str, message: str, hint: str) -> None:
        """Add a problem at the tag that was read last."""
        self._conversion.report(rule, message, hint, self._place)
