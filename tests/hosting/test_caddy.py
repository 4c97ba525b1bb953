"""The Caddyfile, as text; what Caddy makes of it is in test_servers.py."""

from __future__ import annotations

import pytest

from site_builder.hosting.caddy import configuration
from site_builder.model.hosting import Hosting


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://clinic.example", "clinic.example"),
        ("https://clinic.example:8443", "clinic.example:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
    ],
)
def test_it_is_for_the_address_of_the_site_and_can_be_tried_at_another(origin: str, address: str) -> None:
    said = configuration(Hosting(origin))
    assert f"\n{{$SITE_ADDRESS:{address}}} {{\n" in said
    assert "root * {$SITE_ROOT:/srv/clinic}\n" in said


def test_it_says_where_a_site_below_a_path_lies() -> None:
    said = configuration(Hosting("https://host.example", "/clinic/"))
    assert "# The site lies in clinic/ below this folder.\n" in said
    assert "redir /clinic /clinic/ 301\n" in said


@pytest.mark.parametrize(
    ("encodings", "twins", "on_their_way"),
    [((), "", True), (("gzip",), "gzip", False), (("brotli",), "br", True), (("gzip", "brotli"), "br gzip", False)],
)
def test_texts_are_compressed_on_their_way_where_no_twins_are(
    encodings: tuple[str, ...], twins: str, on_their_way: bool
) -> None:
    said = configuration(Hosting(precompressed=encodings))
    assert (f"\t\t\tprecompressed {twins}\n" in said) is bool(twins)
    assert ("encode {" in said) is on_their_way
