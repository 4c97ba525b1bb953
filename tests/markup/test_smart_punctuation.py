"""Quotation marks, apostrophes, dashes and ellipses, also next to other elements."""

from __future__ import annotations

import pytest

from site_builder.markup.smart_punctuation import set_type
from tests.markup.rendering import page

CASES = [
    ('"Hello," she said.', "“Hello,” she said."),
    ("'Hello,' she said.", "‘Hello,’ she said."),
    ("It's the patients' choice, isn't it?", "It’s the patients’ choice, isn’t it?"),
    ("\"She said 'no'.\"", "“She said ‘no’.”"),
    ("'She said \"no\".'", "‘She said “no”.’"),
    ('("in brackets") ["x"]', "(“in brackets”) [“x”]"),
    ("the '90s and '80s", "the ’90s and ’80s"),
    ("'tis, 'em and 'cause", "’tis, ’em and ’cause"),
    ("a -- b, a--b", "a – b, a–b"),
    ("a --- b, a---b", "a — b, a—b"),
    ('say---"now"', "say—“now”"),
    ("well-known", "well-known"),
    ("wait...", "wait…"),
    ("a----b ....", "a----b ...."),
    ('5 " 6', '5 " 6'),
    ('"', "”"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("Q&A's “curly” stay", "Q&A’s “curly” stay"),
    ("http://a.example/--x", "http://a.example/–x"),
]


@pytest.mark.parametrize(("plain", "printed"), CASES)
def test_plain_signs_become_those_of_print(plain: str, printed: str) -> None:
    assert set_type(plain, "", goes_on=False) == printed


@pytest.mark.parametrize(
    ("before", "plain", "goes_on", "printed"),
    [
        ("d", "'s", False, "’s"),
        ("d", '"', False, "”"),
        ("", '"', True, "“"),
        (" ", "'", True, "‘"),
        ("(", '"', True, "“"),
    ],
)
def test_the_neighbours_in_other_elements_count(before: str, plain: str, goes_on: bool, printed: str) -> None:
    assert set_type(plain, before, goes_on=goes_on) == printed


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('"**Bold**" and "*it*"', "<p>“<strong>Bold</strong>” and “<em>it</em>”</p>"),
        ('*"Quoted"* text', "<p><em>“Quoted”</em> text</p>"),
        ("*Ketamine*'s effect", "<p><em>Ketamine</em>’s effect</p>"),
        ('"[link](a.md)" [it](b.md)\'s', "<p>“{link}link{link-end}” {link}it{link-end}’s</p>"),
        ('"It fades [@a]."', "<p>“It fades {citation}.”</p>"),
        ('"It fades" [@a]', "<p>“It fades” {citation}</p>"),
        ('One"\n\n"Two', "<p>One”</p>\n<p>“Two</p>"),
        ('- "a"\n- "b"', "<ul>\n<li>“a”</li>\n<li>“b”</li>\n</ul>"),
        ('`"a" -- b...` "c"', '<p><code>"a" -- b...</code> “c”</p>'),
        ("`code`'s", "<p><code>code</code>’s</p>"),
        ("\\\"straight\\\" \\'x\\'", "<p>\"straight\" 'x'</p>"),
        (
            "<https://a.example/--x>",
            '<p><a href="https://a.example/--x" rel="noreferrer">https://a.example/--x</a></p>',
        ),
        ('"a"  \n"b"', "<p>“a”<br>\n“b”</p>"),
        ('x &mdash; "y" &quot;z&quot;', "<p>x &mdash; “y” &quot;z&quot;</p>"),
    ],
)
def test_typography_of_a_page(body: str, html: str) -> None:
    assert page(body).html == html


def test_code_blocks_keep_their_signs() -> None:
    assert page('    "a" -- b\n').html == '<pre><code>"a" -- b\n</code></pre>'
    assert page('```\n"a" -- b\n```\n').html == '<pre><code>"a" -- b\n</code></pre>'


def test_attributes_keep_their_signs() -> None:
    assert page('[a](https://b.example "It\'s -- x")').html.count("It's -- x") == 1
