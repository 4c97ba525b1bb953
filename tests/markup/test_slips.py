"""Slips: what almost was a citation, a list, a table or a link is told where it is printed, and nowhere else."""

from __future__ import annotations

import pytest

from site_builder.model.problem import Severity
from tests.markup.rendering import page


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("Text\nsee @zarate2006.", "citation-without-brackets", 2, 5),
        ("See (@zarate2006).", "citation-without-brackets", 1, 6),
        ("See **x** @zarate2006b", "citation-without-brackets", 1, 11),
        ("- a\n- @zarate2006", "citation-without-brackets", 2, 3),
        ("It fades [zarate2006].", "citation-without-brackets", 1, 10),
        ("[zarate2006]", "citation-without-brackets", 1, 1),
        ("Text:\n- a\n- b", "list-not-begun", 2, 1),
        ("Text\n\nText [@a].\n* **a** b", "list-not-begun", 4, 1),
        ("> Text\n> - a", "list-not-begun", 2, 3),
        ("| a | b |\n| 1 | 2 |", "table-not-made", 1, 1),
        ("Text\n\n|  *a* | b |\n| 1 | 2 |\n| 3 | 4 |", "table-not-made", 3, 1),
        ("Text\n| a | b |\n|---|---|\n| 1 | 2 |", "table-not-made", 2, 1),
        ("| a | b |\n|---|\n| 1 | 2 |", "table-not-made", 1, 1),
        ("See https://a.example/b.", "link-not-made", 1, 5),
        ("(http://a.example)", "link-not-made", 1, 2),
        ("Read\n[this] (file.md)", "link-not-made", 2, 1),
        ("Read [this]  (https://a.example)", "link-not-made", 1, 6),
        ("Read [this] (#part)", "link-not-made", 1, 6),
    ],
)
def test_a_slip_is_told_at_its_place(body: str, rule: str, line: int, column: int) -> None:
    made = page(body)
    assert made.found == [(rule, line, column)]
    assert made.problems[0].severity == Severity.WARNING
    assert not any("\ue000" <= character <= "\uf8ff" for character in made.html)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("@zarate2006", "Write [@zarate2006]."),
        ("[zarate2006]", "Write [@zarate2006]."),
        ("Text\n- a", "Put an empty line above the first -."),
        ("Text\n* a", "Put an empty line above the first *."),
        ("https://a.example", "Write [words](https://…) or <https://…>."),
    ],
)
def test_the_hint_says_what_to_write(body: str, hint: str) -> None:
    assert page(body).problems[0].hint == hint


@pytest.mark.parametrize(
    "body",
    [
        "`@zarate2006 [zarate2006] https://a.example [x] (y.md)`",
        "```\n@zarate2006\nText\n- a\n| a |\n| b |\nhttps://a.example\n```",
        "    @zarate2006 https://a.example",
        "[@zarate2006; @berman2000;@x1999]",
        "[@zarate2006;\n@berman2000]",
        "me@zarate2006.example or @2006 or @words or @zarate2006.example",
        "<me@zarate2006.example>",
        "[by zarate2006 and @b2000](a.md)",
        "[zarate2006](a.md) [words][zarate2006] [zarate2006]\n\n[zarate2006]: a.md",
        "a[^zarate2006]\n\n[^zarate2006]: b",
        "\\@zarate2006 \\[zarate2006]",
        "- a\n- b\n* c",
        "1. a\n2. b\n\n   text",
        "- a\n  goes on\n- b",
        "## Heading\n- a",
        "/// note\n- a\n- b\n///",
        "Text\n-5 degrees\n-- so",
        "Text\n\n***\n\n- - -",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| | b |\n|---|---|\n| 1 | 2 |",
        "> | a | b |\n> |---|---|\n> | 1 | 2 |",
        "|x| is one",
        "[https://a.example](https://a.example) <https://a.example>",
        '<abbr title="https://a.example">x</abbr>',
        "[x]\n\n[x]: https://a.example",
        "[this] (words in round brackets)",
        "An https address",
    ],
)
def test_what_is_right_is_not_told(body: str) -> None:
    assert page(body).found == []


@pytest.mark.parametrize(
    "body",
    [
        '[x](b.md "see @zarate2006 https://a.example")',
        '![x @zarate2006](b.png "see @zarate2006 https://a.example")',
        "<b id='x @zarate2006' title='see @zarate2006' https://a.example>x</b>",
        "<x:https://a.example>",
        "Text\n{: #x@zarate2006 title='see https://a.example' }",
        "/// note | See @zarate2006\na\n///",
        "/// consultation\n    heading: See @zarate2006\n///",
        "## See @zarate2006",
        "x @zarate2006 y\n\n*[y]: see https://a.example",
        "x[^a]\n\n[^a]: see https://a.example\n- @zarate2006",
        "[@a and @zarate2006 https://a.example",
        "<div>\nsee @zarate2006 https://a.example\nText\n- a\n</div>",
    ],
)
def test_no_mark_is_left_anywhere(body: str) -> None:
    assert "\\ue00" not in repr(page(body))


def test_marks_do_not_change_what_is_printed() -> None:
    made = page('*@zarate2006* "https://a.example" _[zarate2006]_\n- a')
    assert made.html == ("<p><em>@zarate2006</em> “https://a.example” <em>[zarate2006]</em>\n- a</p>")
