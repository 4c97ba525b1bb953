"""Structured HTML → Markdown, as this site reads it: the one module that knows markdownify."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

from site_builder.importing.escape import begins_block, escaped, escaped_line
from site_builder.importing.structure import attribute, plain

WIDTH = 120
"""Characters in a line, as in the articles that ship."""


def as_markdown(page: Tag, footnotes: Iterable[Tag]) -> str:
    """Return the Markdown of a page, its footnotes below it."""
    writer = _Writer(heading_style="ATX", bullets="-", sup_symbol="<sup>", sub_symbol="<sub>")
    parts = [writer.convert_soup(page)]
    for number, note in enumerate(footnotes, start=1):
        note.name = "div"
        text = writer.convert_soup(note).strip() or "…"
        parts.append(f"[^{number}]: " + _indented(text).strip())
    return "\n\n".join(filter(None, (part.strip("\n") for part in parts))) + "\n"


class _Writer(MarkdownConverter):
    """markdownify, where this site's Markdown is another: escapes, lists, tables, footnotes."""

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (the stock signature)
        return escaped(text)

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f"{text.strip()}\n"
        lines = [escaped_line(line.strip()) for line in text.split("\n") if line.strip()]
        text = "  \n".join(map(wrapped, lines))
        return f"{text}\n" if _is_whole_item(el) and text else f"\n\n{text}\n\n" if text else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href, words = attribute(el, "href"), " ".join(text.split())
        if not words or "_noformat" in parent_tags:
            return text
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        if plain(el) == href and re.fullmatch(r"https?://[^\s<>\"]+", href):
            return f"{before}<{href}>{after}"
        return f"{before}[{words}]({_address(href)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        caption = re.sub(r'"([^"]*)"', r"“\1”", attribute(el, "title")).replace('"', "”")
        title = f' "{escaped(caption)}"' if caption else ""
        return f"![{escaped(attribute(el, 'alt'))}]({_address(attribute(el, 'src'))}{title})"

    def convert_x_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"[^{text.strip()}]"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002, N802
        words = re.sub(r"(#+)$", r"\\\1", " ".join(text.split()))
        return f"\n\n{'#' * n} {words}\n\n" if words else ""

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"<s>{text}</s>" if text.strip() else text  # Markdown takes <del> for a block.

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return _emphasized(el, text, "*")

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return _emphasized(el, text, "**")

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        quoted = "\n".join(f"> {line}" if line else ">" for line in text.strip().split("\n"))
        return f"\n\n{quoted}\n\n" if text.strip() else ""

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        text = text.strip("\n")
        before = el.find_previous_sibling()
        if isinstance(el.parent, Tag) and el.parent.name == "li" and before and _is_whole_item(before):
            return f"\n{text}\n"
        return f"\n\n{text}\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        text = text.strip()
        if not text:
            return "\n"
        sign = "-"
        if el.parent is not None and el.parent.name == "ol":
            first = attribute(el.parent, "start")
            sign = f"{(int(first) if first.isdecimal() else 1) + len(el.find_previous_siblings('li'))}."
        loose = len(el.find_all(["p", "pre", "table", "blockquote"], recursive=False)) > 1
        return f"{sign} {_indented(text).strip()}\n" + "\n" * loose

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        words = escaped_line(" ".join(text.split()))
        return f"\n\n{words}\n" if words else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        text = text.strip()
        before = el.find_previous_sibling()
        if before is None or before.name not in ("dt", "dd"):
            return f"\n\n{text}\n\n"
        return f":   {_indented(text).strip()}\n" if text else ""

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"\n\n{text.strip()}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self.convert_p(el, text, parent_tags)

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
        code = "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
        if el.find_parent(["li", "dd", "blockquote"]):  # Fences are read at the start of a line only.
            return f"\n\n{_indented(code)}\n\n" if code.strip() else ""
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code.strip() else ""

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Return a table of Markdown, its first row as its heading."""
        rows = [row for row in _grid(self, el) if any(row)]
        if not rows:
            return ""
        width = max(map(len, rows))
        if width == 1:
            return "".join(f"\n\n{wrapped(escaped_line(row[0]))}\n\n" for row in rows)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        caption = el.find("caption")
        above = f"\n\n{wrapped(escaped_line(escaped(plain(caption))))}" if isinstance(caption, Tag) else ""
        return above + "\n\n" + "\n".join(re.sub(r" +", " ", line) for line in lines) + "\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return "<br>".join(line.strip() for line in text.split("\n") if line.strip())

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return text


def _grid(writer: Any, table: Tag) -> list[list[str]]:
    """Return the cells of a table row by row; a cell that goes over several stands in the first of them."""
    rows: list[list[str]] = []
    taken: dict[int, int] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []
        waiting = iter(row.find_all(["td", "th"], recursive=False))
        cell = next(waiting, None)
        while cell is not None or taken.get(len(cells), 0):
            if taken.get(len(cells), 0):
                taken[len(cells)] -= 1
                cells.append("")
                continue
            assert cell is not None
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + across):
                taken[column] = down - 1
            cells += [writer.process_tag(cell, {"table", "tr"}), *[""] * (across - 1)]
            cell = next(waiting, None)
        rows.append(cells)
    return rows


def _span(cell: Tag, name: str) -> int:
    given = attribute(cell, name)
    return min(max(int(given), 1), 50) if given.isdecimal() else 1


def _emphasized(el: Tag, text: str, sign: str) -> str:
    """Return emphasized text; space at its ends stays outside, where Markdown wants it."""
    words = text.strip()
    if not words:
        return text
    before, after = text[: text.index(words)], text[text.index(words) + len(words) :]
    if _touches_emphasis(el):
        return f"{before}<{el.name}>{words}</{el.name}>{after}"
    return f"{before}{sign}{words}{sign}{after}"


def _touches_emphasis(el: Tag) -> bool:
    """Return whether what is emphasized otherwise follows without a space: no number of stars would tell them apart."""
    return any(
        isinstance(each, Tag) and each.name in ("em", "strong") for each in (el.previous_sibling, el.next_sibling)
    )


def _is_whole_item(el: Tag) -> bool:
    """Return whether a paragraph is all the text of an item of a list: lists within lists stand close to it."""
    item = el.parent
    if el.name != "p" or item is None or item.name not in ("li",):
        return False
    others = [each for each in item.find_all(True, recursive=False) if each.name not in ("ul", "ol")]
    return len(others) == 1 and others[0] is el


_WHOLE = re.compile(r"(?<!\\)!?\[(?:\\.|[^\\\[\]])*\]\([^)\n]*\)|(?P<ticks>`{1,3}).{1,300}?(?P=ticks)|<[^<>\n]{0,300}>")
"""What must stay on one line. Nothing here looks far ahead: a text may hold the same sign ten thousand times."""


def wrapped(line: str) -> str:
    """Return a paragraph in lines of `WIDTH` characters; none begins with what would mean something there."""
    if len(line) <= WIDTH:
        return line
    words = _WHOLE.sub(lambda found: found[0].replace(" ", "\0"), line).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) > WIDTH and word and not begins_block(word):
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return "\n".join(lines).replace("\0", " ")


def _indented(text: str) -> str:
    """Return `text` as it stands within an item, four spaces further in."""
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


_CODES = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>[]()\\^`{|}\n\t'}
"""Signs that Markdown would read in an address."""


def _address(href: str) -> str:
    """Return an address as it stands between the round brackets of a link."""
    return href.translate(_CODES).replace("&", "&amp;")
