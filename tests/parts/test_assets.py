"""Where static files stand on the site."""

from __future__ import annotations

import re

import pytest

from site_builder.model.inputs import Source
from site_builder.model.site import StaticFile
from site_builder.parts.assets import fingerprinted, static_file, static_files

DIGEST = bytes.fromhex("0a1b2c3d4e5f60718293a4b5c6d7e8f9")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("css/site.css", "css/site.0a1b2c3d4e5f6071.css"),
        ("fonts/sans.var.woff2", "fonts/sans.var.0a1b2c3d4e5f6071.woff2"),
        ("LICENSE", "LICENSE.0a1b2c3d4e5f6071"),
        ("v1.2/LICENSE", "v1.2/LICENSE.0a1b2c3d4e5f6071"),
    ],
)
def test_a_name_carries_the_fingerprint_before_its_extension(path: str, expected: str) -> None:
    assert fingerprinted(path, DIGEST) == expected


def test_the_fingerprint_has_at_least_eight_lower_case_hexadecimal_digits() -> None:
    assert re.search(r"\.[0-9a-f]{8,}\.", fingerprinted("a.txt", DIGEST))


@pytest.mark.parametrize("path", ["favicon.svg", "apple-touch-icon.png", "CNAME"])
def test_what_is_looked_for_by_name_keeps_it(path: str) -> None:
    assert static_file(path, f"static/{path}", DIGEST, 3, "/c/").path == path


def test_the_same_name_in_a_folder_is_not_looked_for() -> None:
    assert static_file("img/favicon.svg", "static/img/favicon.svg", DIGEST, 3, "/").path != "img/favicon.svg"


def test_the_address_is_escaped_and_carries_the_base_path() -> None:
    made = static_file("a b/ü.txt", "static/a b/ü.txt", DIGEST, 3, "/c/")
    assert made == StaticFile(
        "static/a b/ü.txt",
        "a b/ü.0a1b2c3d4e5f6071.txt",
        "/c/a%20b/%C3%BC.0a1b2c3d4e5f6071.txt",
        DIGEST,
        3,
    )


def test_every_file_under_static_is_one_but_the_stylesheets() -> None:
    sources = [Source("static/css/site.css", DIGEST, 1), Source("static/a.txt", DIGEST, 2)]
    assert [file.source for file in static_files(sources, "/")] == ["static/a.txt"]
