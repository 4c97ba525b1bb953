from __future__ import annotations

import json

import pytest

from site_builder.baseline import Baseline, as_file, fingerprints, read_baseline, sift
from site_builder.errors import UsageError
from site_builder.model.problem import IN_DRAFT, Problem, Severity

TEXT = ["---", "title: A", "---", "", "It always works.", "Fine.", "It always works."]


def at(line: int, column: int = 1, *, rule: str = "r", message: str = "M.", file: str = "content/a.md") -> Problem:
    return Problem(file, line, column, rule, Severity.WARNING, message, "H.")


def prints(*problems: Problem, lines: list[str] = TEXT) -> list[str]:
    return list(fingerprints(problems, lambda path: lines))


def baseline_of(*problems: Problem, lines: list[str] = TEXT) -> Baseline:
    return read_baseline("baseline.json", as_file(problems, lambda path: lines))


# How a problem is known again


def test_a_fingerprint_is_sixteen_hex_digits_and_always_the_same() -> None:
    # Baselines of clinics hold such digits: whoever changes how they are made makes all of those stale.
    assert prints(at(5)) == ["be23606291679aab"]


def test_it_survives_lines_that_move() -> None:
    assert prints(at(5)) == prints(at(7), lines=["New.", "Lines.", *TEXT])


def test_it_does_not_survive_a_change_of_its_line() -> None:
    assert prints(at(5)) != prints(at(5), lines=[*TEXT[:4], "It nearly always works."])


def test_spaces_at_the_end_of_a_line_are_no_change() -> None:
    assert prints(at(5)) == prints(at(5), lines=[*TEXT[:4], "It always works.  "])


@pytest.mark.parametrize("other", [at(5, rule="s"), at(5, 4), at(6), at(5, message=f"M.{IN_DRAFT}")])
def test_another_rule_column_or_line_is_another_problem_and_so_is_one_that_is_no_draft_any_more(other: Problem) -> None:
    assert prints(at(5)) != prints(other)


def test_what_the_message_says_does_not_matter_where_there_is_a_line() -> None:
    assert prints(at(5, message="Found on line 5.")) == prints(at(5, message="Found on line 9."))


def test_what_concerns_a_whole_file_is_known_by_what_it_says() -> None:
    assert prints(at(1)) == prints(at(1), lines=["Another first line."])
    assert prints(at(1)) != prints(at(1, message="Another."))


def test_a_line_that_is_not_there_any_more_is_no_fault() -> None:
    assert prints(at(99)) != prints(at(99, message="Another."))


def test_equal_lines_are_told_apart_by_their_order() -> None:
    first, second = prints(at(5), at(7))
    assert first != second
    assert prints(at(5), at(7), lines=["", *TEXT]) != [first, second], "those lines are others"
    assert prints(at(6), at(8), lines=["", *TEXT]) == [first, second]


# The file


def test_the_file_is_sorted_with_a_line_for_each_problem() -> None:
    data = as_file([at(5, file="content/b.md"), at(7), at(5)], lambda path: TEXT)
    lines = data.decode().splitlines()
    assert [lines[0], lines[1], *lines[-2:]] == ["{", '  "problems": [', "  ]", "}"]
    assert [json.loads(line.rstrip(","))["file"] for line in lines[2:-2]] == ["content/a.md"] * 2 + ["content/b.md"]
    assert [set(each) for each in json.loads(data)["problems"]] == [{"file", "rule", "fingerprint"}] * 3
    assert data.endswith(b"}\n")


def test_a_file_of_nothing_can_be_read() -> None:
    assert baseline_of().entries == ()


def test_it_never_holds_what_would_lose_pages_nor_what_is_wrong_with_itself() -> None:
    assert baseline_of(at(5, rule="yaml-broken"), at(5, rule="baseline-stale")).entries == ()


def test_a_name_of_any_script_and_sign_comes_back() -> None:
    odd = 'content/año "x" \\ 😀.md'
    assert baseline_of(at(5, file=odd)).entries[0].file == odd


# What is told


