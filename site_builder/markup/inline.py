"""Python-Markdown's inline pass, without the work that comes to nothing.

The stock pass tries all of some fifteen patterns on every piece of text; that is most of the time that Markdown takes.
A pattern can only match where a certain character is, and most pieces of text have none of these characters.
The result is the same to the letter: a test compares the two.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

_TRIGGERS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "](",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "://",
    "automail": "@",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""What a text must hold for a pattern to match it; a pattern that is not named here is always tried."""

_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
"""Patterns that match only what `[name]: address` has defined."""

_ANY = re.compile(rf"[{STX}\\`\[!<&*_]")
"""Whatever can start a pattern, but for a line break, which is two spaces and a line feed. The first character stands
for what another pattern has already matched."""


def _is_plain(text: str) -> bool:
    """Return whether no pattern can match `text`."""
    return not _ANY.search(text) and "  \n" not in text


class QuickLinks(LinkInlineProcessor):
    """Markdown's links; those without a sign of anything but a link are not read letter by letter."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(LINK_RE, md)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return the link that begins at `m`, and where it begins and ends."""
        plain = _PLAIN_LINK.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a", {"href": plain[2]})
        link.text = plain[1]
        return link, m.start(), plain.end()


_PLAIN_LINK = re.compile(rf"\[([^\[\]]*)\]\(([^\s()<>'\"{STX}]*)\)")


class QuickInlineProcessor(InlineProcessor):
    """The inline pass for one document; made when all patterns are registered and all definitions read."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[tuple[Any, str | None]] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:  # noqa: ARG002 (the stock signature)
        """Apply the inline patterns to every text in `tree`."""
        patterns = self.inlinePatterns
        triggers = {id(patterns[name]): trigger for name, trigger in _TRIGGERS.items() if name in patterns}
        idle = set() if self.md.references else {id(patterns[name]) for name in _REFERENCES if name in patterns}
        self._patterns = [(pattern, triggers.get(id(pattern))) for pattern in patterns if id(pattern) not in idle]
        self.stashed_nodes: dict[str, Element | str] = {}
        self.parent_map: dict[Element, Element] = {}
        queue = [tree]
        for element in queue:  # It grows while it is read.
            self._run_children(element, queue)
        return tree

    def _run_children(self, parent: Element, queue: list[Element]) -> None:
        """Apply the patterns to the texts within and behind the children of `parent`, and queue what came of them."""
        within: list[tuple[Element, list[Any]]] = []
        for child in parent:  # Stock: what is put in behind a child is gone through as well.
            if (text := child.text) and not _is_plain(text) and not isinstance(text, AtomicString):
                child.text = None
                made = self._made_of(text, child, within=True)
                queue += [item[0] for item in made]
                within.append((child, made))
            if (tail := child.tail) and not _is_plain(tail):
                self._run_tail(parent, child, tail)
            if len(child):
                queue.append(child)
        for element, made in within:
            for position, item in enumerate(made):
                element.insert(position, item[0])

    def _run_tail(self, parent: Element, child: Element, tail: str) -> None:
        holder = Element("d")
        child.tail = None
        made = self._made_of(tail, holder, within=False)
        if holder.tail:
            child.tail = holder.tail
        position = list(parent).index(child) + 1
        for item in reversed(made):
            parent.insert(position, item[0])

    def _made_of(self, text: str, holder: Element, *, within: bool) -> list[Any]:
        """Return the elements made of `text`, and put what stands before the first of them into `holder`."""
        matched = self._InlineProcessor__handleInline(text)
        made: list[Any] = self._InlineProcessor__processPlaceholders(matched, holder, within)  # type: ignore[attr-defined]
        return made

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return `data` with placeholders for all that matched; the stock class calls this by its private name."""
        if isinstance(data, AtomicString) or _is_plain(data):
            return data
        start = 0
        index = patternIndex
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # Stock, private.
        while index < len(self._patterns):
            pattern, trigger = self._patterns[index]
            if trigger is not None and data.find(trigger, start) < 0:
                index, start = index + 1, 0
                continue
            data, matched, start = apply(pattern, data, index, start)
            if not matched:
                index += 1
        return data
