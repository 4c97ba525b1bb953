"""The one walk over the tree that Python-Markdown has made: all that is the clinic's own happens on it."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX, AtomicString

from site_builder.markup import callouts, tables
from site_builder.markup.citations import cite
from site_builder.markup.conversion import Conversion, quoted, without_slots
from site_builder.markup.headings import LEVELS, head
from site_builder.markup.links import end_link, start_link
from site_builder.markup.pictures import show
from site_builder.markup.places import MARK, Mark, Marks
from site_builder.markup.raw_html import ATTRIBUTES, RawHtml
from site_builder.markup.slips import SLIPS, tell_slip, tell_surplus
from site_builder.markup.smart_punctuation import set_type
from site_builder.model.problem import Place

_BLOCKS = frozenset(
    "aside blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul".split()
)

_GIVEN = {
    "a": frozenset({"href", "rel"}),
    "img": frozenset({"src", "alt"}),
    "aside": frozenset({"role"}),
    "td": frozenset({"align"}),
    "th": frozenset({"align"}),
}
"""Attributes that Markdown itself gives, beyond those that a writer may give."""


class Finish(UnescapeTreeprocessor):
    """Headings, links, pictures, citations, attributes, punctuation and line breaks.

    It takes the place of Markdown's last step, which brings back the characters behind a backslash. `code_pieces` is
    how many pieces of HTML Markdown had set aside before it came to what the writer typed.
    """

    def __init__(self, md: Markdown, conversion: Conversion, marks: Marks, raw_html: RawHtml) -> None:
        super().__init__(md)
        self.code_pieces = sys.maxsize
        self.summary = ""
        self._conversion = conversion
        self._marks = marks
        self._raw_html = raw_html
        self._before = ""
        self._within_link = False
        self._tables = 0

    def run(self, root: Element) -> None:
        """Finish the tree; `summary` is then the text of its first paragraph."""
        stash = self.md.htmlStash
        stash.rawHtmlBlocks = [
            self._raw_html.clean(str(piece), is_code=index < self.code_pieces)
            for index, piece in enumerate(stash.rawHtmlBlocks)
        ]
        self._take_ids(root)
        self._children(root)
        self.summary = next((text for part in root if part.tag == "p" and (text := self._plain(part))), "")

    def _take_ids(self, root: Element) -> None:
        """Note the ids that were given by hand, so that no heading gets one of them."""
        for element in root.iter():
            if given := element.get("id"):
                given = self._marks.take(given)[0]
                place = self._conversion.place_of_attribute(given)
                id_ = self._id(self.unescape(given))
                if id_ in self._conversion.ids:
                    message = f"The id “{quoted(given)}” is there a second time."
                    self._conversion.report("id-repeated", message, "Give one of the two another id.", place)
                element.set("id", self._conversion.new_id(id_))

    def _id(self, given: str) -> str:
        return self._conversion.id_prefix + "-".join(given.split())

    def _children(self, parent: Element) -> None:
        """Finish what is within `parent`."""
        count = len(parent)
        if text := parent.text:
            parent.text = self._text(text, goes_on=count > 0)
        if not count:
            return
        if not parent.text and parent.tag in _BLOCKS and parent[0].tag in _BLOCKS:
            parent.text = "\n"
        for position in range(count):
            child = parent[position]
            is_block = child.tag in _BLOCKS
            if is_block:
                self._before = ""
            parent[position] = finished = self._element(child)
            if is_block:
                self._before = ""
            if tail := finished.tail:
                finished.tail = self._text(tail, goes_on=position + 1 < count)
            if is_block and (not tail or tail.isspace()):
                finished.tail = "\n"

    def _element(self, element: Element) -> Element:
        """Finish one element and all that is within it; return it, or what takes its place."""
        if element.attrib:
            self._attributes(element)
        match element.tag:
            case "p":
                self._paragraph(element)
            case "code" | "pre":
                self._code(element)
            case "a":
                self._link(element)
            case "img":
                self._picture(element, alone=False)
            case "br":
                self._before, element.tail = " ", f"\n{element.tail or ''}"
            case "div" if use := self._marks.first(element.text, "block"):
                _become(element, self._conversion.slot(use.use) if use.use else "")
            case "table":
                return self._table(element)
            case "aside":
                self._children(element)
                element.set("aria-label", callouts.label(element, self._plain(element[0]), self._conversion.words))
            case str(tag) if tag in LEVELS:
                mark = self._marks.first(element.text, "heading")
                self._children(element)
                head(element, self._plain(element), mark, self._conversion)
            case _:
                self._children(element)
        return element

    def _text(self, text: str, *, goes_on: bool) -> str:
        """Return a piece of text as it stands on the page; `goes_on` tells that more of its paragraph follows."""
        is_verbatim = isinstance(text, AtomicString)
        if self._marks.has_slips and not self._within_link and not is_verbatim:
            self._tell_slips(text)
        text = self._marks.replace(text, self._for_mark)
        if not is_verbatim:
            text = set_type(text, self._before, goes_on=goes_on)
        if STX in text:
            text = self.unescape(text)
        if text:
            self._before = text[-1]
        return text

    def _tell_slips(self, text: str) -> None:
        for found in MARK.finditer(text):
            mark = self._marks[int(found[1])]
            if mark.kind in SLIPS:
                tell_slip(mark.kind, text, found.start(), mark.place, self._conversion)

    def _for_mark(self, mark: Mark) -> str:
        """Return what stands on the page for a mark within a text."""
        if mark.kind == "comment":
            message, hint = "The comment that begins here has no end.", "Write --> behind it."
            self._conversion.report("comment-unclosed", message, hint, mark.place)
        if mark.kind != "citation":
            return ""
        if self._within_link:
            message = f"The citation “{quoted(mark.source)}” stands within the text of a link."
            self._conversion.report("citation-in-link", message, "Move it behind the link.", mark.place)
        return cite(mark, self._conversion)

    def _paragraph(self, paragraph: Element) -> None:
        """Finish a paragraph; one that is only a picture is none: the picture may have a caption."""
        if len(paragraph) == 1 and paragraph[0].tag == "img":
            picture = paragraph[0]
            if not (paragraph.text or "").strip() and not (picture.tail or "").strip():
                self._attributes(picture)
                self._picture(picture, alone=True)
                paragraph.tag, paragraph.attrib = None, {}  # type: ignore[assignment]
                return
        self._children(paragraph)

    def _code(self, element: Element) -> None:
        """Leave code as it is, but for the empty lines at its end."""
        self._before = "x"
        if element.tag == "pre" and len(element) == 1 and not len(element[0]) and element[0].text is not None:
            element[0].text = AtomicString(element[0].text.rstrip() + "\n")

    def _link(self, link: Element) -> None:
        href, mark = self._marks.take(link.get("href", ""))
        href = html.unescape(href.replace(AMP_SUBSTITUTE, "&")) if AMP_SUBSTITUTE in href else href
        if link.get("class", "").startswith("footnote-") and href.startswith("#fn"):
            self._footnote_link(link, href)
            return
        self._title(link)
        is_address = isinstance(link.text, AtomicString)
        place = mark.place if mark else self._conversion.place_of_attribute("href")
        slot = start_link(link, href, place, self._conversion)
        within, self._within_link = self._within_link, True
        self._children(link)
        self._within_link = within
        if is_address and link.text and AMP_SUBSTITUTE in link.text:
            link.text = AtomicString(html.unescape(link.text.replace(AMP_SUBSTITUTE, "&")))
        if not "".join(link.itertext()).strip():
            hint = "Write between the square brackets what the reader finds there."
            self._conversion.report("link-without-text", f"The link to “{quoted(href)}” has no text.", hint, place)
        self._conversion.note_tag("a", {"href": href}, place, self._plain(link))
        if slot is not None:
            for name in sorted(set(link.attrib) - {"href", "title"}):
                self._refuse(name, "the curly brackets of a link within the site")
            end = end_link(self._conversion)
            link.text = slot + (link.text or "")
            if len(link):
                link[-1].tail = (link[-1].tail or "") + end
            else:
                link.text += end
            link.tag, link.attrib = None, {}  # type: ignore[assignment]  # Only its content is written.

    def _footnote_link(self, link: Element, href: str) -> None:
        """Finish a link that the footnotes made: to a note, or back from it."""
        link.set("href", f"#{self._id(href[1:])}")
        if title := link.attrib.pop("title", ""):
            link.set("aria-label", title)

    def _picture(self, picture: Element, *, alone: bool) -> None:
        src, mark = self._marks.take(picture.get("src", ""))
        self._title(picture)
        alt = self._marks.take(picture.get("alt", ""))[0]
        picture.set("alt", alt)
        written = {"src": html.unescape(src), "alt": html.unescape(alt)}
        self._conversion.note_tag("img", written, mark.place if mark else Place())
        _become(picture, show(picture, src, mark, self._conversion, alone=alone))

    def _title(self, element: Element) -> None:
        """Take the marks out of a title, which leaves the text before the page is written."""
        if title := element.get("title"):
            element.set("title", self._marks.wipe(title))

    def _table(self, table: Element) -> Element:
        mark = self._marks.first(table[0][0][0].text, "table")
        for row, surplus in tables.surplus_cells(table):
            tell_surplus(mark.place if mark else self._conversion.place(0), row, surplus, self._conversion)
        self._children(table)
        self._tables += 1
        about = self._conversion.headings[-1].text if self._conversion.headings else self._conversion.title
        words = self._conversion.words
        name = words.table_about if about else words.table
        return tables.frame(table, name.format(number=self._tables, heading=about))

    def _attributes(self, element: Element) -> None:
        """Take out the attributes that no writer may give, and report them."""
        given = _GIVEN.get(element.tag, frozenset())
        for name, value in list(element.items()):
            if name not in ATTRIBUTES and name not in given:
                del element.attrib[name]
                self._refuse(name, "curly brackets")
            elif value and STX in value:
                element.set(name, self.unescape(value))
        if "align" in given:
            tables.align(element)
        for name in element.get("class", "").split():
            if f".{name}" in self._conversion.body:
                place = self._conversion.place_of_attribute(f".{name}")
                self._conversion.note_tag(str(element.tag), {"class": name}, place)

    def _refuse(self, name: str, where: str) -> None:
        what = "A class" if name == "class" else f"“{name}”"
        place = self._conversion.place_of_attribute(name)
        hint = "Delete it from the curly brackets."
        self._conversion.report("html-attribute", f"{what} cannot stand in {where}.", hint, place)

    def _plain(self, element: Element) -> str:
        """Return the text of a finished element, as it is read aloud: without citations and footnote numbers."""
        text = without_slots(self._marks.wipe("".join(_texts(element))))
        if STX in text:
            text = HTML_PLACEHOLDER_RE.sub(self._set_aside, text).replace(AMP_SUBSTITUTE, "&")
        return " ".join((html.unescape(text) if "&" in text else text).split())

    def _set_aside(self, found: re.Match[str]) -> str:
        """Return the text of a piece of HTML that Markdown set aside: that of an entity, nothing of a tag."""
        pieces = self.md.htmlStash.rawHtmlBlocks
        piece = str(pieces[int(found[1])]) if int(found[1]) < len(pieces) else ""
        return piece if piece.startswith("&") else ""


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts within `element`, but not the numbers of footnotes."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "footnote-ref":
            yield from _texts(child)
        yield child.tail or ""


def _become(element: Element, text: str) -> None:
    """Make `element` a bare text."""
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag, element.text = None, AtomicString(text)  # type: ignore[assignment]
