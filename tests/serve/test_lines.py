"""Which line of its file each block of a text comes from."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.dom import parse
from site_builder.markup.conversion import Conversion
from site_builder.markup.markdown import render
from site_builder.serve.lines import ANY_BLOCK, SHOWN, written

PATH = "content/articles/a.md"

CASES = {
    "paragraphs": """
        First one,
        of two lines.

        Second.
        """,
    "headings": """
        ## A “quoted” alpha ##

        Underlined
        ----------

        ### *Marked* gamma {: .x }
        """,
    "items": """
        - first
        - second
          goes on

            - inner

                - deepest
        - last

        1. **alpha**
        2. [beta](b.md)
        """,
    "items of paragraphs": """
        - first

            its second paragraph

        - second
        """,
    "quotations": """
        > Said one.
        >
        > Said two.
        """,
    "tables": """
        | Head | Other |
        | ---- | ----- |
        | cell | twin  |
        | | empty before |

        axe | bee
        --- | ---
        car | dog
        """,
    "definitions": """
        term
        :   meaning
        :   another
        """,
    "footnotes": """
        Text.[^a] More.[^b]

        [^b]: Note bee.
        [^a]: Note bay,
            on two lines.

        After.
        """,
    "callouts": """
        Before.

        /// warning | Title here
        Inner text.

        - item inside
        ///

        /// note
        No title above.
        ///

        After.
        """,
    "code": """
        ```
        first = 1
        second = 2
        ```

            indented
        """,
    "what begins with a sign": """
        [@a; @b] alpha.

        [@a;
        @b] beta.

        <https://example.org/> gamma.

        <em>Phrase</em> delta.

        `code` epsilon.

        &amp; zeta.

        **bold** eta one theta.

        _slanted_ iota.

        "Quoted" kappa.

        [text](b.md "with title") lambda.

        [^n] omicron.

        \\*escaped sigma.

        [^n]: Note tau.
        """,
    "what has no words": """
        [ref]: https://example.org/ "Title"
        *[NIH]: National Institutes of Health

        The [text][ref] of the NIH.

        ***

        <!-- a comment
        goes on -->
        After.
        """,
}


@pytest.mark.parametrize("name", CASES)
def test_each_line_is_in_the_innermost_block_that_shows_it(name: str) -> None:
    body = dedent(CASES[name]).strip("\n")
    text = written(PATH, body, first_line=7)
    tried = 0
    for number, line in enumerate(body.split("\n"), start=7):
        words = re.findall(r"[a-z]{3,}", line.casefold())
        showing = [nth for nth, block in enumerate(text.blocks) if words and words[-1] in block.letters]
        if showing:
            assert text.block_of(number) == showing[-1], line
            tried += 1
    assert tried >= 2


@pytest.mark.parametrize("name", CASES)
def test_signs_change_no_block(name: str) -> None:
    body = dedent(CASES[name]).strip("\n")
    html = render(Conversion(PATH, body)).html
    plain = [element.name for element in parse(f"<main>{html}</main>").all(f"main {ANY_BLOCK}")]
    assert [block.name for block in written(PATH, body, 1).blocks if block.name != SHOWN] == plain


MARKUP = st.one_of(
    *map(
        st.just,
        ["word ", "\n", "\n\n", "    ", "/// note\n", "///\n", "```\n", "[^a]: ", "<!-- ", " -->", "<div>\n", "---\n"],
    ),
    st.sampled_from('-1>#|*_`[]()<&\\:!" '),
)


@given(st.lists(MARKUP, max_size=25).map("".join))
def test_signs_break_no_text(body: str) -> None:
    text = written(PATH, body, first_line=1)
    assert all((text.block_of(line) or 0) < max(len(text.blocks), 1) for line in range(1, 60))


def test_a_line_without_words_belongs_to_what_is_above_it() -> None:
    text = written(PATH, "One.\n\nTwo.\n\n", first_line=1)
    assert [text.block_of(line) for line in (1, 2, 3, 4, 99)] == [0, 0, 1, 1, 1]


def test_the_first_line_of_a_callout_and_a_comment_belong_to_what_is_below_them() -> None:
    text = written(PATH, "One.\n\n/// note\nTwo.\n///\n\n<!-- lint-ok X: why -->\nThree.", first_line=1)
    blocks = [text.blocks[text.block_of(line) or 0].letters for line in (3, 5, 7)]
    # A callout without a title of its own is called by its kind; in these tests that has no words.
    assert blocks == ["two", "two", "three"]


def test_a_figure_is_one_block_with_all_its_options() -> None:
    text = written(PATH, "One.\n\n/// compare\n    rows: [a]\n    columns: [b, c]\n///\n\nTwo.", first_line=1)
    assert [block.name for block in text.blocks] == ["p", SHOWN, "p"]
    assert [text.block_of(line) for line in (3, 4, 5, 6, 8)] == [1, 1, 1, 1, 2]


def test_a_picture_is_a_block_with_or_without_words_around_it() -> None:
    text = written(PATH, "![alone](a.png)\n\nIn ![the midst](b.png) of words.", first_line=1)
    assert [block.name for block in text.blocks] == [SHOWN, "p", SHOWN]
    assert text.block_of(1) == 0


def test_a_text_without_words_has_no_block() -> None:
    assert written(PATH, "\n\n", first_line=1).block_of(1) is None


def test_signs_that_a_writer_typed_are_no_lines() -> None:
    text = written(PATH, f"One{chr(0xF0009)}.\n\nTwo.", first_line=1)
    assert [text.block_of(line) for line in (1, 3, 9)] == [0, 1, 1]
