"""YAML files are read as text, refused where they could do harm, and explained where they are broken."""

from __future__ import annotations

import time
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from site_builder.model.problem import Place, Problem
from site_builder.text.yaml_text import LARGEST_DATA_FILE, Yaml, as_scalar, load_yaml, names, place_of, read_data

PATH = "content/clinic.yaml"


class Sample(msgspec.Struct, frozen=True):
    name: Annotated[str, Meta(min_length=1)]
    days: tuple[str, ...] = ()


def load(text: str) -> Yaml:
    return load_yaml(PATH, text)


def only(problems: list[Problem]) -> Problem:
    [problem] = problems
    assert problem.hint
    return problem


def test_text_stays_text() -> None:
    text = "a: NO\nb: 12:30\nc: 0123\nd: 1.10\ne: 2026-02-30\nf: ~\ng: null\nh: [no, 1e3]\ni: '01'\nj: =\n"
    assert load(text).fields == {
        "a": "NO",
        "b": "12:30",
        "c": "0123",
        "d": "1.10",
        "e": "2026-02-30",
        "f": "~",
        "g": "null",
        "h": ["no", "1e3"],
        "i": "01",
        "j": "=",
    }


def test_folded_and_quoted_texts_are_read_as_yaml_reads_them() -> None:
    assert load("a: >-\n  one\n  two\nb: |\n  one\n  two\nc: \"x: \\\"y\\\"\"\nd: 'it''s'\n").fields == {
        "a": "one two",
        "b": "one\ntwo\n",
        "c": 'x: "y"',
        "d": "it's",
    }


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_nothing_is_no_fields(text: str) -> None:
    assert load(text) == Yaml({}, None, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("title My title\ndate: x\n", 1, 1, "no colon"),
        ("a: b\ntitle My title\n", 2, 1, "no colon"),
        ("a:b\nc: d\n", 1, 2, "no space after the colon"),
        ("a:b\n\nc: d\n", 1, 2, "no space after the colon"),
        ('a: b\ntitle:"How"\nc: d\n', 2, 6, "no space after the colon"),
        ('title:"How: so"\nc: d\n', 1, 6, "no space after the colon"),
        ('title:"How"\n', 1, 6, "no space after the colon"),
        ("title：How\nc: d\n", 1, 6, "no space after the colon"),
        ("a: b\ntitle:\u00a0How\nc: d\n", 2, 6, "no space after the colon"),
        ("a:\n  - b:c\n    d: e\n", 2, 6, "no space after the colon"),
        ("title: “How: so”\n", 1, 8, "quotation marks are curly"),
        ("title: [Draft] How\nc: d\n", 1, 8, "A value that begins with [ is a list."),
        ("title: [Draft]: How\n", 1, 8, "A value that begins with [ is a list."),
        ("a:\n  - [b] c\n", 2, 5, "A value that begins with [ is a list."),
        ("a:\n  - b\n  -c\n", 3, 3, "no space after the hyphen"),
        ("a: b\nname: [", 2, 7, "not closed by “]”"),
        ("name: {a: 1, b: [c,\n", 1, 17, "not closed by “]”"),
        ("a: one\ntwo words\n", 2, 1, "no colon"),
        ("a: b\ntitle: Ketamine: what it is\n", 2, 16, "a colon followed by a space"),
        ("a: b\n\tc: d\n", 2, 1, "tab"),
        ("a:\n\t- b\n", 2, 1, "tab"),
        ('a: b\ntitle: "never closed\nd: e\n', 2, 8, "never closed"),
        ("title: 'never closed\nd: e\n", 1, 8, "never closed"),
        ('a: "never closed\nb: x\nc: "value"\n', 1, 4, "never closed"),
        ("title: 'it's late'\n", 1, 12, "second quotation mark"),
        ('title: "A" and "B"\n', 1, 12, "second quotation mark"),
        ('path: "C:\\Users"\n', 1, 10, "backslash"),
        ("topics: [a, b\nd: e\n", 1, 9, "not closed"),
        ("part: {a: b\nd: e\n", 1, 7, "not closed"),
        ("topics: [a, b]]\n", 1, 15, "closes nothing"),
        ("name: @nurse\n", 1, 7, "“@”"),
        ("name: `x`\n", 1, 7, "“`”"),
        ("a: *\n", 1, 5, "“*”"),
        ("name: %x\n", 1, 7, "“%”"),
        ("a: b\n  c: d\n", 2, 4, "same column"),
        ("a: b\n---\nc: d\n", 2, 1, "three hyphens"),
        ("? [a]\n: b\n", 1, 3, "name of a field"),
    ],
)
def test_broken_yaml_is_explained_at_its_place(text: str, line: int, column: int, says: str) -> None:
    problem = only(load(text).problems)
    assert (problem.rule, problem.line, problem.column) == ("yaml-broken", line, column)
    assert says in problem.message
    assert not any(word in problem.message + problem.hint for word in ("scalar", "mapping", "token", "YAML", "parse"))


