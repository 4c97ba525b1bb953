"""The clinic's Markdown as a whole: all that the contract promises of a body."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace

from site_builder import markup
from site_builder.markup import markdown as module
from tests.markup.rendering import Page, page

EVERYTHING = """\
First *words* with "quotes" -- and [a link](b.md "T") [@k].

## Heading {#h}

| a | b |
|---|--:|
| `x` | [@k; @l] |

Term
:   Definition[^1]

1. one
2. two

- three
    - four

> quoted

*[HTML]: Hyper

HTML and <kbd>K</kbd> &amp; more\\*

```py
code "x"
```

/// note | Title
Text
///

/// consultation
///

![A room](room.png)

[^1]: Note
"""


def test_everything_together() -> None:
    made = page(EVERYTHING)
    assert made.found == []
    assert [slot.kind for slot in made.text.slots] == ["link", "link-end", "citation", "citation", "block", "picture"]
    assert made.ids == ["fnref:1", "fn:1", "h"] or set(made.ids) == {"fnref:1", "fn:1", "h"}
    for part in (
        "<dl>",
        "<ol>",
        '<abbr title="Hyper">HTML</abbr>',
        "<blockquote>",
        "<kbd>K</kbd>",
        'language-py">code "x"',
    ):
        assert part in made.html
    assert made.summary == "First words with “quotes” – and a link."


@pytest.mark.parametrize("body", ["", " \n\n", "<!-- nothing -->"])
def test_an_empty_body_is_one_empty_piece(body: str) -> None:
    made = page(body)
    assert made.text.pieces == ("",)
    assert (made.words, made.summary, made.found) == (0, "", [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("One two three.", 3),
        ("One [@a] two [@b; @c].", 2),
        ("*One*, **two**\n\n- three\n- four\n\n| five | six |\n|---|---|\n| seven | [eight](b.md) |", 8),
        ("`one` <b>two</b>", 2),
        ("![not a word](a.png) one", 1),
        ("Un*break*able", 1),
    ],
)
def test_words_are_those_that_can_be_seen(body: str, words: int) -> None:
    assert page(body).words == words


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("## H\n\n- a\n\nThe *first* paragraph [@a],\nwith `code`.\n\nSecond.", "The first paragraph, with code."),
        ("![A](a.png)\n\nText.", "Text."),
        ("/// note\nAside.\n///\n\nText &amp; more", "Text & more"),
        ("[@a]\n\nText.", "Text."),
        ("`[@a] <b>`", "[@a] <b>"),
    ],
)
def test_the_summary_is_the_first_paragraph_as_plain_text(body: str, summary: str) -> None:
    assert page(body).summary == summary


def test_two_documents_do_not_know_of_each_other() -> None:
    first = page(EVERYTHING)
    assert page(EVERYTHING) == first
    assert page("A[^1] HTML [a]").html == "<p>A[^1] HTML [a]</p>"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", " ", "  ", "\n", "\n\n"]), max_size=12).map("".join))
def test_text_without_tabs_is_made_ready_as_by_markdown(body: str) -> None:
    lines = body.split("\n")
    assert module._NoTabs(None).run(lines) == NormalizeWhitespace(Markdown()).run(lines)


def everything_switched_on(body: str, monkeypatch: pytest.MonkeyPatch) -> Page:
    always = re.compile("")
    with monkeypatch.context() as patched:
        patched.setattr(module, "EXTENSIONS", tuple(syntax._replace(trigger=always) for syntax in markup.EXTENSIONS))
        patched.setattr(module, "_IDLE_WITHOUT", {})
        return page(body)


TOKENS = st.sampled_from(
    [
        *'a b 1. - * _ ` # : | = > + ~ { } [ ] ( ) < & ! \\ "'.split(" "),
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "---",
        "***",
        "===\n",
        "~~~\n",
        "```\n",
        "*[a]: b\n",
        "[^1]",
        "\n[^1]: ",
        "\n: ",
        ">     ",
        "- - ",
        "1. ",
        "[a]: b\n",
        "| a |\n|---|\n",
        "{: #x }",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=25).map("".join))
def test_a_part_that_is_switched_off_would_have_found_nothing(body: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert everything_switched_on(body, monkeypatch) == page(body)
