"""Where everything in a figure stands, and what is counted in it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from site_builder.model.document import CitationMark
from site_builder.model.figures import Lane, Meaning, Phase, Span, Timeline
from site_builder.model.site import IconRow, Tick
from site_builder.parts.figures import (
    axis_for,
    beside,
    figure_name,
    icon_array_block,
    number_needed,
    rows_of,
    ticks,
    timeline_block,
)
from tests.builders import block, icon_array, interface, timeline

ENGLISH = interface()

HOUR, DAY, WEEK, MONTH = 60, 1440, 10_080, 43_200


def test_a_block_names_its_figure() -> None:
    assert figure_name(block("timeline", figure="onset")) == "onset"
    assert figure_name(block("timeline")) == ""


class TestNumberNeeded:
    @pytest.mark.parametrize(
        ("with_", "without", "expected"),
        [(48.2, 30.3, 6), (63.4, 49.5, 8), (27.4, 8.8, 6), (46.5, 25.9, 5), (26.7, 45.3, 6), (25.8, 57.6, 4)],
    )
    def test_it_is_100_by_the_difference_rounded_up(self, with_: float, without: float, expected: int) -> None:
        assert number_needed(with_, without) == expected

    @pytest.mark.parametrize("without", [10.3, 0.1, 0.7, 33.3, 79.9])
    def test_a_whole_number_stays_one_whatever_the_decimals(self, without: float) -> None:
        assert number_needed(without + 20, without) == 5

    def test_there_is_none_without_a_difference(self) -> None:
        assert number_needed(30.3, 30.3) == 0
        assert number_needed(100, 0) == 1

    @pytest.mark.parametrize(
        ("meaning", "with_", "without", "needed", "helps", "is_more"),
        [
            (Meaning.BENEFIT, 48.2, 30.3, 6, True, True),
            (Meaning.BENEFIT, 30.3, 48.2, 0, False, False),
            (Meaning.HARM, 26.1, 3.7, 5, False, True),
            (Meaning.HARM, 26.7, 45.3, 6, True, False),
            (Meaning.BENEFIT, 30, 30, 0, False, False),
            (Meaning.HARM, 30, 30, 0, False, False),
        ],
    )
    def test_a_harm_is_told_as_one(
        self, meaning: Meaning, with_: float, without: float, needed: int, helps: bool, is_more: bool
    ) -> None:
        made = icon_array_block(icon_array(outcome_is=meaning, of_100_with=with_, of_100_without=without))
        assert (made.needed, made.helps, made.is_more) == (needed, helps, is_more)


class TestIconArray:
    def test_people_are_whole_and_shares_are_as_the_source_has_them(self) -> None:
        made = icon_array_block(icon_array(of_100_with=63.4, of_100_without=49.5))
        assert (made.people_with, made.people_without, made.difference) == (63, 50, 14)
        assert (made.share_with, made.share_without, made.exact_difference) == ("63.4", "49.5", "13.9")
        assert made.is_rounded

    def test_whole_shares_are_not_called_rounded(self) -> None:
        made = icon_array_block(icon_array(of_100_with=50, of_100_without=30.0))
        assert (made.share_with, made.share_without, made.is_rounded) == ("50", "30", False)

    @pytest.mark.parametrize("people", [0, 1, 9, 10, 48, 99, 100])
    def test_ten_rows_of_ten_are_filled_from_the_first(self, people: int) -> None:
        rows = rows_of(people)
        assert [row.y for row in rows] == list(range(10))
        assert sum(row.filled for row in rows) == people
        assert all(above.filled >= below.filled for above, below in pairwise(rows))
        assert rows_of(48)[4] == IconRow(4, 8)

    def test_it_is_our_calculation_unless_the_source_gives_it(self) -> None:
        assert icon_array_block(icon_array()).is_our_calculation
        assert not icon_array_block(icon_array(source_gives_number=True)).is_our_calculation

    def test_each_of_its_marks_is_counted(self) -> None:
        made = icon_array_block(icon_array(citations=("a2020", "b2020", "a2020")))
        assert made.prose.sources == (("a2020", 3), ("b2020", 3))
        assert [mark.slots for mark in made.marks] == [(CitationMark(((0, n), (1, n))),) for n in range(3)]


class TestAxis:
    @pytest.mark.parametrize(
        ("moments", "first", "last"),
        [
            ([2 * HOUR, 6 * WEEK], "1 hour", "6 months"),
            ([DAY, WEEK], "1 day", "1 week"),
            ([DAY], "1 day", "1 week"),
            ([0, 18 * DAY], "1 week", "1 month"),
            ([0], "1 hour", "1 day"),
            ([5, 10], "1 hour", "1 day"),
            ([HOUR, 9999 * MONTH], "1 hour", "5 years"),
        ],
    )
    def test_it_is_the_shortest_that_holds_all(self, moments: list[int], first: str, last: str) -> None:
        made = axis_for(moments).ticks
        assert (made[0][0], made[-1][0]) == (first, last)

    def test_it_is_logarithmic_in_percent(self) -> None:
        axis = axis_for([HOUR, 6 * MONTH])
        assert [axis.place(moment) for moment in (HOUR, DAY, WEEK, 6 * MONTH)] == [0, 38.0, 61.2, 100]

    def test_what_lies_beyond_stands_at_the_edge(self) -> None:
        axis = axis_for([DAY, WEEK])
        assert (axis.place(0), axis.place(1), axis.place(12 * MONTH)) == (0, 0, 100)

    def test_a_tick_without_room_on_a_small_screen_is_spare(self) -> None:
        assert ticks(axis_for([HOUR, 6 * MONTH]), ENGLISH) == (
            Tick(0, "1 hour", "start"),
            Tick(38.0, "1 day", "middle"),
            Tick(61.2, "1 week", "middle"),
            Tick(78.6, "1 month", "middle", spare=True),
            Tick(100, "6 months", "end"),
        )


class TestLabels:
    @pytest.mark.parametrize(
        ("starts", "ends", "length", "expected"),
        [
            (7.2, 38, 21, (7.2, "start")),
            (61.2, 82.6, 27, (82.6, "end")),
            (38, 61.2, 27, (49.6, "middle")),
            (99, 100, 34, (100, "end")),
            (0, 0, 34, (0, "start")),
        ],
    )
    def test_a_label_stands_at_its_bar(
        self, starts: float, ends: float, length: int, expected: tuple[float, str]
    ) -> None:
        assert beside(starts, ends, length) == expected

    @pytest.mark.parametrize("starts", range(0, 101, 10))
    @pytest.mark.parametrize("length", [1, 10, 24, 33])
    def test_it_never_leaves_the_narrowest_screen(self, starts: int, length: int) -> None:
        width = 100 * length * 0.53 / 18
        x, anchor = beside(starts, starts, length)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        assert left >= -0.1
        assert left + width <= 100.1


class TestTimeline:
    def test_spans_have_their_places_and_words(self) -> None:
        [lane] = timeline_block(timeline(), ENGLISH).lanes
        onset, fade = lane.spans
        assert (onset.phase, onset.width, onset.label, onset.time, onset.until) == (
            "onset",
            0,
            "2 hours: ahead of placebo",
            "2 hours",
            "",
        )
        assert (fade.x, fade.width, fade.label, fade.until) == (62.0, 38.0, "It fades", "1 week")
        assert (onset.finding, fade.finding) == ("Ahead of placebo.", "Half had lost it after a week.")

    def test_times_are_in_the_words_of_the_language(self) -> None:
        drawn = timeline_block(timeline(), interface("es"))
        onset, fade = drawn.lanes[0].spans
        assert (onset.time, onset.label, fade.until) == ("2 horas", "2 horas: ahead of placebo", "1 semana")
        assert [tick.name for tick in drawn.ticks] == ["1 hora", "1 día", "1 semana"]

    def test_nothing_stands_on_anything_else(self) -> None:
        lanes = (timeline().lanes[0], Lane("Other", timeline().lanes[0].spans, counted_from="the last dose"))
        made = timeline_block(timeline(lanes=lanes), ENGLISH)
        down = [y for lane in made.lanes for y in (lane.y, *[y for span in lane.spans for y in (span.label_y, span.y)])]
        assert down == sorted(down)
        assert made.lanes[1].spans[0].label_y - made.lanes[1].y >= 2.5, "there is room for what times are counted from"
        assert made.height > down[-1]

    def test_an_open_end_is_at_the_edge(self) -> None:
        spans = (Span(Phase.COURSE, "1 day", "Doses go on", ("a2020",), ends="open"),)
        [span] = timeline_block(timeline(lanes=(Lane("A", spans),)), ENGLISH).lanes[0].spans
        assert (span.x + span.width, span.label, span.until) == (100, "Doses go on", "open")

    def test_behind_an_open_end_the_axis_goes_on(self) -> None:
        spans = (Span(Phase.COURSE, "6 months", "Doses go on", ("a2020",), ends="open"),)
        drawn = timeline_block(timeline(lanes=(Lane("A", spans),)), ENGLISH)
        assert [tick.name for tick in drawn.ticks] == ["6 months", "5 years"]
        assert drawn.lanes[0].spans[0].width == 100

    def test_a_dot_is_drawn_whole_at_either_end(self) -> None:
        moments = ("1 day", "1 week", "1 month")
        spans = tuple(Span(Phase.ONSET, moment, "It starts", ("a2020",)) for moment in moments)
        drawn = timeline_block(timeline(lanes=(Lane("A", spans),)), ENGLISH).lanes[0].spans
        assert [(span.x, span.width) for span in drawn] == [(2.2, 0), (57.2, 0), (97.8, 0)]

    def test_every_source_is_marked_below_it_and_in_its_row(self) -> None:
        made: Timeline = timeline()
        drawn = timeline_block(made, ENGLISH)
        assert drawn.prose.sources == (("zarate2006", 3), ("lee2020", 2))
        assert drawn.mark.slots == (CitationMark(((0, 0), (1, 0))),)
        assert [span.mark.slots for span in drawn.lanes[0].spans] == [
            (CitationMark(((0, 1),)),),
            (CitationMark(((0, 2), (1, 1))),),
        ]
