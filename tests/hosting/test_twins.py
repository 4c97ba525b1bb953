"""Which files have twins."""

from __future__ import annotations

import pytest

from site_builder.hosting.twins import is_worth_one, untwinned


@pytest.mark.parametrize(
    ("path", "size", "worth"),
    [
        ("index.html", 1024, True),
        ("index.html", 1023, False),
        ("a.0123456789abcdef.css", 5000, True),
        ("feed.xml", 5000, True),
        ("share.png", 50000, False),
        ("_headers", 5000, False),
        ("pagefind/0123456789abcdef/wasm.en.pagefind", 50000, False),
        ("index.html.gz", 5000, False),
    ],
)
def test_texts_have_that_are_not_very_small(path: str, size: int, worth: bool) -> None:
    assert is_worth_one(path, size) is worth


def test_a_twin_is_known_by_its_name() -> None:
    assert [untwinned(path) for path in ("a.css.gz", "a.css.br", "a.css")] == ["a.css"] * 3
