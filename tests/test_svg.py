"""A drawing's size, and what in it must not reach a page."""

from __future__ import annotations

import pytest

from site_builder.svg import LARGEST, Drawing, read_svg

PATH = "static/mark.svg"


def drawing(content: str = "", attributes: str = 'viewBox="0 0 80 50"') -> Drawing:
    return read_svg(PATH, f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{content}</svg>'.encode())


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 80 50"', (80, 50)),
        ('viewBox="-4,-4, 80.4 , 50.6"', (80, 51)),
        ('width="160" height="100"', (160, 100)),
        ('width="160px" height="100" viewBox="0 0 80 50"', (160, 100)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="72pt" viewBox="0 0 80 50"', (96, 60)),
        ('height="100" viewBox="0 0 80 50"', (160, 100)),
        ('width="100%" height="100%" viewBox="0 0 80 50"', (80, 50)),
        ('viewBox="0 0 0.2 0.1"', (1, 1)),
    ],
)
def test_size_in_pixels(attributes: str, size: tuple[int, int]) -> None:
    assert drawing(attributes=attributes) == (*size, ())


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100"', 'width="5em" height="3em"', 'viewBox="0 0 -8 5"', 'viewBox="0 0 1e99 5"', 'viewBox="nan"'],
)
def test_a_drawing_without_a_size_is_reported(attributes: str) -> None:
    (problem,) = drawing(attributes=attributes).problems
    assert (problem.rule, problem.line, problem.column) == ("picture-size-unknown", 1, 1)


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        "<foreignObject><p/></foreignObject>",
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        '<image href="https://x.org/a.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//x.org/a.png"/>',
        '<use href="other.svg#part"/>',
        '<a href="javascript:alert(1)"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<rect fill="url(https://x.org/a)"/>',
        "<rect style=\"background: URL( '//x.org/a' )\"/>",
        "<style>@import 'https://x.org/a.css';</style>",
        r"<style>rect { fill: \75rl(//x.org/a) }</style>",
        '<?xml-stylesheet href="https://x.org/a.css"?>',
        '<g xml:base="https://x.org/"/>',
    ],
)
def test_what_could_harm_readers_is_refused_where_it_stands(content: str) -> None:
    made = drawing(content)
    assert (made.width, made.height) == (0, 0)
    assert {problem.rule for problem in made.problems} == {"picture-unsafe"}
    assert made.problems[0].line == 2


def test_the_column_is_that_of_the_element() -> None:
    (problem,) = drawing('  <g/><script href="#a"/>').problems
    assert (problem.line, problem.column) == (2, 7)
    assert "“script”" in problem.message


@pytest.mark.parametrize(
    "content",
    [
        '<use href="#part"/>',
        '<rect fill="url(#shade)" style="stroke: red"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>rect { fill: #123 } @media (prefers-color-scheme: dark) { rect { fill: #eee } }</style>",
        '<g xmlns:pen="http://example.org/pen" pen:label="layer"><pen:view/></g>',
        "<title>A lantern</title>",
        '<animate attributeName="opacity" values="0;1"/>',
    ],
)
def test_what_drawings_are_made_of_is_fine(content: str) -> None:
    assert drawing(content).problems == ()


def test_entities_are_refused_before_they_grow() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{lines}]><svg xmlns="http://www.w3.org/2000/svg">&e11;</svg>'
    assert [problem.rule for problem in read_svg(PATH, bomb.encode()).problems] == ["picture-unsafe"]


def test_a_plain_document_type_is_fine() -> None:
    head = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    text = head + '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"/>'
    assert read_svg(PATH, text.encode()) == (8, 5, ())


def test_a_drawing_that_breaks_off_is_damaged_where_it_ends() -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5">\n<g>'
    (problem,) = read_svg(PATH, data).problems
    assert (problem.rule, problem.line, problem.column) == ("picture-corrupt", 2, 4)


def test_a_page_that_is_no_drawing_is_refused() -> None:
    (problem,) = read_svg(PATH, b"<html><svg/></html>").problems
    assert problem.rule == "picture-type-unknown"


def test_too_large_a_drawing_is_not_read_at_all() -> None:
    (problem,) = read_svg(PATH, b"<" * (LARGEST + 1)).problems
    assert (problem.rule, problem.line, problem.column) == ("picture-too-large", 1, 1)
