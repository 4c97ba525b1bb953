"""The head of a content file: divided, read, checked, and every fault at its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from site_builder.model.front_matter import ArticleFields, PageFields, QuestionFields, ServiceFields
from site_builder.model.problem import Place, Problem
from site_builder.text.front_matter import LARGEST, FrontMatterResult, read_front_matter

PATH = "content/articles/a.md"

ARTICLE = """\
---
title: "Speed: how fast"
description: In a day.
date: 2026-09-01
reviewed: 2026-09-02
reviewed_by: nurse
topics: [evidence, 'how it works']
key_points:
  - One.
  - >-
    Two
    lines.
---

First line.
"""


def read(text: str | bytes, type_: Any = ArticleFields) -> FrontMatterResult[Any]:
    return read_front_matter(PATH, text.encode() if isinstance(text, str) else text, type_)


def article(*lines: str, drop: str = "") -> FrontMatterResult[Any]:
    """Read an article with more fields, which begin on line 7, and without the field `drop`."""
    head = ["title: T", "description: D", "date: 2026-09-01", "reviewed: 2026-09-02", "reviewed_by: nurse"]
    return read(
        "\n".join(["---", *(line for line in head if not line.startswith(f"{drop}:")), *lines, "---", "Body.\n"])
    )


def found(result: FrontMatterResult[Any]) -> list[tuple[str, int, int]]:
    assert all(problem.file == PATH and problem.message and problem.hint for problem in result.problems)
    return [(problem.rule, problem.line, problem.column) for problem in result.problems]


def only(result: FrontMatterResult[Any]) -> Problem:
    [problem] = result.problems
    return problem


def test_a_file_is_divided_into_fields_and_body() -> None:
    result = read(ARTICLE)
    assert result.problems == []
    assert result.fields == ArticleFields(
        title="Speed: how fast",
        description="In a day.",
        date=date(2026, 9, 1),
        reviewed=date(2026, 9, 2),
        reviewed_by="nurse",
        topics=("evidence", "how it works"),
        key_points=("One.", "Two lines."),
    )
    assert (result.body, result.body_line) == ("\nFirst line.\n", 14)
    assert result.head.startswith('title: "Speed')


def test_the_place_of_every_value_is_known() -> None:
    assert dict(read(ARTICLE).field_places) == {
        "title": Place(2, 8),
        "description": Place(3, 14),
        "date": Place(4, 7),
        "reviewed": Place(5, 11),
        "reviewed_by": Place(6, 14),
        "topics": Place(7, 9),
        "topics.0": Place(7, 10),
        "topics.1": Place(7, 20),
        "key_points": Place(9, 3),
        "key_points.0": Place(9, 5),
        "key_points.1": Place(10, 5),
    }


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark: bytes, end: bytes) -> None:
    assert read(mark + ARTICLE.encode().replace(b"\n", end)) == read(ARTICLE)


@pytest.mark.parametrize("blanks", ["", "  ", "\t"])
def test_blanks_behind_the_hyphens_make_no_difference(blanks: str) -> None:
    assert read(ARTICLE.replace("---\n", f"---{blanks}\n")) == read(ARTICLE)


def test_a_rule_of_hyphens_in_the_body_belongs_to_the_body() -> None:
    assert read(ARTICLE + "\n---\n\nMore.\n\n---\n").body == "\nFirst line.\n\n---\n\nMore.\n\n---\n"


@pytest.mark.parametrize("name", ["content", "handler", "metadata"])
def test_names_that_the_library_uses_itself_are_unknown_fields(name: str) -> None:
    result = article(f"{name}: x")
    assert found(result) == [("field-unknown", 7, 1)]
    assert result.body == "Body.\n"


def test_a_file_that_ends_with_its_front_matter_has_an_empty_body() -> None:
    result = read("---\ntitle: T\ndescription: D\n---", PageFields)
    assert (result.problems, result.body, result.body_line) == ([], "", 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Just text.\n", "no front matter"),
        ("\n\n---\ntitle: T\n---\n", "empty lines above"),
        ("----\ntitle: T\n----\n", "“----”"),
        ("—\ntitle: T\n—\n", "not with three hyphens"),
        ("title: T\n---\nBody.\n", "no front matter"),
    ],
)
def test_missing_front_matter_is_told_and_nothing_is_taken_for_text(text: str, says: str) -> None:
    result = read(text)
    assert found(result) == [("front-matter-missing", 1, 1)]
    assert says in only(result).message
    assert (result.fields, result.body, result.body_line) == (None, "", 1)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("---\ntitle: T\n\nBody.\n", "after the last field"),
        ("---\ntitle: T\n----\nBody.\n", "Line 3"),
        ("---\ntitle: T\n--\nBody.\n", "Line 3"),
        ("---\ntitle: T\n —\n---x\n", "after the last field"),
        ("---", "after the last field"),
        ("---\n", "after the last field"),
    ],
)
def test_unclosed_front_matter_is_told_where_it_began_and_nothing_is_taken_for_text(text: str, hint: str) -> None:
    result = read(text)
    assert found(result) == [("front-matter-unclosed", 1, 1)]
    assert "line 1" in only(result).message
    assert hint in only(result).hint
    assert (result.fields, result.body) == (None, "")


@pytest.mark.parametrize(
    ("head", "rule", "line", "column"),
    [
        ("- a\n- b", "yaml-not-fields", 2, 1),
        ("just text", "yaml-not-fields", 2, 1),
        ("title: T\ndescription: a: b", "yaml-broken", 3, 15),
        ("title: T\ntitle: U", "yaml-duplicate-field", 3, 1),
        ("title: *x", "yaml-reference", 2, 8),
        ("title: !!set x", "yaml-tag", 2, 8),
        ("title: " + "[" * 50_000, "yaml-too-deep", 2, 27),
        ("title: " + "x" * LARGEST, "front-matter-too-large", 1, 1),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_at_its_line(head: str, rule: str, line: int, column: int) -> None:
    result = read(f"---\n{head}\n---\nBody.\n", PageFields)
    assert (rule, line, column) in found(result)
    assert result.body == "Body.\n"


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"", "file-empty", 1, 1),
        (b"\n \n", "file-empty", 1, 1),
        (b"---\ntitle: caf\xe9\n---\n", "file-encoding", 2, 11),
        (ARTICLE.encode("utf-16"), "file-encoding", 1, 1),
        (b"a" * 3_000_000, "file-too-large", 1, 1),
    ],
)
def test_a_file_that_cannot_be_read_has_no_fields(data: bytes, rule: str, line: int, column: int) -> None:
    result = read(data)
    assert found(result) == [(rule, line, column)]
    assert (result.fields, result.body) == (None, "")


def test_a_nul_is_told_and_the_rest_is_read() -> None:
    result = read(ARTICLE.replace("One.", "O\0ne."))
    assert found(result) == [("character-control", 9, 6)]
    assert result.fields is not None
    assert result.fields.key_points[0] == "One."


def test_the_faults_of_fields_have_their_places() -> None:
    result = article("topcis: [a]", "updated: 2026-02-30", "topics:", "  - a", "  - [b]", "image:", "  src: a.png")
    assert found(result) == [
        ("field-unknown", 7, 1),
        ("field-date", 8, 10),
        ("field-type", 11, 5),
        ("field-missing", 13, 3),
    ]
    assert "topics" in result.problems[0].hint


def test_a_missing_field_is_told_at_the_file() -> None:
    assert found(article(drop="description")) == [("field-missing", 1, 1)]


@pytest.mark.parametrize("name", ["reviewed", "reviewed_by"])
def test_a_review_is_demanded_of_what_is_published(name: str) -> None:
    result = article(drop=name)
    assert found(result) == [("review-missing", 1, 1)]
    assert "run: site-builder review content/articles/a.md --by KEY" in only(result).hint.replace("Run", "run")
    assert result.fields is not None


@pytest.mark.parametrize("name", ["Reviewed", "reviewd"])
def test_a_misspelt_review_is_told_once(name: str) -> None:
    assert found(article(f"{name}: 2026-09-02", drop="reviewed")) == [("field-unknown", 6, 1)]


@pytest.mark.parametrize("word", ["yes", "True"])
def test_another_word_for_true_is_told_without_asking_for_a_review(word: str) -> None:
    assert found(article(f"draft: {word}", drop="reviewed")) == [("field-truth", 6, 8)]


def test_another_word_for_false_still_asks_for_a_review() -> None:
    assert [rule for rule, _, _ in found(article("draft: no", drop="reviewed"))] == ["field-truth", "review-missing"]


def test_a_number_sign_that_cuts_a_text_short_is_told() -> None:
    result = article("sponsored: Step #1", "key_points:", "  - a # b", "draft: false # yet", "updated: 2026-09-02 # c")
    assert found(result) == [("field-cut-short", 7, 17), ("field-cut-short", 9, 7)]


def test_a_picture_without_its_parts_is_told_how_to_write_them() -> None:
    result = article("image: photo.jpg")
    assert found(result) == [("field-type", 7, 8)]
    assert only(result).hint == 'Write image: {src: photo.jpg, alt: "What it shows"}'


def test_an_empty_date_is_told_as_empty() -> None:
    assert found(article("date:", drop="date")) == [("field-empty", 6, 1)]


@pytest.mark.parametrize("name", ["reviewed", "reviewed_by"])
def test_a_draft_needs_no_review(name: str) -> None:
    result = article("draft: true", drop=name)
    assert result.problems == []
    assert result.draft


def test_a_page_needs_no_review() -> None:
    assert read("---\ntitle: T\ndescription: D\n---\n", PageFields).problems == []


def test_a_wrong_review_date_is_told_once() -> None:
    assert found(article("reviewed: soon", drop="reviewed")) == [("field-date", 6, 11)]


@pytest.mark.parametrize(
    ("lines", "rule", "line", "column"),
    [
        (["expires: 2026-08-31"], "date-order", 7, 10),
        (["updated: 2026-08-31"], "date-order", 7, 10),
        (["review_due: 2026-09-01"], "date-order", 7, 13),
        (["expires: 2026-10-01", "publish_on: 2026-10-02"], "date-order", 8, 13),
        (["author: nurse"], "review-by-author", 6, 14),
        (["slug: How Fast"], "field-slug", 7, 7),
        (["slug: a--b"], "field-slug", 7, 7),
        (["slug: 漢字"], "field-slug", 7, 7),
        (["slug: ../x"], "field-slug", 7, 7),
        (["questions: [a/b]"], "field-name", 7, 13),
        (["questions: ['']"], "field-empty", 7, 13),
        (["related: [ok, ../b]"], "field-name", 7, 15),
        (["related: [b.md]"], "field-name", 7, 11),
        (["related: ['%2e%2e']"], "field-name", 7, 11),
        (["related: ['a\\b']"], "field-name", 7, 11),
        (["related: [/etc]"], "field-name", 7, 11),
        (["image: {src: ../a.png, alt: A}"], "field-picture", 7, 14),
        (["image: {src: /a.png, alt: A}"], "field-picture", 7, 14),
        (["image: {src: '%2e%2e/a.png', alt: A}"], "field-picture", 7, 14),
        (["image: {src: 'a\\b.png', alt: A}"], "field-picture", 7, 14),
        (["image: {src: 'https://a.example/a.png', alt: A}"], "field-picture", 7, 14),
        (["image: {src: a.png, alt: ''}"], "field-empty", 7, 26),
        (["aliases: [old/]"], "field-alias", 7, 11),
        (["aliases: [//a.example/b/]"], "field-alias", 7, 11),
        (["aliases: ['https://a.example/']"], "field-alias", 7, 11),
        (["aliases: [/a/../b/]"], "field-alias", 7, 11),
        (["aliases: [/a/%2E%2e/b/]"], "field-alias", 7, 11),
        (["aliases: ['/a?b']"], "field-alias", 7, 11),
        (["aliases: ['/a#b']"], "field-alias", 7, 11),
        (["aliases: ['/a b']"], "field-alias", 7, 11),
        (["aliases: ['/a//b']"], "field-alias", 7, 11),
        (["aliases: ['/a\\b']"], "field-alias", 7, 11),
        (['aliases: ["/a\\tb"]'], "field-alias", 7, 11),
        (["aliases: [/ok/, b]"], "field-alias", 7, 17),
        (['title2: "a\\x01"'], "field-unknown", 7, 1),
        (['sponsored: "a\\x01"'], "field-control-character", 7, 12),
    ],
)
def test_what_one_file_alone_shows_to_be_wrong_is_told(lines: list[str], rule: str, line: int, column: int) -> None:
    assert found(article(*lines)) == [(rule, line, column)]


@pytest.mark.parametrize(
    "line",
    [
        "expires: 2026-09-01",
        "slug: how-fast",
        "aliases: [/blog/old/, /2020/01/02/post.html, /a_b.php, /tea%20time/]",
        "image: {src: pictures/a.png, alt: 'A <script> </script> & \"nurse\"'}",
        "questions: [can-i-take-both]",
        "author: editor",
    ],
)
def test_what_is_right_is_not_told(line: str) -> None:
    assert article(line).problems == []


@pytest.mark.parametrize(
    ("alias", "rules"), [("old-name", []), ("/faq/old", ["field-alias"]), ("a b", ["field-alias"])]
)
def test_the_aliases_of_a_question_are_names(alias: str, rules: list[str]) -> None:
    head = f"question: Q?\ntopic: t\nreviewed: 2026-09-02\nreviewed_by: nurse\naliases: ['{alias}']"
    assert [problem.rule for problem in read(f"---\n{head}\n---\nA.\n", QuestionFields).problems] == rules


def test_a_drawing_is_one_of_those_there_are() -> None:
    result = read("---\ntitle: T\ndescription: D\ndrawing: lanten\n---\n", ServiceFields)
    assert found(result) == [("field-drawing", 4, 10)]


def test_a_layout_is_one_of_those_there_are() -> None:
    result = read("---\ntitle: T\ndescription: D\nlayout: hoem\n---\n", PageFields)
    assert found(result) == [("field-layout", 4, 9)]