def test_what_the_baseline_has_is_not_told() -> None:
    told, known, stale = sift([at(5), at(6), at(7)], baseline_of(at(5), at(7)), lambda path: TEXT)
    assert (told, known, stale) == ((at(6),), (at(5), at(7)), ())


def test_of_equal_lines_one_more_than_there_were_is_told() -> None:
    told, known, _ = sift([at(5), at(7), at(8)], baseline_of(at(5), at(7)), lambda path: [*TEXT, TEXT[4]])
    assert (told, known) == ((at(8),), (at(5), at(7)))


def test_another_problem_on_the_same_line_is_told() -> None:
    told, known, _ = sift([at(5), at(5, 4)], baseline_of(at(5)), lambda path: TEXT)
    assert (told, known) == ((at(5, 4),), (at(5),))


def test_one_that_is_changed_is_told_and_its_entry_is_stale() -> None:
    told, known, stale = sift([at(5)], baseline_of(at(5), at(7)), lambda path: [*TEXT[:4], "It nearly always works."])
    assert (told, known) == ((at(5),), ())
    assert [(each.file, each.line, each.column, each.rule, each.severity) for each in stale] == [
        ("baseline.json", 3, 5, "baseline-stale", Severity.WARNING),
        ("baseline.json", 4, 5, "baseline-stale", Severity.WARNING),
    ]
    assert stale[0].message == "content/a.md has no such problem with r any more."
    assert "site-builder check --write-baseline" in stale[0].hint


def test_an_entry_that_is_there_twice_is_stale_once() -> None:
    entry = as_file([at(5)], lambda path: TEXT).decode().splitlines()[2]
    twice = read_baseline("baseline.json", f'{{"problems": [\n{entry},\n{entry}\n]}}\n'.encode())
    told, known, stale = sift([at(5)], twice, lambda path: TEXT)
    assert (told, known) == ((), (at(5),))
    assert [each.line for each in stale] == [3]


def test_what_would_lose_pages_is_told_whatever_the_file_says() -> None:
    lost = at(5, rule="yaml-broken")
    [fingerprint] = prints(lost)
    entry = {"file": lost.file, "rule": lost.rule, "fingerprint": fingerprint}
    by_hand = read_baseline("baseline.json", json.dumps({"problems": [entry]}).encode())
    told, known, [stale] = sift([lost], by_hand, lambda path: TEXT)
    assert (told, known) == ((lost,), ())
    assert stale.message == "yaml-broken cannot be in a baseline; without it pages would be lost."


def test_where_something_is_an_error_nobody_can_tell_what_is_stale() -> None:
    error = Problem("content/b.md", 1, 1, "r", Severity.ERROR, "M.", "H.")
    assert sift([error], baseline_of(at(5)), lambda path: TEXT).stale == ()


# A file that is damaged


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"problems": [', "baseline.json:1:"),
        (b"<<<<<<< ours\n{}\n", "baseline.json:1:"),
        (b"[]", "baseline.json:1:1: "),
        (b"\xff\xfe{}", "baseline.json:1:1: "),
        (b"{}", "problems"),
        (b'{"problems": "x"}', "baseline.json:1:14: "),
        (b'{"problem": []}', "baseline.json:1:2: "),
        (
            b'{"problems": [\n{"file": "a", "rule": "r", "fingerprnt": "0"}]}',
            "baseline.json:2:28: error[field-unknown]",
        ),
        (b'{"problems": [\n{"file": "a", "rule": "", "fingerprint": "0"}]}', "baseline.json:2:23: "),
        (b'{"problems": [\n{"file": "a", "rule": "r"}]}', "baseline.json:2:1: "),
    ],
)
def test_a_damaged_file_is_wrong_use_and_its_place_is_told(data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_baseline("baseline.json", data)
    assert str(raised.value).startswith("baseline.json cannot be used:\nbaseline.json:")
    assert said in str(raised.value)
    assert str(raised.value).endswith("Mend it; or delete it, and make a new one: site-builder check --write-baseline")


def test_an_unknown_name_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="fingerprint"):
        read_baseline("baseline.json", b'{"problems": [{"file": "a", "rule": "r", "fingerprnt": "0"}]}')
