"""What a page may weigh (`[tool.site-builder.budgets]`), and what it weighs."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

KINDS = {
    "home": "the home page",
    "page": "a standing page",
    "consultation": "the page of the consultation",
    "article": "an article",
    "article_list": "a list of articles",
    "topic": "a topic",
    "topic_list": "the list of topics",
    "faq": "the page of questions",
    "service": "a service",
    "service_list": "the list of services",
    "comparison": "the comparison",
    "evidence": "the page of sources",
    "search": "the search page",
    "not_found": "the page for what is not there",
}
"""What has a budget of its own: each layout under `templates/layouts/`, and how to speak of a page that it draws.

The stubs at old addresses have none: they show nothing, and lead on at once.
"""

DEFAULT = "default"
"""The budget of what a kind leaves open."""


class Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The most that a page of one kind may weigh; None where nothing is said. See docs/speed.md for what counts.

    `bytes` are of HTML, `compressed` the same as gzip sends it, `pictures` those of every picture that the page
    shows, each in its heaviest file. `requests` are the files that a browser fetches before the visitor does anything.
    """

    bytes: Annotated[int, Meta(ge=1)] | None = None
    compressed: Annotated[int, Meta(ge=1)] | None = None
    requests: Annotated[int, Meta(ge=1)] | None = None
    pictures: Annotated[int, Meta(ge=1)] | None = None


MEASURES = Budget.__struct_fields__
"""The names of what is measured, in the order of a `Budget`."""


class Shown(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A picture of a page: the addresses of its files, of which a browser fetches one, the last that for all others.

    `waits` where it is fetched only as the visitor comes near (`loading=lazy`).
    """

    files: tuple[str, ...]
    waits: bool = False


class Weight(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What can be told of a page as it is drawn: its bytes as gzip sends them, and those of its own styles and scripts.

    `loads` are the addresses of the other files that a browser fetches with it but pictures, each once.
    """

    compressed: int = 0
    inline: int = 0
    loads: tuple[str, ...] = ()
    pictures: tuple[Shown, ...] = ()


class Heaviest(msgspec.Struct, frozen=True, gc=False):
    """The page of a kind that has the most of one thing, how much, and the limit, None where there is none."""

    url: str
    amount: int
    limit: int | None


class KindWeight(msgspec.Struct, frozen=True):
    """How many pages of a kind there are, and the heaviest by each of `MEASURES`, in that order."""

    kind: str
    pages: int
    heaviest: tuple[Heaviest, ...]
