"""What a store of objects keeps with each file."""

from __future__ import annotations

from site_builder.hosting.answers import ASK_EACH_TIME, FOR_EVER
from site_builder.hosting.objects import object_headers
from site_builder.model.hosting import Hosting


def test_an_object_has_its_type_and_how_long_it_may_be_kept() -> None:
    assert object_headers("about/index.html", Hosting()) == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", ASK_EACH_TIME),
    )
    assert object_headers("a.0123456789abcdef.avif", Hosting()) == (
        ("Content-Type", "image/avif"),
        ("Cache-Control", FOR_EVER),
    )


def test_a_twin_is_a_file_of_its_own() -> None:
    assert dict(object_headers("about/index.html.gz", Hosting()))["Content-Type"] == "application/gzip"
    assert dict(object_headers("a.0123456789abcdef.css.br", Hosting())) == {
        "Content-Type": "application/octet-stream",
        "Cache-Control": FOR_EVER,
    }
