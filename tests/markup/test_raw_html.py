"""HTML in a text: what is harmless stays, the rest goes and is told."""

from __future__ import annotations

import re

import pytest

from site_builder.markup.raw_html import ELEMENTS
from site_builder.model.document import Waiver
from site_builder.model.problem import Place
from tests.markup.rendering import page


@pytest.mark.parametrize(
    "body",
    [
        'H<sub>2</sub>O and <abbr title="World Health Organization">WHO</abbr>',
        '<span lang="es" class="x">hola</span> <kbd>Esc</kbd><br>next',
        '<time datetime="2026-09-01">September</time>',
    ],
)
def test_harmless_html_within_a_line_stays(body: str) -> None:
    made = page(body)
    assert made.found == []
    assert made.html == f"<p>{body}</p>"


def test_a_harmless_block_stays() -> None:
    made = page('Text.\n\n<details open>\n<summary>More</summary>\n<p id="x">Words.</p>\n</details>\n')
    assert made.found == []
    assert '<summary>More</summary>\n<p id="x">Words.</p>\n</details>' in made.html
    assert made.ids == ["x"]


@pytest.mark.parametrize(
    "element", ["script", "style", "iframe", "object", "svg", "form", "input", "a", "img", "h2", "video"]
)
@pytest.mark.parametrize("body", ["Text <{} x>inner</{}> more", "Text.\n\n<{}>\ninner\n</{}>\n", "> <{}>inner</{}>"])
def test_any_other_element_goes_and_is_told_at_its_place(element: str, body: str) -> None:
    text = body.format(element, element)
    made = page(text)
    before = text[: text.index("<")]
    expected = ("html-element", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert expected in made.found
    assert f"<{element}" not in made.html
    assert f"</{element}" not in made.html


@pytest.mark.parametrize(
    "body",
    [
        '<b onclick="alert(1)">x</b>',
        "<b ONCLICK=alert(1)>x</b>",
        "<b\nonmouseover='alert(1)'>x</b>",
        '<b class="a" onload=x>x</b>',
        "<div onfocus=alert(1) tabindex=1>\nx\n</div>",
        '<b style="background:url(javascript:1)">x</b>',
        "<b/onclick=alert(1)>x</b>",
    ],
)
def test_attributes_that_act_go_and_are_told(body: str) -> None:
    made = page(body)
    assert made.found
    assert {(rule, line, column) for rule, line, column in made.found} == {("html-attribute", 1, 1)}
    assert "alert" not in made.html
    assert "style" not in made.html


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    '<b title="</b><script>alert(1)</script>">x</b>',
    "<div><script>alert(1)</script></div>",
    '<noscript><p title="</noscript><script>alert(1)</script>">',
    "<style>@import 'javascript:alert(1)'</style>",
    "<table><tr><td background=javascript:alert(1)>x</table>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>'; ?>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=x></form>",
    "<details ontoggle=alert(1) open>x</details>",
    "`<b>`<script>alert(1)</script>",
    "**<script>alert(1)</script>**",
    "[<script>alert(1)</script>](b.md)",
    '[x](b.md "<script>alert(1)</script>")',
    "![<script>alert(1)</script>](x.png)",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "## <script>alert(1)</script> {: onclick=alert(1)}",
    "*[X]: <script>alert(1)</script>\n\nX",
    "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "``` {.x onclick=alert(1)}\ncode\n```",
    '```x"onclick="alert(1)\ncode\n```',
    "/// note | <img src=x onerror=alert(1)>\n<script>alert(1)</script>\n///",
    "<x:script>alert(1)</x:script>",
    "<b><b><b><p><div></b></b>",
    "<p>x</div></section></main><script>alert(1)</script>",
    "\x02wzxhzdk:0\x03 <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; <b>x</b>",
]


@pytest.mark.parametrize("body", ATTACKS)
@pytest.mark.parametrize("frame", ["{}", "Text {} more", "- {}", "> {}"])
def test_nothing_that_acts_reaches_the_page(body: str, frame: str) -> None:
    html = page(frame.format(body.replace("\n", "\n" if frame == "{}" else " "))).html
    for tag in re.findall(r"<[^>]*>", html):
        assert not re.match(
            r"</?(?:script|style|iframe|img|svg|math|base|meta|form|input|object)\b", tag, re.IGNORECASE
        )
        names = re.findall(r'\s([^\s=>"]+)(?==|[\s>])', re.sub(r'"[^"]*"', '""', tag))
        assert not any(name.lower().startswith("on") or name in ("style", "srcdoc", "action") for name in names), tag
        assert "javascript:" not in tag.lower()


