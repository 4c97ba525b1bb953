"""What a writer's own tags break, at their places in the file."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from site_builder.model.inputs import Source
from site_builder.model.problem import Problem
from site_builder.model.rule import Kind, Rulebook
from site_builder.rules.packs import shipped
from site_builder.stages.parse import parse
from tests.blobs import MemoryBlobs

BOOK = Rulebook(shipped())

OURS = {*(rule.id for rule in shipped() if rule.kind is Kind.HTML), "FTC-009", "FTC-015", "OWN-1"}


HEAD = """\
---
title: Sleep
description: What sleep does.
date: 2026-10-01
reviewed: 2026-10-02
reviewed_by: doctor
---
"""
"""Its body begins on line 8."""


def problems(body: str, head: str = HEAD, book: Rulebook = BOOK) -> list[Problem]:
    """Return what is wrong with the tags of an article; its words are other rules' affair."""
    blobs = MemoryBlobs()
    data = (head + body).encode()
    document = parse(Source("content/articles/a.md", blobs.keep(data), len(data)), book, blobs)
    return [
        each for each in document.problems if each.rule in OURS or each.rule.startswith(("link", "picture", "head"))
    ]


def found(body: str, head: str = HEAD) -> list[str]:
    return [f"{each.line}:{each.column} {each.severity}[{each.rule}]" for each in problems(body, head)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("See the risks [click here](b.md).", ["8:15 error[A11Y-006]"]),
        ("A.\n\n- One\n- [**Read\n  more**](https://a.example/)", ["11:3 error[A11Y-006]"]),
        ("See [the risks](b.md) and [here][x].\n\n[x]: b.md", ["10:1 error[A11Y-006]"]),
        ("[Book](../consultation.md?condition=depression)", ["8:1 warning[PRIV-007]"]),
        ("Or <https://a.example/?utm_source=x> now", ["8:4 warning[PRIV-007]"]),
        ("A ![IMG_0012.png](room.png) b", ["8:3 error[A11Y-002]"]),
        ("![photo](room.png)", ["8:1 error[A11Y-002]"]),
        ("See [the risks](b.md#part), [more on sleep](c.md) and ![A room](room.png).", []),
        ("`[click here](b.md)` and `<a href='?condition=x'>`", []),
    ],
)
def test_links_and_pictures(body: str, said: list[str]) -> None:
    assert found(body) == said


def test_a_link_that_cannot_stand_is_looked_at_too() -> None:
    assert found("[here](/book?condition=depression)") == [
        "8:1 error[A11Y-006]",
        "8:1 warning[PRIV-007]",
        "8:1 error[link-absolute]",
    ]


def test_the_tag_is_quoted_with_what_the_rule_says() -> None:
    [problem] = problems("[click here](b.md)")
    assert problem.message == '“<a href="b.md">click here</a>” Link text must make sense alone.'
    assert problem.hint == "Name the target."


def test_a_check_that_says_the_same_of_the_same_place_is_silent() -> None:
    assert found("![IMG_0012.png](room.png)\n\n![dsc-17](room.png)") == [
        "8:1 error[A11Y-002]",
        "10:1 warning[picture-alt-file-name]",
    ]
    assert found("![](room.png)") == ["8:1 error[picture-alt-missing]"]
    assert found("#### Deep") == ["8:1 error[heading-skipped]"]


def test_the_picture_at_the_head_is_looked_at_too() -> None:
    assert found("", HEAD.replace("reviewed:", "image: {src: a.jpg, alt: photo}\nreviewed:", 1)) == [
        "5:26 error[A11Y-002]"
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Words.\n\n<table><tr><td>Onset</td></tr></table>", ["10:1 error[A11Y-009]", "10:1 error[A11Y-009]"]),
        (
            "<table><caption>Onset</caption><tr><th scope='col'>Drug</th></tr></table>\n\n<table><tr><th scope='col'>A</th></tr>"
            "</table>",
            ["10:1 error[A11Y-009]"],
        ),
        ("| A | B |\n| - | - |\n| 1 | 2 |", []),
    ],
)
def test_tables_in_html(body: str, said: list[str]) -> None:
    assert found(body) == said


PRAISE = '<div class="testimonial">It saved my life. A.</div>'


def test_praise_needs_a_release() -> None:
    assert found(f"Words.\n\n{PRAISE}") == ["10:1 error[FTC-009]"]
    assert found("Words.\n\nIt saved my life.\n{: .testimonial }") == ["11:4 error[FTC-009]"]
    assert found(f"Words.\n\n{PRAISE}", HEAD.replace("date:", "authorization_id: R-17\ndate:")) == []
    assert found('<div class="quiet">Words.</div>') == []


def test_a_link_that_is_paid_for_needs_its_sponsor() -> None:
    body = "Buy [a lamp](https://shop.example/lamp?tag=clinic-20)."
    assert found(body) == ["8:5 error[FTC-015]"]
    assert found(body, HEAD.replace("date:", "sponsored: Shop\ndate:")) == []
    assert found("Read [the trial](https://doi.example/?id=17).") == []


def test_a_clinics_own_rule_runs_over_tags() -> None:
    [first] = [rule for rule in shipped() if rule.id == "A11Y-001"]
    own = replace(first, id="OWN-1", pattern="<a [^>]*facebook[.]com", unless="")
    [problem] = problems("\nSee [us](https://facebook.com/clinic).", book=Rulebook((*shipped(), own)))
    assert (problem.rule, problem.line, problem.column) == ("OWN-1", 9, 5)
