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


_NOTED = (
    "h1, h2, h3, h4, h5, h6, main, [role=main], table, time, label, input, select, textarea, a[href^='tel:'], script,"
    " style, [style], link, meta, img, image, source, track, video, audio, iframe, frame, object, embed,"
    " marquee, blink, use:not([href^='#'])"
)


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
        return next((each for each in self.noted if is_main(each)), self.root)

    @cached_property
    def noted(self) -> list[Element]:
        """The elements that checks look at, in order: all at once, since each search walks through the whole page."""
        return self.root.all(f":is({_NOTED})")

    def all(self, *names: str) -> list[Element]:
        """Return each of them that has one of these names."""
        return [element for element in self.noted if element.name in names]

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that it shows as its own."""
        return frozenset([each.get("datetime") for each in self.main.all("time[datetime]")])

    @property
    def frame(self) -> Frame | None:
        """What the page shows around its own content; None for one that is not of a site."""
        return getattr(self.view, "frame", None)

    @property
    def url(self) -> str:
        """The page's address on the host, or the file it comes from where it has none."""
        head = getattr(self.view, "head", None)
        return head.url if head is not None else self.source


def is_main(element: Element) -> bool:
    """Return whether an element is a main landmark."""
    return element.name == "main" or element.get("role") == "main"
