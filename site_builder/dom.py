"""HTML as a browser reads it: the one module that knows the parser."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Element:
    """An element of a page."""

    __slots__ = ("_node", "name")

    def __init__(self, node: LexborNode) -> None:
        self._node = node
        self.name = node.tag or ""
        """The element's name, in lower case."""

    @property
    def text(self) -> str:
        """All text within the element, its space as in the source."""
        return self._node.text()

    @property
    def tag(self) -> str:
        """The opening tag, as a template would write it."""
        given = [name if value is None else f'{name}="{value}"' for name, value in self._node.attributes.items()]
        return f"<{' '.join([self.name, *given])}>"

    @property
    def html(self) -> str:
        """The element with all that is in it."""
        return self._node.html or ""

    def get(self, attribute: str) -> str:
        """Return the value of an attribute, "" where it has none or is not there."""
        return self._node.attrs.get(attribute) or ""

    def has(self, attribute: str) -> bool:
        """Return whether the attribute is there, with a value or without."""
        return attribute in self._node.attrs

    def all(self, selector: str) -> list[Element]:
        """Return each element below this one that the CSS selector matches, in order."""
        return [Element(node) for node in self._node.css(selector)]

    def first(self, selector: str) -> Element | None:
        """Return the first of them, or None."""
        node = self._node.css_first(selector)
        return Element(node) if node is not None else None

    def remove(self, selector: str) -> None:
        """Take each element below this one that the CSS selector matches out of the page."""
        for node in self._node.css(selector):
            node.decompose()

    def take_out(self) -> None:
        """Take this element out of the page; neither it nor what was in it can be asked anything after that."""
        self._node.decompose()

    @property
    def above(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        node = self._node.parent
        while node is not None and node.is_element_node:
            yield Element(node)
            node = node.parent


def parse(html: str) -> Element:
    """Return the root of a page, whatever is wrong with it; what HTML leaves out, as `<body>`, is put in."""
    root = LexborHTMLParser(html).root
    assert root is not None, "the parser makes a page of any text"
    return Element(root)