def test_a_line_that_may_go_on_from_the_one_above_is_told_how() -> None:
    assert "put both on one line" in only(load("a: one\ntwo words\n").problems).hint


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: “b”\n", [(1, 4)]),
        ("a: “2026-09-01”\n", [(1, 4)]),
        ("a: [“b”, c]\n", [(1, 5)]),
        ("a:\n  - „b“\n  - ‘c’\n", [(2, 5), (3, 5)]),
        ("a: “b” and “c”\n", []),
        ("a: '“b”'\n", []),
        ("a: “b” c\n", []),
        ("a: ‘It’s’\n", []),
    ],
)
def test_curly_quotation_marks_around_a_value_are_told_and_taken_off(text: str, places: list[tuple[int, int]]) -> None:
    loaded = load(text)
    assert [(p.rule, p.line, p.column) for p in loaded.problems] == [("field-quotation-marks", *at) for at in places]
    assert not places or "“" not in str(loaded.fields)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("name: Step #1 and # 2\n", [(1, 12)]),
        ("name: x\ndays: [a,\n  b # c\n  ]\n", [(3, 5)]),
        ("name: x\ndays:\n  - a  # c\n  - b\n", [(3, 8)]),
        ("name: one\n  two # c\n", [(2, 7)]),
        ("name: 'Step' # c\n", []),
        ("name: >-\n  Step #1\n", []),
        ("name: C#\n", []),
        ("# c\nname: x\ndays: # c\n  - a\n", []),
    ],
)
def test_a_text_that_a_number_sign_cuts_short_is_told(text: str, places: list[tuple[int, int]]) -> None:
    _, _, problems = read_data(PATH, text.encode(), Sample)
    assert [(p.rule, p.line, p.column) for p in problems] == [("field-cut-short", *at) for at in places]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "[a, b]\n"])
def test_a_list_or_a_bare_text_is_not_fields(text: str) -> None:
    loaded = load(text)
    assert loaded.fields is None
    assert (only(loaded.problems).rule, loaded.problems[0].line) == ("yaml-not-fields", 1)


def test_a_field_that_is_there_twice_is_told_at_the_second() -> None:
    loaded = load("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n")
    assert loaded.fields == {"a": "1", "b": {"c": "1", "d": "2"}}
    assert [(p.rule, p.line, p.column) for p in loaded.problems] == [
        ("yaml-duplicate-field", 5, 3),
        ("yaml-duplicate-field", 6, 1),
    ]


ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: &x 1\n", "yaml-reference", 1, 4),
        ("a: 1\nb: *x\n", "yaml-reference", 2, 4),
        ("base: {a: 1}\n<<: *base\n", "yaml-reference", 2, 5),
        (ALIAS_BOMB, "yaml-reference", 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag", 1, 4),
        ("a: 1\nb: !!binary aGk=\n", "yaml-tag", 2, 4),
        ("a: !secret x\n", "yaml-tag", 1, 4),
        ("a: " + "[" * 30 + "]" * 30, "yaml-too-deep", 1, 23),
        ("a: " + "[" * 50_000, "yaml-too-deep", 1, 23),
        ("a: " + "{a: " * 30 + "}" * 30, "yaml-too-deep", 1, 80),
        ("- " * 50_000 + "a", "yaml-too-deep", 1, 41),
        ("\n".join(" " * n + "a:" for n in range(60)), "yaml-too-deep", 21, 21),
    ],
)
def test_what_could_do_harm_is_refused(text: str, rule: str, line: int, column: int) -> None:
    began = time.process_time()
    loaded = load(text)
    assert loaded.fields is None
    assert (loaded.problems[0].rule, loaded.problems[0].line, loaded.problems[0].column) == (rule, line, column)
    assert all(problem.hint for problem in loaded.problems)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "text", ["a: Q&A\n", "a: 2 * 3\n", "a: Help!\n", "a: b & c\n", 'a: "*emphasis*"\n', "a: '!'\n"]
)
def test_the_signs_of_what_is_refused_may_stand_in_a_text(text: str) -> None:
    assert load(text).problems == []


