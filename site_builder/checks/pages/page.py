"""What a check of one built page looks at, and what it finds."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from site_builder.dom import Element, parse
from site_builder.model.site import Frame


class Flaw(NamedTuple):
    """A rule that a page breaks: with `tag`, which leads to the template that draws it, or as a whole.

    `message` and `hint` say more than the rule does. `within` is the tag that lacks something, in the template that is
    common to all pages. `in_source` where the page's own content file is at fault.
    """

    rule: str
    tag: str = ""
    message: str = ""
    hint: str = ""
    within: str = ""
    in_source: bool = False


class Page:
    """A page as it was drawn, the view that it shows, and the content file that it comes from."""

    def __init__(self, html: str, view: Any = None, source: str = "") -> None:
        self.html = html
        self.view = view
        self.source = source

    @cached_property
    def root(self) -> Element:
        """The page, parsed."""
        return parse(self.html)

    @cached_property
    def main(self) -> Element:
        """The part of the page that no other has: all of it, where it has no main landmark."""
        return self.root.first("main, [role=main]") or self.root

    def all(self, *names: str) -> list[Element]:
        """Return each element of the page that has one of these names; most pages have none, which is seen at once."""
        there = [name for name in names if f"<{name}" in self.html or f"<{name.upper()}" in self.html]
        return self.root.all(", ".join(there)) if there else []

    @property
    def frame(self) -> Frame | None:
        """What the page shows around its own content; None for one that is not of a site."""
        return getattr(self.view, "frame", None)

    @property
    def url(self) -> str:
        """The page's address on the host, or the file it comes from where it has none."""
        head = getattr(self.view, "head", None)
        return head.url if head is not None else self.source