def test_an_unclosed_element_is_told_and_closed() -> None:
    made = page("Text <b>bold\n\n<div>\nmore")
    assert made.found == [("html-unclosed", 1, 6), ("html-unclosed", 3, 1)]
    assert made.html.count("</b>") == made.html.count("<b>")
    assert made.html.endswith("</div>") or made.html.endswith("</b>")


def test_elements_that_end_by_themselves_need_no_end() -> None:
    assert page("<ul>\n<li>a\n<li>b<br>c\n</ul>").found == []


def test_tags_in_code_are_text() -> None:
    made = page('`<script>` and\n\n    <script>\n\n```html\n<script x="y">\n```\n')
    assert made.found == []
    assert made.html.count("&lt;script") == 3
    assert '<code class="language-html">&lt;script x=' in made.html


def test_less_than_is_text() -> None:
    made = page("If p < 0.05 or a <b then")
    assert made.found == []
    assert made.html == "<p>If p &lt; 0.05 or a &lt;b then</p>"


def test_an_ordinary_comment_goes_without_a_word() -> None:
    made = page("Text.\n\n<!-- remember this -->\n\nMore <!-- and this --> text.")
    assert made.found == []
    assert made.html == "<p>Text.</p>\n<p>More  text.</p>"


def test_a_comment_without_an_end_is_told() -> None:
    assert page("Text <!-- never\n\nmore").found == [("comment-unclosed", 1, 6)]


def test_a_waiver_is_kept_with_its_place() -> None:
    made = page("Text.\n\n<!-- lint-ok FDA-001: it is a\n quotation -->\nThe next block.\n", first_line=7)
    assert made.found == []
    assert made.waivers == [Waiver("FDA-001", "it is a quotation", Place(9, 1))]
    assert made.html == "<p>Text.</p>\n<p>The next block.</p>"


@pytest.mark.parametrize(
    "text", ["lint-ok", "lint-ok FDA-001", "lint-ok FDA-001:", "lint-ok FDA-001:  ", "lint-ok : x"]
)
def test_a_waiver_without_a_rule_or_a_reason_is_an_error(text: str) -> None:
    made = page(f"Text.\n\n  <!-- {text} -->\nmore")
    assert made.found == [("waiver-without-reason", 3, 3)]
    assert made.problems[0].severity == "error"
    assert made.waivers == []


@pytest.mark.parametrize(
    "body", ["`<!-- lint-ok A: b -->`", "```\n<!-- lint-ok A: b -->\n```", "    <!-- lint-ok A: b -->"]
)
def test_a_waiver_in_code_is_none(body: str) -> None:
    made = page(body)
    assert made.waivers == []
    assert "lint-ok" in made.html


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Text\n{: onclick=x }", [("html-attribute", 2, 4)]),
        ('*a*{: style="x" }', [("html-attribute", 1, 7)]),
        ("## H {: data-x=1 }", [("html-attribute", 1, 9)]),
        ("- a\n{: hidden }", [("html-attribute", 2, 4)]),
        ("Text\n{: .class #id title='t' lang=es dir=ltr }", []),
    ],
)
def test_attributes_in_curly_brackets_are_held_to_the_same_list(body: str, found: list[tuple[str, int, int]]) -> None:
    made = page(body)
    assert made.found == found
    assert not any(word in made.html for word in ("onclick", "style", "data-x", "hidden"))


def test_an_attribute_in_curly_brackets_is_told_in_these_words() -> None:
    assert page("Text\n{: style=x }").problems[0].message == "“style” cannot stand in curly brackets."


@pytest.mark.parametrize("tag", ["<javascript:alert(1)>", "<javascript:alert>", "<a:b c>"])
def test_a_tag_with_a_colon_is_told_at_its_line(tag: str) -> None:
    assert page(f"Text\n\nmore\nsee {tag}\n").found == [("html-element", 4, 5)]


def test_the_hint_for_a_link_or_a_picture_says_how_to_write_one() -> None:
    made = page("<a href=x>y</a> <img src=z>")
    assert "](" in made.problems[0].hint
    assert "![" in made.problems[1].hint


def test_the_list_of_elements_is_the_one_that_is_documented() -> None:
    assert not ELEMENTS & {"script", "style", "a", "img", "svg", "form", "button", "input", "link", "meta", "template"}
