"""Budgets: pages of the finished site that weigh more than the settings allow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import astuple

from site_builder.model.budget import DEFAULT, KINDS, MEASURES, Budget, Heaviest, KindWeight, Weight
from site_builder.model.output import TEMPLATES, Artifact, Drawing, Rendered
from site_builder.model.problem import Problem, of_draft, problem
from site_builder.urls import escape

LAYOUTS = "layouts/"
"""Where the templates of whole pages lie, below `TEMPLATES`."""


class Weighed(NamedTuple):
    """A page with all that it makes a browser fetch, by the names of `MEASURES`; `files` are those it fetches at once.

    `heaviest` is the file of a picture that weighs most, and what it weighs.
    """

    url: str
    kind: str
    source: str
    weight: Weight
    bytes: int
    compressed: int
    requests: int
    pictures: int
    files: tuple[str, ...]
    heaviest: tuple[str, int]

    def amount(self, measure: str) -> int:
        """Return how much it has of one of `MEASURES`."""
        amount: int = getattr(self, measure)
        return amount


def weighed(drawn: Iterable[tuple[Drawing, Rendered]], artifacts: Iterable[Artifact], base: str) -> Iterator[Weighed]:
    """Yield each page that can have a budget, the files that it names looked up among those of the site."""
    sizes = _Sizes(artifacts, base)
    for drawing, done in drawn:
        kind = kind_of(drawing.template)
        if kind in KINDS:
            pictures = {sizes.heaviest(each.files) for each in done.weight.pictures}
            # Which file of a picture is fetched is for the browser to say; it is one.
            files = dict.fromkeys(
                [*done.weight.loads, *(each.files[-1] for each in done.weight.pictures if not each.waits)]
            )
            yield Weighed(
                base + escape(drawing.path.removesuffix("index.html")),
                kind,
                drawing.source,
                done.weight,
                bytes=done.size,
                compressed=done.weight.compressed,
                requests=1 + len(files),
                pictures=sum(size for _, size in pictures),
                files=tuple(files),
                heaviest=max(pictures, key=lambda each: (each[1], each[0]), default=("", 0)),
            )


def kind_of(template: str) -> str:
    """Return the kind of the pages that a layout draws: the name of its file."""
    return template.removeprefix(LAYOUTS).removesuffix(".html")


class _Sizes:
    """The sizes of the site's files in bytes, by their addresses; those of a picture are looked up once."""

    def __init__(self, artifacts: Iterable[Artifact], base: str) -> None:
        self.base = base
        self.by_path = {each.path: each.size for each in artifacts}
        self.known: dict[tuple[str, ...], tuple[str, int]] = {}

    def heaviest(self, files: tuple[str, ...]) -> tuple[str, int]:
        """Return the address of the heaviest of these files, and its size: 0 for what is not of this site."""
        if files not in self.known:
            self.known[files] = max(((each, self._size(each)) for each in files), key=lambda each: each[1])
        return self.known[files]

    def _size(self, address: str) -> int:
        path = unquote(address.partition("?")[0])
        return self.by_path.get(path.removeprefix(self.base), 0) if path.startswith(self.base) else 0


def budget_of(kind: str, budgets: Mapping[str, Budget]) -> Budget:
    """Return what a kind of page may weigh; what its own budget leaves open is as in that of `DEFAULT`."""
    own, rest = (astuple(budgets.get(name, Budget())) for name in (kind, DEFAULT))
    return Budget(*(mine if mine is not None else other for mine, other in zip(own, rest, strict=True)))


