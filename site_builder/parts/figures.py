"""Figures as pages draw them: where everything stands, and what is counted. Numbers in, numbers out.

Across, all places are in percent of the width, which differs from screen to screen; down, they are in em, since they
follow the size of the letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from site_builder.durations import OPEN, minutes
from site_builder.interface import duration, say
from site_builder.model.document import BlockUse, CitationMark, Text
from site_builder.model.figures import IconArray, Lane, Meaning, Span, Timeline
from site_builder.model.interface import Interface
from site_builder.model.site import DrawnLane, DrawnSpan, IconArrayBlock, IconRow, Prose, Tick, TimelineBlock


def figure_name(use: BlockUse) -> str:
    """Return the name of the figure that a block asks for, "" where it names none."""
    return " ".join(dict(use.options).get("figure", ()))


# Timelines

NARROWEST = 18.0
"""em: what a screen 320 pixels wide leaves for a drawing, at 16 pixels an em."""

CHARACTER = 0.53
"""em: how wide a character is on average in the widest face that systems show texts in, DejaVu Sans."""

_SCALE = (
    ("1 hour", 60),
    ("1 day", 1440),
    ("1 week", 10080),
    ("1 month", 43200),
    ("6 months", 259200),
    ("5 years", 2628000),
)
"""Ticks that a timeline may have, with their minutes."""

_DOT = 2.2
"""Percent: the radius of a dot, 0.4 em, on the narrowest screen; one that is nearer to an edge would stick out."""

_AXIS, _GAP, _LINE, _BAR = 1.75, 0.9, 1.25, 0.95
"""em: the height of the axis, what is left free above a lane, a line of text, the room for a bar."""


def timeline_block(timeline: Timeline, interface: Interface) -> TimelineBlock:
    """Return `timeline` with the place of all that is drawn, its times in the words of `interface`."""
    sources = _Sources()
    spans = [span for lane in timeline.lanes for span in lane.spans]
    mark = sources.mark([key for span in spans for key in span.citations])
    axis = axis_for([moment for span in spans for moment in _moments(span)])
    lanes: list[DrawnLane] = []
    y = _AXIS
    for lane in timeline.lanes:
        lanes.append(_lane(lane, y + _GAP, axis, sources, interface))
        y = round(lanes[-1].spans[-1].label_y + _BAR + 0.3, 2)
    return TimelineBlock(
        title=timeline.title,
        description=timeline.description,
        height=y,
        ticks=ticks(axis, interface),
        lanes=tuple(lanes),
        mark=mark,
        prose=sources.prose,
    )


class Axis(NamedTuple):
    """A logarithmic scale from the first to the last of its ticks, each a name and its minutes."""

    ticks: tuple[tuple[str, int], ...]

    def place(self, moment: int) -> float:
        """Return where `moment`, in minutes, stands: percent of the width; what lies before the axis, at its start."""
        first, last = self.ticks[0][1], self.ticks[-1][1]
        return round(100 * log(min(max(moment, first), last) / first) / log(last / first), 1)


def axis_for(moments: list[int]) -> Axis:
    """Return the shortest axis that holds all `moments`, which are in minutes; 0 stands at its start."""
    known = [moment for moment in moments if moment] or [_SCALE[0][1]]
    least = max([index for index, (_, tick) in enumerate(_SCALE[:-1]) if tick <= min(known)], default=0)
    most = min([index for index, (_, tick) in enumerate(_SCALE) if tick >= max(known)], default=len(_SCALE) - 1)
    return Axis(_SCALE[least : max(most, least + 1) + 1])


def ticks(axis: Axis, interface: Interface) -> tuple[Tick, ...]:
    """Return the ticks of `axis`. One that has no room between its neighbours on a small screen is `spare`."""
    named = [(duration(interface, time), moment) for time, moment in axis.ticks]
    (first, _), *_, (last, _) = named
    made, left, right = [], _width(len(first)), 100 - _width(len(last))
    for name, moment in named:
        x, half = axis.place(moment), _width(len(name)) / 2
        anchor = {first: "start", last: "end"}.get(name, "middle")
        spare = anchor == "middle" and not left <= x - half < x + half <= right
        made.append(Tick(x, name, anchor, spare))
        if anchor == "middle" and not spare:
            left = x + half
    return tuple(made)


def beside(starts: float, ends: float, length: int) -> tuple[float, str]:
    """Return where a text of `length` characters above a bar is fixed, and by which of its parts.

    It has room there on the narrowest screen, and stands as close to its bar as that leaves it on the widest.
    """
    width, middle = min(_width(length), 100), (starts + ends) / 2
    fixed = {
        "start": (starts, min(starts, 100 - width)),
        "middle": (middle, min(max(middle, width / 2), 100 - width / 2)),
        "end": (ends, max(ends, width)),
    }
    anchor = min(fixed, key=lambda each: abs(fixed[each][0] - fixed[each][1]))
    return round(fixed[anchor][1], 1), anchor


def _width(length: int) -> float:
    """Return how wide a text of `length` characters is on the narrowest screen, in percent."""
    return 100 * length * CHARACTER / NARROWEST


def _moments(span: Span) -> Iterator[int]:
    """Yield when a span starts and, if it does not stay there, ends: for an open end, the axis goes on behind it."""
    starts = minutes(span.starts) or 0
    yield starts
    if span.ends:
        yield starts + 1 if span.ends == OPEN else minutes(span.ends) or 0


def _lane(lane: Lane, y: float, axis: Axis, sources: _Sources, interface: Interface) -> DrawnLane:
    name_y = y + 1
    below = name_y + (_LINE if lane.counted_from else 0) + 0.15
    spans = []
    for index, span in enumerate(lane.spans):
        text_y = below + _LINE + index * (_LINE + _BAR)
        spans.append(_span(span, text_y, axis, sources, interface))
    return DrawnLane(lane.treatment, round(name_y, 2), lane.counted_from, round(name_y + _LINE, 2), tuple(spans))


def _span(span: Span, y: float, axis: Axis, sources: _Sources, interface: Interface) -> DrawnSpan:
    starts, *later = [axis.place(moment) for moment in _moments(span)]
    ends = 100 if span.ends == OPEN else later[0] if later else starts
    time = duration(interface, span.starts)
    label = span.label if span.ends else say(interface, "timeline.moment", time=time, finding=span.label)
    if starts == ends:
        starts = ends = min(max(starts, _DOT), round(100 - _DOT, 1))
    text_x, anchor = beside(starts, ends, len(label))
    return DrawnSpan(
        phase=span.kind.value,
        x=starts,
        width=round(ends - starts, 1),
        y=round(y + (0.3 if ends > starts else 0.6), 2),
        label=label,
        label_x=text_x,
        label_y=round(y, 2),
        anchor=anchor,
        time=time,
        until=duration(interface, span.ends),
        finding=span.detail or f"{span.label[:1].upper()}{span.label[1:]}.",
        mark=sources.mark(span.citations),
    )


# Icon arrays

PEOPLE = 100


def icon_array_block(array: IconArray) -> IconArrayBlock:
    """Return `array` in whole people, with what follows from its figures."""
    with_, without = _hundredths(array.of_100_with), _hundredths(array.of_100_without)
    is_more, hopes = with_ > without, array.outcome_is is Meaning.BENEFIT
    helps = is_more is hopes
    sources = _Sources()
    marks = (sources.mark(array.citations), sources.mark(array.citations), sources.mark(array.citations))
    return IconArrayBlock(
        title=array.title,
        population=array.population,
        treatment=array.treatment,
        comparator=array.comparator,
        outcome=array.outcome,
        time_point=array.time_point,
        share_with=_written(with_),
        share_without=_written(without),
        with_treatment=rows_of(_whole(with_)),
        without_treatment=rows_of(_whole(without)),
        people_with=_whole(with_),
        people_without=_whole(without),
        difference=_whole(abs(with_ - without)),
        exact_difference=_written(abs(with_ - without)),
        is_more=is_more,
        is_rounded=bool(with_ % 100 or without % 100),
        needed=number_needed(array.of_100_with, array.of_100_without) if helps or not hopes else 0,
        helps=helps and with_ != without,
        is_our_calculation=not array.source_gives_number,
        note=array.note,
        marks=marks,
        prose=sources.prose,
    )


def number_needed(with_: float, without: float) -> int:
    """Return for how many people one outcome comes or stays away because of the treatment; 0 where none does.

    100 divided by the difference of the shares, rounded up to a whole person, as citrome2020 does; the same for harms.
    """
    difference = abs(_hundredths(with_) - _hundredths(without))
    return -(-PEOPLE * 100 // difference) if difference else 0


def rows_of(people: int) -> tuple[IconRow, ...]:
    """Return ten rows of ten, the first `people` of them filled."""
    return tuple([IconRow(y, min(max(people - start, 0), 10)) for y, start in enumerate(range(0, PEOPLE, 10))])


def _hundredths(share: float) -> int:
    """Return hundredths of a percent: decimals such as 20.3 - 10.3 are not exact, and rounding up would show it."""
    return round(share * 100)


def _whole(hundredths: int) -> int:
    return (hundredths + 50) // 100


def _written(hundredths: int) -> str:
    """Return a share as it is written: `48.2`, and `50` for fifty."""
    return f"{hundredths / 100:g}"


class _Sources:
    """The sources of a figure, and the marks that cite them."""

    def __init__(self) -> None:
        self._marks: dict[str, int] = {}

    def mark(self, keys: Iterable[str]) -> Text:
        """Return a text that is nothing but the marks of these sources."""
        each = []
        for key in dict.fromkeys(keys):
            nth = self._marks.get(key, 0)
            self._marks[key] = nth + 1
            each.append((list(self._marks).index(key), nth))
        return Text(("", ""), (CitationMark(tuple(each)),))

    @property
    def prose(self) -> Prose:
        """What the marks refer to."""
        return Prose(b"", sources=tuple(self._marks.items()))
