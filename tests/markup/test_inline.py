"""The quick inline pass gives what the stock one gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from site_builder.markup.inline import QuickInlineProcessor, QuickLinks

EXTENSIONS = ["tables", "footnotes", "def_list", "attr_list", "abbr", "sane_lists", "fenced_code"]

SAMPLES = [
    "Plain words.",
    "*a* **b** ***c*** _d_ __e__ a_b_c **a *b* c** *a **b** c*",
    "[a](b.md) [a](b.md 'title') [a](<b c.md>) [a [b] c](d) ![a](b.png \"t\") [![a](b)](c)",
    "[a][x] [x][] [x] ![a][x] ![x] [a][none]\n\n[x]: y.md 'title'",
    "[a] [b] [c](d) without definitions [e][f]",
    "`code` ``co`de`` `*not*` \\`escaped\\` \\\\`x` `unclosed",
    "\\* \\[ \\] \\! \\\\ \\a \\. <b\\>",
    "<https://a.example/b> <a@b.example> <b>bold</b> <!-- no --> &amp; &copy; &#38; & AT&T",
    "two spaces  \nbreak  \n  \nend",
    "- a *b*\n- [c](d) `e`\n    - **f** g\n\n> quote *a*\n> [b](c)\n",
    "A[^1] b[^2] a[^1] c[^none]\n\n[^1]: note *x* [y](z)\n[^2]: `code`\n",
    "| a *b* | `c` |\n|---|---|\n| [d](e) | **f** |\n",
    "term\n: a *definition* [^1]\n\n[^1]: x\n",
    "# Heading *a* {#id}\n\n## [link](x) `code` {: .class}\n\nText *em*{: .c } tail\n",
    "*[HTML]: Hyper\n\nHTML *HTML* [HTML](HTML)",
    "***a** b* __a *b __c* d__ **a * b** *a _b* c_",
    "<em>*a*</em> <span title='*x*'>[a](b)</span>",
    '[a *b](c) d* [*a*](b) *[a](b)* **[a](b "*t*")**',
    "![*a*](b) ![`a`](b) [`a`](b) [a](b`c`d) [<b>](c)",
    "\x02klzzwxh:0000\x03 placeholder",
]


def stock(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def quick(text: str) -> str:
    markdown = Markdown(extensions=EXTENSIONS)
    markdown.inlinePatterns.register(QuickLinks(markdown), "link", 160)
    markdown.treeprocessors.register(QuickInlineProcessor(markdown), "inline", 20)
    return markdown.convert(text)


@pytest.mark.parametrize("text", SAMPLES)
def test_a_sample_comes_out_as_with_the_stock_pass(text: str) -> None:
    assert quick(text) == stock(text)


def test_every_content_file_comes_out_as_with_the_stock_pass() -> None:
    files = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))
    for file in files:
        text = file.read_text("utf-8")
        assert quick(text) == stock(text), file


TOKENS = st.sampled_from(
    [
        *'a b 1 . , ! \\ ` `` * ** *** _ __ [ ] ( ) < > & { } # | : - + \n \n\n [^1] [x] ]( ![ <b> </b> &amp; "'.split(
            " "
        ),
        " ",
        "  \n",
        "    ",
        "[^1]: ",
        "[x]: y ",
        "[a](b)",
        "![a](b)",
        "`c`",
        "*e*",
        "<https://a.b>",
        "<a@b.c>",
        "http://",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=25).map("".join))
def test_any_text_comes_out_as_with_the_stock_pass(text: str) -> None:
    assert quick(text) == stock(text)
