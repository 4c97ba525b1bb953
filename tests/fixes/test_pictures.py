"""Pictures without a description."""

from __future__ import annotations

import pytest

from site_builder.model.starting_text import PICTURE_PLACEHOLDER as STUB
from tests.fixes.mended import ARTICLE, SLEEP, after, facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](room.jpg)", f"![{STUB}](room.jpg)"),
        ('One ![ ](room.jpg "Our room") here.', f'One ![{STUB}](room.jpg "Our room") here.'),
        ("![](a.jpg) ![A door](b.jpg) ![](a.jpg)", f"![{STUB}](a.jpg) ![A door](b.jpg) ![{STUB}](a.jpg)"),
        ("[![](room.jpg)](other.md)", f"[![{STUB}](room.jpg)](other.md)"),
    ],
)
def test_a_few_words_ask_for_the_description(text: str, expected: str) -> None:
    assert after({SLEEP: ARTICLE + text}, ledger=None) == {SLEEP: ARTICLE + expected}


def test_the_check_goes_on_to_name_it_and_the_fix_is_done() -> None:
    found = facts({SLEEP: f"{ARTICLE}\n![{STUB}](room.jpg)"})
    assert [(each.rule, each.line, each.column) for each in found.problems] == [("picture-alt-missing", 9, 1)]
    assert after({SLEEP: f"{ARTICLE}\n![{STUB}](room.jpg)"}, ledger=None) == {}


@pytest.mark.parametrize(
    "text", ["`![](room.jpg)`", "![A door](room.jpg)", "<img src=room.jpg>", "\\![](other.md)", "![][r]\n\n[r]: a.jpg"]
)
def test_what_has_one_or_is_none_is_left_alone(text: str) -> None:
    assert after({SLEEP: ARTICLE + text}, ledger=None) == {}


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("image: {src: room.jpg}", f'image: {{src: room.jpg, alt: "{STUB}"}}'),
        ("image: {src: 'room.jpg', caption: x}", f"image: {{src: 'room.jpg', alt: \"{STUB}\", caption: x}}"),
        ("image:\n  src: room.jpg  # new", f'image:\n  src: room.jpg  # new\n  alt: "{STUB}"'),
        ("image:\n  caption: x\n  src: room.jpg", f'image:\n  caption: x\n  src: room.jpg\n  alt: "{STUB}"'),
    ],
)
def test_the_picture_at_the_head_of_a_page_gets_them_too(image: str, expected: str) -> None:
    text = ARTICLE.replace("date:", f"{image}\ndate:")
    assert after({SLEEP: text}, ledger=None) == {SLEEP: ARTICLE.replace("date:", f"{expected}\ndate:")}


@pytest.mark.parametrize("image", ["image: room.jpg", "image: {src: room.jpg, alt: A room}", "image: {src: a, alt: }"])
def test_a_picture_at_the_head_that_is_otherwise_wrong_is_left_to_its_writer(image: str) -> None:
    assert after({SLEEP: ARTICLE.replace("date:", f"{image}\ndate:")}, ledger=None) == {}
