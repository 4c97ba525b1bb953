"""The comparison: treatments side by side, aspect by aspect, as `content/treatments.yaml` says it.

`TreatmentsFields` declares what the file may hold; its JSON Schema is made from it. `Comparison` is what parse makes
of it: texts in which links and sources are still to be resolved.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.document import Citation, Link, Text, Translates
from site_builder.model.front_matter import Day, OriginalDigest
from site_builder.model.front_matter import Text as Words
from site_builder.model.problem import Place, Problem

FILE = "content/treatments.yaml"


class TreatmentFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A treatment: a column of the table."""

    name: Annotated[Words, Meta(description="The head of its column", examples=["Esketamine nasal spray"])]
    status: Annotated[
        str, Meta(description="What must always be said with the name, as in off-label", examples=["off-label"])
    ] = ""


class AspectFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the treatments are compared by: a row of the table."""

    name: Annotated[Words, Meta(description="The head of its row", examples=["How it is given"])]
    cells: Annotated[
        dict[str, Words],
        Meta(description="By the key of each treatment: Markdown, in paragraphs or a list, with [@key] citations"),
    ]


class TreatmentsFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `content/treatments.yaml` may hold."""

    title: Annotated[Words, Meta(description="The heading of the page /compare/")]
    description: Annotated[Words, Meta(description="The page in one sentence, shown under the heading")]
    caption: Annotated[Words, Meta(description="What the table shows, said above it on every page")]
    note: Annotated[Words, Meta(description="How to read the table, said under it on every page; Markdown")]
    treatments: Annotated[
        dict[str, TreatmentFields],
        Meta(description="The columns from left to right, each under a short key that stays the same"),
    ]
    aspects: Annotated[
        dict[str, AspectFields],
        Meta(description="The rows from top to bottom, each under a short key that stays the same"),
    ]
    updated: Annotated[Day | None, Meta(description="The day of the last change that matters to a reader")] = None
    regulatory_as_of: Annotated[
        Day | None, Meta(description="The day on which statements about rules and prices were checked")
    ] = None


class TreatmentsTranslation(TreatmentsFields, frozen=True):
    """What `content/treatments.LANG.yaml` may hold: the same in another language."""

    original_digest: OriginalDigest = ""


class Cell(msgspec.Struct, frozen=True):
    """A text of the table; its slots refer to its own lists, and `words` are the Markdown that it was made of."""

    text: Text
    links: tuple[Link, ...] = ()
    citations: tuple[Citation, ...] = ()
    words: str = ""


class Treatment(msgspec.Struct, frozen=True, gc=False):
    """A column; `status` is "" where nothing must be said with the name."""

    key: str
    name: str
    status: str = ""


class Aspect(msgspec.Struct, frozen=True):
    """A row; it has a cell for each treatment, in their order. `language` is that of its words, "" the site's."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    language: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """The whole matrix, its cells parsed. `language` is that of its words, "" the site's.

    `languages` are all those of the site in which it was written, nothing where there is only one.
    """

    title: str
    description: str
    caption: str
    note: Cell
    treatments: tuple[Treatment, ...]
    aspects: tuple[Aspect, ...]
    updated: Day | None = None
    regulatory_as_of: Day | None = None
    language: str = ""
    languages: tuple[str, ...] = ()


class ComparisonFile(msgspec.Struct, frozen=True):
    """content/treatments.yaml, or a translation of it, read: None where it cannot be.

    `wording` is the digest of what people wrote in it; `places` are those of its rows, columns and cells.
    """

    comparison: Comparison | None
    problems: tuple[Problem, ...]
    wording: bytes = b""
    translates: Translates | None = None
    places: tuple[tuple[str, Place], ...] = ()