def are_kept(
    pages: Iterable[Weighed], budgets: Mapping[str, Budget], is_draft: Callable[[str], bool]
) -> Iterator[Problem]:
    """Yield a problem for each limit that a page breaks. `is_draft` tells that of a content file.

    It stands at the page's content file; at its layout where it has none, or where what it breaks is of the layout.
    """
    limits = {kind: astuple(budget_of(kind, budgets)) for kind in KINDS}
    for page in pages:
        for measure, limit in zip(MEASURES, limits[page.kind], strict=True):
            if limit is not None and page.amount(measure) > limit:
                written = bool(posixpath.splitext(page.source)[1])
                draft = written and is_draft(page.source)
                at_layout = not written or (measure == "requests" and 1 + len(page.weight.loads) > limit and not draft)
                found = problem(
                    RULES[measure],
                    _message(page, measure, limit),
                    f"{_HINTS[measure]} Or raise {measure} in {_table(page.kind, measure, budgets)} of pyproject.toml.",
                    file=f"{TEMPLATES}{LAYOUTS}{page.kind}.html" if at_layout else page.source,
                )
                yield of_draft(found) if draft else found


RULES = {
    "bytes": "budget-bytes",
    "compressed": "budget-compressed",
    "requests": "budget-requests",
    "pictures": "budget-pictures",
}
"""The rule that a page breaks by each of `MEASURES`."""

_HINTS = {
    "bytes": "Shorten the page or divide it in two.",
    "compressed": "Shorten the page or divide it in two: nothing of it is seen before it begins to arrive.",
    "requests": "Take out what readers can do without; a picture further down can wait (loading=lazy).",
    "pictures": "Crop the heaviest picture, or show fewer.",
}


def _message(page: Weighed, measure: str, limit: int) -> str:
    """Return what is too much, by how much, and what weighs most."""
    amount = page.amount(measure)
    inline = f"{page.weight.inline:,} are styles and scripts within it"
    match measure:
        case "bytes":
            what, most = f"is {amount:,} bytes of HTML", f"of these, {inline}"
        case "compressed":
            what, most = f"is {amount:,} bytes compressed", f"of the {page.bytes:,} before that, {inline}"
        case "requests":
            what, most = (
                f"makes a browser fetch {amount:,} files at once",
                f"these are the page and {_names(page.files)}",
            )
        case _:
            name, size = page.heaviest
            what, most = f"shows pictures of {amount:,} bytes", f"the heaviest is {_name(name)} with {size:,}"
    allowed = f"{amount - limit:,} more than the {limit:,} that pyproject.toml allows {KINDS[page.kind]}"
    return f"The page {page.url} {what}, {allowed}; {most}."


def _names(files: Sequence[str], most: int = 8) -> str:
    """Return the names of the first files, and how many more there are."""
    more = [f"{len(files) - most} more"] if len(files) > most else []
    *names, last = [*map(_name, files[:most]), *more]
    return f"{', '.join(names)} and {last}" if names else last


def _name(address: str) -> str:
    """Return the name of a file as its writer knows it, without the fingerprint."""
    return _FINGERPRINT.sub("", unquote(posixpath.basename(address.partition("?")[0])))


_FINGERPRINT = re.compile(r"\.[0-9a-f]{8,}(?=\.\w+$)")


def _table(kind: str, measure: str, budgets: Mapping[str, Budget]) -> str:
    """Return the table of the settings that holds the limit."""
    own = getattr(budgets.get(kind, Budget()), measure)
    return f"[tool.site-builder.budgets.{DEFAULT if own is None else kind}]"


def by_kind(pages: Iterable[Weighed], budgets: Mapping[str, Budget]) -> tuple[KindWeight, ...]:
    """Return what the pages of each kind weigh, kinds in the order of `KINDS`; of two as heavy, the first is told."""
    kinds: dict[str, list[Weighed]] = {kind: [] for kind in KINDS}
    for page in pages:
        kinds[page.kind].append(page)
    return tuple(
        [
            KindWeight(kind, len(of_kind), _most(of_kind, budget_of(kind, budgets)))
            for kind, of_kind in kinds.items()
            if of_kind
        ]
    )


def _most(pages: Sequence[Weighed], budget: Budget) -> tuple[Heaviest, ...]:
    heaviest = [(measure, max(pages, key=lambda page: page.amount(measure))) for measure in MEASURES]
    return tuple([Heaviest(page.url, page.amount(name), getattr(budget, name)) for name, page in heaviest])
