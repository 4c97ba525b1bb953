"""Any HTML → a few elements, well formed: blocks hold paragraphs, paragraphs hold words, and nothing else is left.

A page is read tag by tag and without recursion, so that no depth of it does harm. A paragraph is opened when the first
word comes and closed where a block begins or ends; bold, links and so on are opened within it, and anew in the next.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

DEEPEST = 12
"""Lists, quotations and tables within each other; what lies deeper stays as text."""

_CONTAINERS = frozenset("ul ol li dl dd blockquote table tr td th figure".split())
_TEXT_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 dt caption figcaption".split())
_OF_A_LINE = frozenset("h1 h2 h3 h4 h5 h6 dt caption".split())
"""Blocks that are one line in Markdown: no block within them is more than a space."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BREAKS = frozenset(
    "html head body div section article main header footer aside nav address center fieldset form details summary"
    " hgroup dialog menu dir search optgroup option legend".split()
)
_TABLE_PARTS = frozenset("table tr td th caption thead tbody tfoot colgroup col".split())
_INLINE = {name: name for name in ("a", "strong", "em", "code", "sup", "sub", "del")} | {
    **dict.fromkeys(("b",), "strong"),
    **dict.fromkeys(("i", "cite", "var", "dfn"), "em"),
    **dict.fromkeys(("kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "strike"), "del"),
}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_WORD_CLASSES = {"msotitle": "h1", "msoquote": "blockquote", "msointensequote": "blockquote"}
"""What Word, as it saves a web page, calls paragraphs that are something else."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACE = re.compile(r"[\s\xa0]+")


def clean(page: str, layouts: list[bool]) -> str:
    """Return `page`, as a browser would write it down, with nothing left in it but what an article has.

    `layouts` tells of each table, in order, that it only arranges the page: then it is none. An element keeps its ids
    in `data-ids`, at the block that begins there, and the level of an item of a list that Word drew in `data-list`.
    """
    cleaner = _Cleaner(layouts)
    cleaner.feed(page)
    cleaner.close()
    return cleaner.result()


class _Open(NamedTuple):
    """An element of the source that is open, and what it is in the result: "" for none."""

    source: str
    kind: str = ""
    attributes: str = ""
    inline: int = 0


class _Cleaner(HTMLParser):
    def __init__(self, layouts: list[bool]) -> None:
        super().__init__(convert_charrefs=True)
        self._layouts = iter(layouts)
        self._tables: list[bool] = []
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._containers: list[str] = []
        self._text_blocks: list[_Open] = []
        self._numbers: list[int] = []
        self._paragraph = ""
        self._inline: list[tuple[str, str]] = []
        self._written = 0
        self._ids: list[str] = []
        self._prefix = ""
        self._skipping = 0
        self._pre = 0

    def result(self) -> str:
        """Return what was kept."""
        self._end_paragraph()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._skipping or given.get("class", "").lower().startswith("msotoc"):
            self._skipping += tag not in _VOID
            return
        self._ids += [given[name] for name in ("id", "name") if given.get(name) and tag not in ("input", "meta")]
        if tag in _VOID:
            self._void(tag, given)
        elif not self._pre:
            self._open.append(self._started(tag, given))
        else:
            self._open.append(_Open(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag not in _VOID
        elif self._open and tag not in _VOID:
            self._ended(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        data = _UNSEEN.sub("", data)
        if self._pre:
            self._out.append(html.escape(data.replace("\xa0", " "), quote=False))
        elif words := _SPACE.sub(" ", data):
            if words == " " and (not self._paragraph or self._out[-1].endswith((" ", "<br>"))):
                return
            self._begin_paragraph()
            self._out.append(html.escape(words, quote=False))

    def _started(self, tag: str, given: dict[str, str]) -> _Open:
        """Note the start of an element that has an end."""
        kind = _WORD_CLASSES.get(given.get("class", "").lower(), tag) if tag == "p" else tag
        if kind in _TABLE_PARTS and (part := self._table_part(kind)) is not None:
            return part
        if kind == "pre":
            return self._start_pre()
        if kind in _TEXT_BLOCKS:
            return self._start_text(kind, given)
        if kind in _CONTAINERS:
            return self._start_container(kind, given)
        if kind in _BREAKS:
            self._break()
            return _Open(tag, "break")
        names = [(kind := _INLINE.get(tag, ""), _link(given) if kind == "a" else "")] if tag in _INLINE else []
        names += _styled(given.get("style", "")) if tag in ("span", "font") else []
        names = [each for each in names if each[0] != "a" or each[1]]
        self._inline += names
        return _Open(tag, "inline", inline=len(names))

    def _ended(self, element: _Open) -> None:
        match element.kind:
            case "":
                pass
            case "inline":
                for _ in range(element.inline):
                    self._end_inline()
            case "break":
                self._break()
            case "pre":
                self._pre -= 1
                self._out.append("</pre>")
            case "text":
                self._end_paragraph()
                self._text_blocks.pop()
            case "cell-item":
                self._end_paragraph()
                self._prefix = ""
            case "table":
                self._tables.pop()
                self._end_container("table")
            case "layout":
                self._end_paragraph()
                self._tables.pop()
            case container:
                self._end_container(container)

    def _table_part(self, kind: str) -> _Open | None:
        """Note a part of a table, unless it is one to be treated as any other container."""
        if kind == "table":
            layout = next(self._layouts, False) or len(self._containers) >= DEEPEST or self._within("td", "th")
            self._end_paragraph()
            self._tables.append(layout)
            if layout:
                return _Open(kind, "layout")
            self._containers.append("table")
            self._out.append("<table>")
            return _Open(kind, "table")
        if not self._tables or self._tables[-1]:
            self._break()
            return _Open(kind, "break")
        return _Open(kind) if kind in ("thead", "tbody", "tfoot", "colgroup") else None

    def _start_pre(self) -> _Open:
        if self._within("td", "th") or self._of_a_line():
            return _Open("pre")
        self._end_paragraph()
        self._pre += 1
        self._out.append("<pre>")
        return _Open("pre", "pre")

    def _start_text(self, kind: str, given: dict[str, str]) -> _Open:
        """Note the start of a paragraph, a heading or another block that holds words."""
        if self._of_a_line():
            self._break()
            return _Open(kind, "break")
        self._end_paragraph()
        heading_in_block = kind in _HEADINGS and self._containers
        alone = {"dt": "dl", "caption": "table", "figcaption": "figure"}.get(kind)
        name = "p" if heading_in_block or (alone and self._containers[-1:] != [alone]) else kind
        level = _list_level(given) if name == "p" else ""
        self._text_blocks.append(_Open(name, name, f' data-list="{level}"' if level else "", len(self._containers)))
        return _Open(kind, "text")

    def _start_container(self, kind: str, given: dict[str, str]) -> _Open:
        self._end_paragraph()
        if self._within("td", "th") and kind not in ("td", "th", "tr"):
            return self._start_in_cell(kind)
        if len(self._containers) >= DEEPEST:
            return _Open(kind, "break")
        attributes = "".join(
            f' {name}="{given[name]}"' for name in ("start", "colspan", "rowspan") if given.get(name, "").isdecimal()
        )
        self._containers.append(kind)
        self._out.append(f"<{kind}{attributes}{self._take_ids() if kind in ('li', 'dd') else ''}>")
        return _Open(kind, kind)

    def _start_in_cell(self, kind: str) -> _Open:
        """Note a list within a cell, where Markdown has no room for one: its items become lines with a sign."""
        if kind in ("ul", "ol"):
            self._numbers.append(0 if kind == "ol" else -1)
            return _Open(kind, "break")
        if kind == "li" and self._numbers:
            self._numbers[-1] += self._numbers[-1] >= 0
            self._prefix = f"{self._numbers[-1]}. " if self._numbers[-1] > 0 else "• "
            return _Open(kind, "cell-item")
        return _Open(kind, "break")

    def _end_container(self, kind: str) -> None:
        self._end_paragraph()
        while self._containers and (name := self._containers.pop()):
            self._out.append(f"</{name}>")
            if name == kind:
                break

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br" and self._pre:
            self._out.append("\n")
        elif tag == "br" and self._of_a_line():
            self.handle_data(" ")
        elif tag == "br" and self._paragraph:
            if self._out[-1] == "<br>":  # Two are what an empty line is to those who know no paragraphs.
                self._end_paragraph()
            else:
                self._out.append("<br>")
        elif tag == "hr" and not self._of_a_line() and not self._within("td", "th"):
            self._end_paragraph()
            self._out.append("<hr>")
        elif tag == "img" and (picture := _picture(given)):
            self._begin_paragraph()
            self._out.append(picture)

    def _break(self) -> None:
        """End the paragraph; within a block of one line, only the word."""
        if self._of_a_line():
            if self._paragraph:
                self.handle_data(" ")
        else:
            self._end_paragraph()

    def _begin_paragraph(self) -> None:
        """Open what words need around them, as far as it is not open."""
        if not self._paragraph:
            block = self._text_blocks[-1] if self._text_blocks else _Open("p", "p")
            fits = block.inline == len(self._containers)
            self._paragraph = block.kind if fits else "p"
            self._out.append(f"<{self._paragraph}{block.attributes if fits else ''}{self._take_ids()}>{self._prefix}")
            self._prefix = ""
        for name, attributes in self._inline[self._written :]:
            self._out.append(f"<{name}{attributes}>")
            self._written += 1

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        while self._out[-1] in ("<br>", " "):
            self._out.pop()
        for name, _ in reversed(self._inline[: self._written]):
            self._out.append(f"</{name}>")
        self._out.append(f"</{self._paragraph}>")
        self._paragraph, self._written = "", 0

    def _end_inline(self) -> None:
        name, _ = self._inline.pop()
        if self._written > len(self._inline):
            self._written -= 1
            line_breaks = []
            while self._out[-1] == "<br>":
                line_breaks.append(self._out.pop())
            self._out += [f"</{name}>", *line_breaks]

    def _take_ids(self) -> str:
        """Return the ids that wait for a block, as its attribute."""
        ids = " ".join("-".join(each.split()) for each in self._ids)
        self._ids.clear()
        return f' data-ids="{html.escape(ids)}"' if ids else ""

    def _within(self, *names: str) -> bool:
        return any(name in self._containers for name in names)

    def _of_a_line(self) -> bool:
        return bool(self._text_blocks) and self._text_blocks[-1].kind in _OF_A_LINE


def _link(given: dict[str, str]) -> str:
    """Return the attributes of a link; "" where it is only a place."""
    href = re.sub(r"[\t\n\r]", "", given.get("href", "")).strip()
    return f' href="{html.escape(href)}"' if href else ""


def _styled(style: str) -> list[tuple[str, str]]:
    """Return what a style makes of a word, as far as it means something: programs write bold so."""
    found = []
    if re.search(r"font-weight:\s*(?:bold|[6-9]00)", style):
        found.append(("strong", ""))
    if re.search(r"font-style:\s*italic", style):
        found.append(("em", ""))
    return found


def _picture(given: dict[str, str]) -> str:
    """Return a picture with its words; "" for one that only counts visitors or keeps space."""
    if any(given.get(side, "") in ("0", "1", "2") for side in ("width", "height")):
        return ""
    src = given.get("src", "").strip()
    if not src or (src.startswith("data:image/gif") and given.get("data-src")):
        src = given.get("data-src", "").strip()  # what a page shows only when it is scrolled to
    alt = _SPACE.sub(" ", _UNSEEN.sub("", given.get("alt", ""))).strip()
    return f'<img src="{html.escape(src)}" alt="{html.escape(alt)}">' if src else ""


def _list_level(given: dict[str, str]) -> str:
    """Return the level of a paragraph that is drawn as an item of a list, as Word does; "" of any other."""
    style = given.get("style", "")
    if given.get("data-list", "") in set("123456789"):
        return given["data-list"]
    if found := re.search(r"mso-list:[^;]*\blevel([1-9])", style):
        return found[1]
    if not given.get("class", "").lower().startswith("msolistparagraph"):
        return ""
    found = re.search(r"margin-left:\s*([0-9.]+)(in|cm|pt)", style)
    indent = float(found[1]) / {"in": 0.5, "cm": 1.27, "pt": 36}[found[2]] if found else 1
    return str(min(max(round(indent), 1), 9))