def test_nesting_of_twenty_levels_is_read() -> None:
    assert load("a: " + "[" * 19 + "]" * 19).problems == []


def test_the_place_of_a_value_or_its_name_is_found() -> None:
    root = load("a: 1\npeople:\n  nurse:\n    name: N\n  x: []\nlist: [p, q]\nempty:\nlast: 1\n").root
    assert place_of(root, ("people", "nurse", "name")) == Place(4, 11)
    assert place_of(root, ("people", "nurse", "name"), at_name=True) == Place(4, 5)
    assert place_of(root, ("list", 1), first_line=10) == Place(15, 11)
    assert place_of(root, ("people", "nobody", "name")) == Place(3, 3)
    assert place_of(root, ("empty",)) == Place(7, 1)
    assert place_of(root, ()) == Place(1, 1)


def test_a_data_file_becomes_a_value_with_the_places_of_its_parts() -> None:
    assert read_data(PATH, b"\xef\xbb\xbfname: Clinic\r\ndays:\r\n  - monday\r\n", Sample) == (
        Sample("Clinic", ("monday",)),
        (("name", Place(1, 7)), ("days", Place(3, 3)), ("days.0", Place(3, 5))),
        [],
    )


def test_the_faults_of_a_data_file_have_their_places() -> None:
    value, _, problems = read_data(PATH, b"# c\nnme: x\ndays:\n  - monday\n  - [a]\n", Sample)
    assert value is None
    assert [(p.file, p.rule, p.line, p.column) for p in problems] == [
        (PATH, "field-unknown", 2, 1),
        (PATH, "field-type", 5, 5),
    ]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "file-empty"),
        (b"name: caf\xe9\n", "file-encoding"),
        ("name: x".encode("utf-16"), "file-encoding"),
        (b"name: " + b"x" * LARGEST_DATA_FILE, "file-too-large"),
        (b"- a\n", "yaml-not-fields"),
        (b"name: [", "yaml-broken"),
    ],
)
def test_a_data_file_that_cannot_be_read_is_told(data: bytes, rule: str) -> None:
    value, places, problems = read_data(PATH, data, Sample)
    assert (value, places) == (None, ())
    assert only(problems).rule == rule


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("/articles/a-b/", "/articles/a-b/"),
        ("/faq/#nap", "/faq/#nap"),
        ("a name", '"a name"'),
        ("/caf\u00e9/", '"/caf\u00e9/"'),
        ("- a", '"- a"'),
        ("it's [1]", '"it\'s [1]"'),
        ("", '""'),
    ],
)
def test_a_text_has_quotation_marks_where_it_needs_them(text: str, written: str) -> None:
    assert as_scalar(text) == written
    assert load_yaml("a.yaml", f"{written}: [{written}]").fields == {text: [text]}


def test_names_have_places_of_their_own() -> None:
    loaded = load_yaml("a.yaml", "# A note.\nfirst:\n  /a/: x\n  /b/: y\nsecond: z\n")
    assert names(loaded.root, "first") == {"/a/": Place(3, 3), "/b/": Place(4, 3)}
    assert names(loaded.root, "second") == names(loaded.root, "third") == names(None, "first") == {}
