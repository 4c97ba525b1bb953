from __future__ import annotations

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.document import Citation, Translates
from site_builder.model.figures import FiguresFile, Meaning, Phase
from site_builder.model.inputs import ParseTask, Source
from site_builder.model.problem import Place
from site_builder.stages.figures import parse_figures
from tests.blobs import holding

PATH = "content/figures.yaml"

TIMELINE = """\
timelines:
  onset:
    title: Onset
    description: What is in it.
    lanes:
      - treatment: Ketamine (off-label)
        counted_from: the last dose
        spans:
          - kind: onset
            starts: 2 hours
            label: ahead of placebo
            citations: [zarate2006]
          - kind: fade
            starts: 1 day
            ends: 1 week
            label: It isn't lasting
            citations: [zarate2006, lee2020]
"""

ICON_ARRAY = """\
icon_arrays:
  remission:
    title: Remission
    population: adults with depression
    treatment: esketamine
    comparator: placebo spray
    outcome: reached remission
    outcome_is: benefit
    time_point: after four weeks
    of_100_with: 48.2
    of_100_without: 30.3
    citations: [citrome2020]
"""


def parsed(text: str | bytes) -> FiguresFile:
    data = text.encode() if isinstance(text, str) else text
    return parse_figures(ParseTask(Source(PATH, digest_bytes(data), len(data))), holding(data))


def test_what_a_file_says() -> None:
    file = parsed(TIMELINE + ICON_ARRAY)
    assert file.problems == ()
    [lane] = file.figures.timelines["onset"].lanes
    assert (lane.treatment, lane.counted_from) == ("Ketamine (off-label)", "the last dose")
    assert [(span.kind, span.starts, span.ends) for span in lane.spans] == [
        (Phase.ONSET, "2 hours", ""),
        (Phase.FADE, "1 day", "1 week"),
    ]
    array = file.figures.icon_arrays["remission"]
    assert (array.of_100_with, array.of_100_without, array.outcome_is) == (48.2, 30.3, Meaning.BENEFIT)
    assert file.figures.refused == ()
    assert file.figures.is_readable


def test_names_and_citations_have_their_places() -> None:
    figures = parsed(TIMELINE + ICON_ARRAY).figures
    assert figures.named == (("onset", Place(2, 3)), ("remission", Place(19, 3)))
    assert figures.citations == (
        Citation("zarate2006", (Place(12, 25), Place(17, 25))),
        Citation("lee2020", (Place(17, 37),)),
        Citation("citrome2020", (Place(29, 17),)),
    )


