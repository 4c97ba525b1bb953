"""HTML as a browser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.dom import parse

PAGE = """<!doctype html><body class="a"><main id=m><p hidden>One <b data-x='1'>two</b></p>
<svg viewBox="0 0 1 1"><use xlink:href="#a"/></svg></main>"""


def test_elements_come_in_the_order_of_the_page() -> None:
    assert [each.name for each in parse(PAGE).all("use, b, p")] == ["p", "b", "use"]


def test_the_first_is_the_first_of_the_page_and_none_where_there_is_none() -> None:
    first = parse(PAGE).first("b, p")
    assert first is not None
    assert first.name == "p"
    assert parse(PAGE).first("video") is None


def test_only_what_is_below_an_element_is_found() -> None:
    svg = parse(PAGE).first("svg")
    assert svg is not None
    assert (svg.first("p"), len(svg.all("use"))) == (None, 1)


@pytest.mark.parametrize(
    ("selector", "tag"),
    [
        ("b", '<b data-x="1">'),
        ("p", "<p hidden>"),
        ("use", '<use xlink:href="#a">'),
        ("svg", '<svg viewBox="0 0 1 1">'),
    ],
)
def test_a_tag_is_written_as_a_template_writes_it(selector: str, tag: str) -> None:
    assert [each.tag for each in parse(PAGE).all(selector)] == [tag]


def test_attributes() -> None:
    [paragraph] = parse(PAGE).all("p")
    assert (paragraph.has("hidden"), paragraph.get("hidden"), paragraph.has("id"), paragraph.get("id")) == (
        True,
        "",
        False,
        "",
    )


def test_text_and_what_is_around() -> None:
    [bold] = parse(PAGE).all("b")
    assert bold.text == "two"
    assert [each.name for each in bold.above] == ["p", "main", "body", "html"]
    assert bold.html == '<b data-x="1">two</b>'


@given(st.text())
def test_any_text_is_a_page(text: str) -> None:
    assert parse(text).name == "html"
