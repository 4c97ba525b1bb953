"""The lines for nginx, as text; what nginx makes of them is in test_servers.py."""

from __future__ import annotations

import pytest

from site_builder.hosting.nginx import configuration
from site_builder.model.hosting import Hosting, Redirect

CLINIC = Hosting(origin="https://clinic.example", policy="default-src 'none'", files=("404.html", "index.html"))


def test_it_says_how_it_is_included_and_where_the_site_lies() -> None:
    said = configuration(CLINIC)
    assert "#         server_name clinic.example;\n" in said
    assert "#         root /srv/clinic;  # the folder of the built site\n" in said
    below = configuration(Hosting("https://host.example", "/a/clinic/"))
    assert "#         root /srv/clinic;  # the site lies in a/clinic/ below it\n" in below
    assert "\nlocation = /a/clinic {\n" in below
    assert "\nlocation /a/clinic/ {\n" in below


def test_every_header_is_added_in_one_place() -> None:
    lines = configuration(CLINIC).split("\n")
    added = [line.split()[1] for line in lines if line.strip().startswith("add_header ")]
    assert [name for name in added if added.count(name) > 1] == ["Cache-Control"] * 2, "of which one is empty"
    assert all(line.startswith("    add_header") for line in lines if "add_header " in line)


@pytest.mark.parametrize(
    ("encodings", "has", "has_not"),
    [
        ((), ["gzip on;"], ["gzip_static", "brotli_static"]),
        (("gzip",), ["gzip_static on;", "gzip off;"], ["brotli_static", "gzip on;"]),
        (("brotli",), ["brotli_static on;", "libnginx-mod-http-brotli-static", "gzip on;"], ["gzip_static"]),
        (("gzip", "brotli"), ["gzip_static on;", "brotli_static on;"], ["gzip on;"]),
    ],
)
def test_texts_are_compressed_on_their_way_where_no_twins_are(
    encodings: tuple[str, ...], has: list[str], has_not: list[str]
) -> None:
    said = configuration(Hosting(precompressed=encodings))
    assert [each for each in has if each not in said] == []
    assert [each for each in has_not if each in said] == []
    assert "gzip_vary on;" in said


def test_an_old_address_is_kept_from_meaning_something_to_nginx() -> None:
    said = configuration(Hosting(redirects=(Redirect('a b;"c\\', "/new/"),)))
    assert 'location = "/a b;\\"c\\\\" {\n        return 301 /new/$is_args$args;\n' in said


def test_a_site_without_an_editor_has_one_policy_only() -> None:
    assert "$site_policy" not in configuration(CLINIC)
    assert "set $site_policy \"default-src 'self'; frame-ancestors 'none'\";" in configuration(
        Hosting(editor="default-src 'self'")
    )
