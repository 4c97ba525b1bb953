"""Links: into the site as slots, out of it over safe schemes only."""

from __future__ import annotations

import pytest

from site_builder.model.document import Link, LinkEnd, LinkStart
from site_builder.model.problem import Place
from tests.markup.rendering import page


def test_a_link_to_a_content_file_becomes_two_slots() -> None:
    made = page('Read [how *long*](how-long.md#fade "It\'s \\"short\\"").', first_line=4)
    assert made.html == "<p>Read {link}how <em>long</em>{link-end}.</p>"
    assert made.links == [Link("how-long.md#fade", Place(4, 6))]
    assert made.text.slots == (LinkStart(0, 'It\'s "short"'), LinkEnd(0))


def test_links_are_listed_in_the_order_of_the_page() -> None:
    made = page("[a](a.md) [b](../b.md)\n\n[c](#part) [d](d.md?x)\n\n![p](p.png) [![q](q.png)](e.md)")
    assert [link.target for link in made.links] == ["a.md", "../b.md", "#part", "d.md?x", "e.md"]
    assert [slot.link for slot in made.text.slots if isinstance(slot, LinkEnd)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("[a](b.md)", 1, 1),
        ("Text [a\nb](c.md)", 1, 6),
        ("[x] and [y [z] w](c.md)", 1, 9),
        ("![p](p.png) [a](b.md)", 1, 13),
        ("[a][ref] text\n\n[ref]: b.md", 3, 1),
        ("[a](  b.md  )", 1, 1),
        ("[a](<b c.md>)", 1, 1),
        ("- item\n    - [a](b.md)", 2, 7),
        ("> [a](b.md)", 1, 3),
        ("| x |\n|---|\n| [a](b.md) |", 3, 3),
        ("`[a](b.md)` [a](b.md)", 1, 13),
        ("```\n[a](b.md)\n```\n\n[a](b.md)", 5, 1),
        ("text[^1]\n\n[^1]: [a](b.md)", 3, 7),
        ("term\n: [a](b.md)", 2, 3),
        ("/// note\n[a](b.md)\n///", 2, 1),
        ("é漢👩 [a](b.md)", 1, 5),
    ],
)
def test_the_place_of_a_link_is_known(body: str, line: int, column: int) -> None:
    [link] = page(body).links
    assert link.place == Place(line, column)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[a](https://b.example/?x=1&y=2)", '<a href="https://b.example/?x=1&amp;y=2" rel="noreferrer">a</a>'),
        ("[a](mailto:b@c.example)", '<a href="mailto:b@c.example">a</a>'),
        ("[988](tel:988)", '<a href="tel:988">988</a>'),
        ("[988](sms:988)", '<a href="sms:988">988</a>'),
        ("<https://b.example>", '<a href="https://b.example" rel="noreferrer">https://b.example</a>'),
        ("<b@c.example>", '<a href="mailto:b@c.example">b@c.example</a>'),
        ('[a](https://b.example "T"){: .x }', '<a class="x" href="https://b.example" rel="noreferrer" title="T">a</a>'),
        ("[a](HTTPS://b.example)", '<a href="HTTPS://b.example" rel="noreferrer">a</a>'),
    ],
)
def test_a_link_that_may_leave_the_site_stays_html(body: str, html: str) -> None:
    made = page(body)
    assert made.found == []
    assert made.html == f"<p>{html}</p>"


def test_an_insecure_link_is_a_warning() -> None:
    made = page("Text [a](http://b.example) and <http://c.example>")
    assert made.found == [("link-insecure", 1, 6), ("link-insecure", 1, 32)]
    assert {problem.severity for problem in made.problems} == {"warning"}
    assert 'href="http://b.example"' in made.html


DANGEROUS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "jAvAsCrIpT&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "java\nscript:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "java\u00adscript:alert(1)",
    "data:text/html,x",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox",
    "file:///etc/passwd",
    "ftp://a.example/",
    "blob:x",
    "about:blank",
    "//evil.example/x",
    "\\\\/\\\\/evil.example",
    "x-custom:y",
]


@pytest.mark.parametrize("target", DANGEROUS)
@pytest.mark.parametrize("body", ["Text [a]({})", "Text [a](<{}>)", 'Text [a]({} "title")'])
def test_a_dangerous_link_is_an_error_and_is_not_on_the_page(target: str, body: str) -> None:
    made = page(body.format(target))
    [(rule, line, column)] = made.found
    assert rule in ("link-scheme", "link-malformed")
    assert (line, column) == (1, 6)
    assert made.links == []
    assert "<a" not in made.html
    assert made.html == "<p>Text a</p>"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"])
def test_a_dangerous_address_of_a_reference_is_told_where_it_is_written(target: str) -> None:
    made = page(f"Text [a][x].\n\n[x]: {target}")
    assert made.found == [("link-scheme", 3, 1)]
    assert "<a" not in made.html


def test_a_dangerous_address_in_angle_brackets_is_told() -> None:
    made = page("Text <javascript://a.example/%0aalert(1)>")
    assert made.found == [("link-scheme", 1, 6)]
    assert "<a" not in made.html


def test_a_dangerous_address_in_an_attribute_list_is_told() -> None:
    made = page("Text [a](b.md){: href=javascript:alert(1) }")
    assert made.found == [("link-scheme", 1, 18)]
    assert "<a" not in made.html


def test_script_in_a_title_is_only_text() -> None:
    made = page('[a](https://b.example "</title><script>alert(1)</script>")')
    assert "<script" not in made.html


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("/about/", "link-absolute"),
        ("/about/#part", "link-absolute"),
        ("C:/x.md", "link-absolute"),
        ("..%2fb.md", "link-malformed"),
        ("%2e%2e/b.md", "link-malformed"),
        ("%2E%2E/b.md", "link-malformed"),
        ("%252e%252e/b.md", "link-malformed"),
        ("b%00.md", "link-malformed"),
        ("..\\\\b.md", "link-malformed"),
        ("javascript%3Aalert(1)", "link-malformed"),
        ("?x=1", "link-malformed"),
        ("../../../etc/passwd", "link-outside"),
        ("x/../../../../b.md", "link-outside"),
        ("", "link-empty"),
        ("#", "link-empty"),
        ("https:", "link-malformed"),
        ("https://", "link-malformed"),
        ("https://a b.example", "link-malformed"),
    ],
)
def test_a_target_that_cannot_be_meant_is_told(target: str, rule: str) -> None:
    made = page(f"Text [a]({target})")
    assert made.found == [(rule, 1, 6)]
    assert made.links == []
    assert made.html == "<p>Text a</p>"


@pytest.mark.parametrize("target", ["b.md", "../b.md", "../../content/b.md", "a/b.md#c", "my%20file.md", "b.md#%C3%A9"])
def test_a_target_within_the_project_is_left_for_the_site_to_find(target: str) -> None:
    made = page(f"[a]({target})")
    assert made.found == []
    assert made.links[0].target == target


def test_a_link_without_text_is_told() -> None:
    assert page("x [](b.md)").found == [("link-without-text", 1, 3)]


def test_a_link_around_a_picture_has_text_enough() -> None:
    made = page("[![A nurse](a.png)](b.md)")
    assert made.found == []
    assert made.html == "<p>{link}{picture}{link-end}</p>"


def test_attributes_of_a_link_within_the_site_are_told() -> None:
    made = page("[a](b.md){: .button target=_blank }")
    assert made.found == [("html-attribute", 1, 13), ("html-attribute", 1, 21)]