def test_texts_get_typographic_punctuation_and_keys_stay() -> None:
    file = parsed(TIMELINE.replace("lee2020", "lee--2020"))
    assert file.figures.timelines["onset"].lanes[0].spans[1].label == "It isn’t lasting"
    assert [each.key for each in file.figures.citations] == ["zarate2006", "lee--2020"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("    population: adults with depression\n", "", "field-missing", (3, 5)),
        ("    comparator: placebo spray\n", "", "field-missing", (3, 5)),
        ("    outcome: reached remission\n", "", "field-missing", (3, 5)),
        ("    time_point: after four weeks\n", "", "field-missing", (3, 5)),
        ("    outcome_is: benefit\n", "", "field-missing", (3, 5)),
        ("    citations: [citrome2020]\n", "", "field-missing", (3, 5)),
        ("population: adults with depression", "population:", "field-empty", (4, 5)),
        ("citations: [citrome2020]", "citations: []", "figure-uncited", (12, 5)),
        ("citations: [citrome2020]", "citations: citrome2020", "field-type", (12, 16)),
        ("of_100_with: 48.2", "of_100_with: 148.2", "field-number", (10, 18)),
        ("of_100_without: 30.3", "of_100_without: -1", "field-number", (11, 21)),
        ("of_100_with: 48.2", "of_100_with: 48,2", "field-number", (10, 18)),
        ("of_100_with: 48.2", "of_100_with: 48.2%", "field-number", (10, 18)),
        ("of_100_with: 48.2", "of_100_with: nan", "field-number", (10, 18)),
        ("outcome_is: benefit", "outcome_is: good", "field-choice", (8, 17)),
        ("treatment: esketamine", "treatment: one ketamine infusion", "off-label-unsaid", (5, 16)),
        ("comparator: placebo", "comparater: placebo", "field-unknown", (6, 5)),
    ],
)
def test_an_icon_array_that_leaves_out_what_its_reader_must_know_is_refused(
    old: str, new: str, rule: str, place: tuple[int, int]
) -> None:
    assert old in ICON_ARRAY
    file = parsed(ICON_ARRAY.replace(old, new))
    assert [(each.rule, each.line, each.column) for each in file.problems] == [(rule, *place)]
    assert all(each.file == PATH and each.message and each.hint for each in file.problems)
    assert file.figures.icon_arrays == {}
    assert file.figures.refused == ("remission",)


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("kind: fade", "kind: effect\n            detail: x", "", (0, 0)),
        ("starts: 2 hours", "starts: soon", "time-unreadable", (10, 21)),
        ("ends: 1 week", "ends: later", "time-unreadable", (15, 19)),
        ("starts: 2 hours", "starts: open", "time-unreadable", (10, 21)),
        ("ends: 1 week", "ends: open", "", (0, 0)),
        ("ends: 1 week", "ends: 1 hour", "time-order", (15, 19)),
        ("ends: 1 week", "ends: 1 day", "time-order", (15, 19)),
        ("citations: [zarate2006]\n", "citations: []\n", "figure-uncited", (12, 13)),
        ("kind: onset", "kind: start", "field-choice", (9, 19)),
        ("label: ahead of placebo", f"label: {'long ' * 9}", "label-too-long", (11, 20)),
        ("treatment: Ketamine (off-label)", "treatment: Ketamine", "off-label-unsaid", (6, 20)),
        ("Ketamine (off-label)", "Ketamine into a vein, once (off-label)", "label-too-long", (6, 20)),
        ("the last dose", "the last of all the infusions", "label-too-long", (7, 23)),
        ("    title: Onset\n", "", "field-missing", (3, 5)),
        ("    description: What is in it.\n", "", "field-missing", (3, 5)),
    ],
)
def test_what_is_wrong_with_a_timeline_is_told_at_its_place(
    old: str, new: str, rule: str, place: tuple[int, int]
) -> None:
    assert old in TIMELINE
    file = parsed(TIMELINE.replace(old, new, 1))
    assert [(each.rule, each.line, each.column) for each in file.problems] == ([(rule, *place)] if rule else [])
    assert file.figures.refused == (("onset",) if rule else ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TIMELINE[: TIMELINE.index("          - kind: fade")], (9, 13)),
        (TIMELINE.replace("kind: fade", "kind: effect").replace("            ends: 1 week\n", ""), (9, 13)),
    ],
)
def test_speed_without_how_long_it_lasts_is_refused(text: str, place: tuple[int, int]) -> None:
    file = parsed(text)
    assert [(each.rule, each.line, each.column) for each in file.problems] == [("speed-without-duration", *place)]
    assert file.figures.timelines == {}


def test_a_lane_and_a_timeline_need_something_in_them() -> None:
    head = TIMELINE[: TIMELINE.index("        spans:")]
    assert [(each.rule, each.line, each.column) for each in parsed(f"{head}        spans: []\n").problems] == [
        ("timeline-empty", 8, 9)
    ]
    head = TIMELINE[: TIMELINE.index("    lanes:")]
    assert [(each.rule, each.line, each.column) for each in parsed(f"{head}    lanes: []\n").problems] == [
        ("timeline-empty", 5, 5)
    ]


