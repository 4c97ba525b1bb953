"""The figures that are drawn from data: the one declaration of every field of `content/figures.yaml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.document import Citation, Translates
from site_builder.model.front_matter import OriginalDigest
from site_builder.model.problem import Place, Problem

FILE = "content/figures.yaml"

Text = Annotated[str, Meta(min_length=1)]
Share = Annotated[float, Meta(ge=0, le=100)]
Citations = Annotated[
    tuple[Text, ...],
    Meta(description="Where it comes from: keys of content/references.bib", examples=["[zarate2006]"]),
]


class Phase(StrEnum):
    """What a span of time in a treatment is."""

    ONSET = "onset"
    EFFECT = "effect"
    FADE = "fade"
    COURSE = "course"


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A span of time in a lane, or a moment where nothing says when it ends."""

    kind: Annotated[
        Phase,
        Meta(
            description="onset: a difference is first measured; effect: it holds or grows; fade: it is lost again; "
            "course: the treatment goes on",
        ),
    ]
    starts: Annotated[
        Text,
        Meta(description="When it begins: in minutes, hours, days, weeks, months or years", examples=["2 hours"]),
    ]
    label: Annotated[Text, Meta(description="What happens, in five words or so", examples=["ahead of placebo"])]
    citations: Citations
    ends: Annotated[
        str, Meta(description="When it ends, or open; without it, one moment is marked", examples=["6 weeks", "open"])
    ] = ""
    detail: Annotated[
        str,
        Meta(
            description="What the source found, with comparator and number of people; it stands in the table",
            examples=["71% had a response the next day and 35% after a week (17 people)."],
        ),
    ] = ""


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One treatment in a timeline."""

    treatment: Annotated[
        Text,
        Meta(description="The treatment; ketamine's says off-label", examples=["Ketamine (off-label)"]),
    ]
    spans: Annotated[tuple[Span, ...], Meta(description="What happens and when, from the first to the last")]
    counted_from: Annotated[
        str, Meta(description="What its times are counted from, if not the first dose", examples=["the last infusion"])
    ] = ""


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When treatments start to work, and how long that lasts."""

    title: Annotated[Text, Meta(description="The heading of the figure")]
    description: Annotated[Text, Meta(description="What a person who cannot see the figure should know of it")]
    lanes: Annotated[tuple[Lane, ...], Meta(description="The treatments, one below the other")]


class Meaning(StrEnum):
    """Whether people hope for an outcome."""

    BENEFIT = "benefit"
    HARM = "harm"


class IconArray(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many of 100 people had an outcome with a treatment, and how many with what it was compared with."""

    title: Annotated[Text, Meta(description="The heading of the figure")]
    population: Annotated[
        Text, Meta(description="Who took part", examples=["adults whom two or more antidepressants had not helped"])
    ]
    treatment: Annotated[
        Text, Meta(description="What they were given, after “with”", examples=["one ketamine infusion (off-label)"])
    ]
    comparator: Annotated[
        Text, Meta(description="What the others were given, after “with”", examples=["a saline infusion"])
    ]
    outcome: Annotated[
        Text, Meta(description="What happened, after “48 of 100 people”", examples=["reached remission", "relapsed"])
    ]
    outcome_is: Annotated[Meaning, Meta(description="benefit if people hope for it, harm if they fear it")]
    time_point: Annotated[Text, Meta(description="When it was counted", examples=["after four weeks"])]
    of_100_with: Annotated[Share, Meta(description="Of 100 people with the treatment", examples=["48.2"])]
    of_100_without: Annotated[Share, Meta(description="Of 100 people with the comparator", examples=["30.3"])]
    citations: Citations
    source_gives_number: Annotated[
        bool,
        Meta(description="true where the source itself gives this number needed to treat; else it is our calculation"),
    ] = False
    note: Annotated[
        str, Meta(description="How sure it is, or who paid", examples=["The review rates this as very low certainty."])
    ] = ""


class FiguresFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/figures.yaml."""

    timelines: Annotated[
        dict[str, Timeline], Meta(description="Each is shown by /// timeline with its name as figure")
    ] = {}
    icon_arrays: Annotated[
        dict[str, IconArray], Meta(description="Each is shown by /// icon-array with its name as figure")
    ] = {}


class FiguresTranslation(FiguresFields, frozen=True):
    """content/figures.LANG.yaml: figures in another language, under the names and with the numbers of the originals."""

    original_digest: OriginalDigest = ""


class Figures(msgspec.Struct, frozen=True):
    """Every figure that can be drawn, by its name.

    `refused` are the names of those in which something is wrong, and `is_readable` is False where nobody can tell
    which names there are: problems have said so. `citations` are those of the whole file, `named`
    the place of each name, `languages` that of each whose words are not in the language of the site.
    """

    timelines: dict[str, Timeline] = {}
    icon_arrays: dict[str, IconArray] = {}
    refused: tuple[str, ...] = ()
    is_readable: bool = True
    citations: tuple[Citation, ...] = ()
    named: tuple[tuple[str, Place], ...] = ()
    languages: dict[str, str] = {}


class FiguresFile(msgspec.Struct, frozen=True):
    """content/figures.yaml, or a translation of it, read: no figure that cannot be is among them.

    `wording` is the digest of what people wrote in it.
    """

    figures: Figures
    problems: tuple[Problem, ...]
    wording: bytes = b""
    translates: Translates | None = None
