"""Pictures: slots with words for those who cannot see them."""

from __future__ import annotations

import pytest

from site_builder.model.document import PictureSlot, PictureUse
from site_builder.model.problem import Place
from site_builder.model.starting_text import PICTURE_PLACEHOLDER
from tests.markup.rendering import page


def test_a_picture_alone_in_its_paragraph_stands_by_itself_and_may_have_a_caption() -> None:
    made = page('Text.\n\n![A "room" & more](room.png "Our *room*")\n', first_line=3)
    assert made.found == []
    assert made.html == "<p>Text.</p>\n{picture}"
    assert made.pictures == [PictureUse("room.png", Place(5, 1))]
    assert made.text.slots == (PictureSlot(0, 'A "room" & more', "Our *room*"),)


def test_a_picture_within_a_line_has_no_caption() -> None:
    made = page('Look: ![A room](room.png "Title") here')
    assert made.html == "<p>Look: {picture} here</p>"
    assert made.text.slots == (PictureSlot(0, "A room", ""),)
    assert made.pictures[0].place == Place(1, 7)


def test_a_picture_by_reference_stands_where_it_is_defined() -> None:
    assert page("![A room][r]\n\n[r]: room.png").pictures == [PictureUse("room.png", Place(3, 1))]


@pytest.mark.parametrize("body", ["![](room.png)", "![ ](room.png)", "![&nbsp;](room.png)"])
def test_a_missing_description_is_an_error(body: str) -> None:
    made = page(f"Text.\n\n{body}")
    assert made.found == [("picture-alt-missing", 3, 1)]
    assert made.problems[0].severity == "error"


def test_a_description_that_was_asked_for_is_still_missing() -> None:
    made = page(f"Text.\n\n![{PICTURE_PLACEHOLDER}](room.png)")
    assert made.found == [("picture-alt-missing", 3, 1)]
    assert made.problems[0].message == "The description of “room.png” is still “Describe this picture”."


@pytest.mark.parametrize("alt", ["room.png", "IMG_1234", "DSC0012.JPG", "room", "photo 12"])
def test_a_file_name_for_a_description_is_a_warning(alt: str) -> None:
    made = page(f"![{alt}](room.png)")
    assert made.found == [("picture-alt-file-name", 1, 1)]
    assert made.problems[0].severity == "warning"


@pytest.mark.parametrize(
    ("src", "rule"),
    [
        ("https://a.example/x.png", "picture-external"),
        ("http://a.example/x.png", "picture-external"),
        ("//a.example/x.png", "picture-external"),
        ("data:image/png;base64,xx", "picture-external"),
        ("javascript:alert(1)", "picture-external"),
        ("java&#10;script:alert(1)", "picture-external"),
        ("/static/x.png", "picture-path"),
        ("../x.png", "picture-path"),
        ("a/../../x.png", "picture-path"),
        ("%2e%2e/x.png", "picture-path"),
        ("a\\\\x.png", "picture-path"),
        ("x.png?a", "picture-path"),
        ("", "picture-missing"),
    ],
)
def test_a_picture_from_elsewhere_is_an_error_and_is_not_shown(src: str, rule: str) -> None:
    made = page(f"Text ![A room]({src}) more")
    assert made.found == [(rule, 1, 6)]
    assert made.pictures == []
    assert made.html == "<p>Text  more</p>"


@pytest.mark.parametrize("src", ["room.png", "pictures/room.png", "my room.png", "r%C3%B6m.png"])
def test_a_picture_beside_the_file_is_shown(src: str) -> None:
    made = page(f"![A room](<{src}>)")
    assert made.found == []
    assert made.pictures[0].src == src


def test_attributes_of_a_picture_are_told() -> None:
    assert page("![A room](room.png){: onload=alert(1) style=x }").found == [
        ("html-attribute", 1, 23),
        ("html-attribute", 1, 39),
    ]