def test_one_bad_figure_hides_no_other() -> None:
    second = ICON_ARRAY.partition("\n")[2].replace("remission:", "response:", 1)
    file = parsed(TIMELINE + ICON_ARRAY.replace("48.2", "many") + second)
    assert [each.rule for each in file.problems] == ["field-number"]
    assert (list(file.figures.timelines), list(file.figures.icon_arrays)) == (["onset"], ["response"])
    assert file.figures.refused == ("remission",)


@pytest.mark.parametrize("data", [b"- a\n", b"\xff\xfe", b"timelines: [", b"timelines: *b", b"timelines: x", b"x: y"])
def test_a_file_of_which_nothing_can_be_made_is_told_and_not_raised(data: bytes) -> None:
    file = parsed(data)
    assert file.problems
    assert not file.figures.is_readable


def test_a_file_without_figures_is_fine() -> None:
    assert parsed("# nothing yet\n") == parsed("timelines:\nicon_arrays:\n")
    assert parsed("# nothing yet\n").problems == ()


@pytest.mark.parametrize(
    "outcome",
    ["relapsed", "had a response", "felt sick", "no longer met the criteria", "reached remission", "newly fell ill"],
)
def test_an_outcome_says_what_people_did(outcome: str) -> None:
    assert parsed(ICON_ARRAY.replace("reached remission", outcome)).problems == ()


@pytest.mark.parametrize("outcome", ["response", "remission", "a response", "fewer symptoms", "relapse"])
def test_an_outcome_that_would_make_no_sentence_is_refused(outcome: str) -> None:
    [problem] = parsed(ICON_ARRAY.replace("reached remission", outcome)).problems
    assert (problem.line, problem.column, problem.rule) == (7, 14, "outcome-not-done")
    assert problem.message == (
        f"“{outcome}” does not say what people did, so “48 of 100 people {outcome}” is no sentence."
    )
    assert problem.hint.startswith("Begin it with a verb, as in “had ")


def test_a_span_may_do_without_a_detail() -> None:
    span = parsed(TIMELINE).figures.timelines["onset"].lanes[0].spans[0]
    assert span.detail == ""


def test_the_time_of_a_moment_counts_in_its_label_and_the_message_says_so() -> None:
    label = "x" * 26
    [problem] = parsed(TIMELINE.replace("ahead of placebo", label)).problems
    assert (problem.line, problem.column, problem.rule) == (11, 20, "label-too-long")
    assert problem.message == (
        f"“2 hours: {label}” has 35 characters; 34 fit on the screen of a telephone, and its time counts too."
    )
    [problem] = parsed(TIMELINE.replace("It isn't lasting", "x" * 35)).problems
    assert problem.message.endswith("34 fit on the screen of a telephone.")


class TestTranslations:
    def parsed(self, text: str) -> FiguresFile:
        data = text.encode()
        path = "content/figures.es.yaml"
        return parse_figures(ParseTask(Source(path, digest_bytes(data), len(data))), holding(data))

    def test_one_says_what_it_translates(self) -> None:
        file = self.parsed("original_digest: 0123456789abcdef\n" + ICON_ARRAY)
        assert file.problems == ()
        assert file.translates == Translates("0123456789abcdef", Place(1, 18))

    def test_its_words_are_not_held_to_english(self) -> None:
        spanish = ICON_ARRAY.replace("outcome: reached remission", "outcome: alcanzaron la remisión")
        assert [each.rule for each in parsed(spanish).problems] == ["outcome-not-done"]
        assert self.parsed(spanish).problems == ()

    def test_that_a_use_is_off_label_is_said_in_its_language(self) -> None:
        for treatment, rules in (("ketamina", ["off-label-unsaid"]), ("ketamina (fuera de indicación)", [])):
            file = self.parsed(ICON_ARRAY.replace("treatment: esketamine", f"treatment: {treatment}"))
            assert [each.rule for each in file.problems] == rules
