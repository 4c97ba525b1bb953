"""Where a link in a content file leads."""

from __future__ import annotations

import pytest

from site_builder.model.site import Target
from site_builder.parts.links import locate, resolve

TARGETS = {
    "content/articles/sleep.md": Target("/articles/sleep/", "Sleep", ("dreams",)),
    "content/articles/night/index.md": Target("/articles/night/", "Night", ()),
    "content/faq/can-i.md": Target("/faq/#can-i", "Can I?", ("can-i-dreams",)),
    "content/articles/secret.md": Target("", "Secret", (), "it is a draft"),
    "content/index.md": Target("/", "Home", ()),
}


@pytest.mark.parametrize(
    ("target", "path", "expected"),
    [
        ("b.md", "content/articles/a.md", ("content/articles/b.md", "")),
        ("../articles/b.md#cost", "content/faq/a.md", ("content/articles/b.md", "cost")),
        ("../b.md", "content/articles/a/index.md", ("content/articles/b.md", "")),
        ("./b.md", "content/a.md", ("content/b.md", "")),
        ("#part", "content/a.md", ("content/a.md", "part")),
        ("../../outside.md", "content/a.md", ("../outside.md", "")),
    ],
)
def test_a_target_is_relative_to_the_file_that_names_it(target: str, path: str, expected: tuple[str, str]) -> None:
    assert locate(target, path) == expected


@pytest.mark.parametrize(
    ("target", "path", "expected"),
    [
        ("sleep.md", "content/articles/a.md", "/articles/sleep/"),
        ("sleep.md#dreams", "content/articles/a.md", "/articles/sleep/#dreams"),
        ("../sleep.md", "content/articles/night/index.md", "/articles/sleep/"),
        ("night/index.md", "content/articles/a.md", "/articles/night/"),
        ("../faq/can-i.md", "content/articles/a.md", "/faq/#can-i"),
        ("../faq/can-i.md#dreams", "content/articles/a.md", "/faq/#can-i-dreams"),
        ("../index.md", "content/articles/a.md", "/"),
        ("#here", "content/articles/a.md", "#here"),
        ("secret.md", "content/articles/a.md", ""),
        ("secret.md#part", "content/articles/a.md", ""),
        ("gone.md", "content/articles/a.md", ""),
        ("../../../sleep.md", "content/articles/a.md", ""),
    ],
)
def test_a_link_leads_to_the_address_of_what_is_published(target: str, path: str, expected: str) -> None:
    assert resolve(target, path, TARGETS) == expected
