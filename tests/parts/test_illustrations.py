"""Which pictures a site shows, and the files they have."""

from __future__ import annotations

from site_builder.model.inputs import Source
from site_builder.model.picture import Picture, Variant
from site_builder.model.site import Illustration, PictureFile
from site_builder.parts.illustrations import illustration, shown

PICTURES = [
    Source(path, b"digest", 9)
    for path in (
        "content/articles/a.png",
        "content/articles/night/a.png",
        "content/articles/unused.png",
        "static/a.png",
        "static/img/map.png",
    )
]


def test_only_pictures_that_a_document_names_are_shown_each_once_sorted_by_path() -> None:
    found = shown(
        PICTURES,
        [
            ("content/services/s.md", ["img/map.png"]),
            ("content/articles/x.md", ["a.png", "a.png", "night/a.png"]),
            ("content/about.md", ["gone.png", "static/img/map.png"]),
        ],
    )
    assert [source.path for source in found] == [
        "content/articles/a.png",
        "content/articles/night/a.png",
        "static/img/map.png",
    ]


def test_a_picture_beside_the_file_hides_one_under_static() -> None:
    assert [source.path for source in shown(PICTURES, [("content/about.md", ["a.png"])])] == ["static/a.png"]
    assert [source.path for source in shown(PICTURES, [("content/articles/x.md", ["a.png"])])] == [
        "content/articles/a.png"
    ]


def test_each_file_has_its_width_and_fingerprint_in_its_name() -> None:
    variants = [
        Variant(media_type, 480, 300, bytes([number] * 16), 99, suffix)
        for number, (media_type, suffix) in enumerate(
            [("image/avif", "avif"), ("image/webp", "webp"), ("image/png", "png")]
        )
    ]
    room = Picture("content/articles/night/room one.png", 900, 600, tuple(variants[:2]), variants[2])
    made, files = illustration(room, "/c/")
    assert made == Illustration(
        (
            PictureFile("/c/articles/night/room%20one-480.0000000000000000.avif", "image/avif", 480),
            PictureFile("/c/articles/night/room%20one-480.0101010101010101.webp", "image/webp", 480),
            PictureFile("/c/articles/night/room%20one-480.0202020202020202.png", "image/png", 480),
        ),
        900,
        600,
    )
    assert [file.path for file in files][-1] == "articles/night/room one-480.0202020202020202.png"
    assert {file.source for file in files} == {"content/articles/night/room one.png"}
