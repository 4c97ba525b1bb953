"""A picture's file is measured with limits, and encoded into small files that carry nothing but the picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source
from site_builder.model.picture import PictureFacts, Variant, VariantTask
from site_builder.stages.picture import encode, measure

RED, BLUE = (200, 30, 30), (30, 30, 200)


class Memory(dict[bytes, bytes]):
    """Blobs for a test."""

    def read(self, digest: bytes) -> bytes:
        return self[digest]

    def keep(self, data: bytes) -> bytes:
        self[digest_bytes(data)] = data
        return digest_bytes(data)


def halves(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def file(image: Image.Image, name: str, **options: Any) -> bytes:
    data = BytesIO()
    image.save(data, name, **options)
    return data.getvalue()


def measured(data: bytes, path: str = "content/articles/a/picture.png") -> PictureFacts:
    blobs = Memory()
    return measure(Source(path, blobs.keep(data), len(data)), blobs)


def encoded(data: bytes, media_type: str, size: tuple[int, int], *, transparent: bool = False) -> tuple[Variant, bytes]:
    blobs = Memory()
    made = encode(VariantTask(blobs.keep(data), media_type, *size, transparent), blobs)
    return made, blobs[made.digest]


def pixel(data: bytes, x: int, y: int) -> tuple[int, ...]:
    with Image.open(BytesIO(data)) as image:
        value = image.convert("RGBA" if image.mode == "RGBA" else "RGB").getpixel((x, y))
    assert isinstance(value, tuple)
    return value


def near(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 25 for a, b in zip(first, second, strict=True))


def rules(data: bytes, path: str = "content/picture.png") -> list[tuple[str, int, int]]:
    facts = measured(data, path)
    assert facts.media_type == ""
    return [(problem.rule, problem.line, problem.column) for problem in facts.problems]


def png_chunks(width: int, height: int) -> bytes:
    """Return a PNG that says it is this large and has hardly any content."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "suffix", "media_type"),
    [
        ("JPEG", "jpg", "image/jpeg"),
        ("JPEG", "JPEG", "image/jpeg"),
        ("PNG", "png", "image/png"),
        ("WEBP", "webp", "image/webp"),
        ("GIF", "gif", "image/gif"),
        ("AVIF", "avif", "image/avif"),
    ],
)
def test_each_format_is_measured(name: str, suffix: str, media_type: str) -> None:
    facts = measured(file(halves(), name), f"static/a.{suffix}")
    assert (facts.media_type, facts.width, facts.height) == (media_type, 60, 40)
    assert not facts.problems


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_picture_taken_on_its_side_is_measured_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    facts = measured(file(halves(), "JPEG", exif=exif), "content/a.jpg")
    assert (facts.width, facts.height) == (40, 60)


def test_a_picture_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _, made = encoded(file(halves(), "JPEG", exif=exif), "image/jpeg", (40, 60))
    assert near(pixel(made, 20, 10), RED)
    assert near(pixel(made, 20, 50), BLUE)


def test_broken_metadata_does_not_stop_a_picture() -> None:
    data = file(halves(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    assert measured(data, "content/a.jpg").media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("image", "transparent"),
    [
        (halves("RGBA"), False),
        (Image.new("RGBA", (4, 4), (0, 0, 0, 0)), True),
        (Image.new("LA", (4, 4), (0, 128)), True),
        (halves("P"), False),
        (halves("L"), False),
    ],
)
def test_only_what_can_be_seen_through_is_transparent(image: Image.Image, transparent: bool) -> None:
    assert measured(file(image, "PNG")).transparent is transparent


def test_a_palette_with_a_transparent_colour_is_transparent() -> None:
    facts = measured(file(halves("P"), "PNG", transparency=0))
    assert (facts.media_type, facts.transparent) == ("image/png", bool(facts.transparent))
    assert measured(file(Image.new("P", (4, 4), 3), "GIF", transparency=3), "a.gif").transparent


@pytest.mark.parametrize("media_type", ["image/avif", "image/webp", "image/jpeg", "image/png"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "CMYK"])
def test_each_format_is_written_from_each_kind_of_colours(media_type: str, mode: str) -> None:
    source = file(halves(mode, (120, 80)), "JPEG" if mode == "CMYK" else "PNG")
    made, data = encoded(source, media_type, (60, 40))
    with Image.open(BytesIO(data)) as image:
        assert (image.size, image.get_format_mimetype()) == ((60, 40), media_type)
    assert (made.width, made.height, made.size, made.media_type) == (60, 40, len(data), media_type)
    if mode != "L":
        assert near(pixel(data, 10, 20), RED)
        assert near(pixel(data, 50, 20), BLUE)


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    grey = Image.new("I;16", (40, 40), 0x8000)
    _, data = encoded(file(grey, "PNG"), "image/png", (20, 20))
    assert near(pixel(data, 10, 10), (128, 128, 128))


@pytest.mark.parametrize("media_type", ["image/avif", "image/webp", "image/png"])
def test_transparency_is_kept(media_type: str) -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((*RED, 255), (20, 0, 40, 40))
    _, data = encoded(file(image, "PNG"), media_type, (20, 20), transparent=True)
    assert pixel(data, 3, 10)[3] == 0
    assert near(pixel(data, 16, 10), (*RED, 255))


@pytest.mark.parametrize("media_type", ["image/avif", "image/webp", "image/jpeg", "image/png"])
def test_the_same_bytes_are_made_each_time(media_type: str) -> None:
    source = file(halves(), "PNG")
    assert encoded(source, media_type, (30, 20)) == encoded(source, media_type, (30, 20))


@pytest.mark.parametrize("media_type", ["image/avif", "image/webp", "image/jpeg", "image/png"])
def test_no_metadata_is_carried_over(media_type: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-EXIF"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = file(halves(), "JPEG", exif=exif, comment=b"SECRET-COMMENT", icc_profile=profile, xmp=b"<x>SECRET-XMP</x>")
    _, data = encoded(source, media_type, (30, 20))
    assert b"SECRET" not in data
    with Image.open(BytesIO(data)) as image:
        assert not image.getexif()
        assert "icc_profile" not in image.info


def test_a_broken_colour_profile_is_left_aside() -> None:
    _, data = encoded(file(halves(), "PNG", icc_profile=b"no profile at all"), "image/png", (60, 40))
    assert pixel(data, 10, 20) == RED


def test_a_damaged_picture_is_reported() -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    for name, suffix in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif"), ("AVIF", "avif")):
        data = file(noise, name)
        assert rules(data[: len(data) // 2], f"content/a.{suffix}") == [("picture-corrupt", 1, 1)], name


def test_a_picture_that_is_only_a_signature_is_damaged() -> None:
    assert rules(b"\x89PNG\r\n\x1a\n") == [("picture-corrupt", 1, 1)]


@pytest.mark.parametrize("data", [b"", b"no picture", b"<html><body></body></html>", b"\0" * 100])
def test_a_file_without_a_picture_is_reported(data: bytes) -> None:
    assert rules(data) == [("picture-type-unknown", 1, 1)]


def test_a_name_that_ends_wrongly_is_reported_with_the_right_end() -> None:
    (problem,) = measured(file(halves(), "PNG"), "content/a.jpg").problems
    assert (problem.rule, problem.file) == ("picture-type-mismatch", "content/a.jpg")
    assert "content is PNG" in problem.message
    assert ".png" in problem.hint


@pytest.mark.parametrize("size", [(8000, 5001), (30_001, 10), (200_000, 200_000)])
def test_too_large_a_picture_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    assert rules(png_chunks(*size)) == [("picture-too-large", 1, 1)]


@pytest.mark.parametrize(("name", "suffix"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif")])
def test_a_moving_picture_is_refused(name: str, suffix: str) -> None:
    frames = [halves(), Image.new("RGB", (60, 40), BLUE)]
    data = file(frames[0], name, save_all=True, append_images=frames[1:], duration=100)
    assert rules(data, f"content/a.{suffix}") == [("picture-animated", 1, 1)]


def test_a_photograph_with_a_second_picture_inside_is_still_a_photograph() -> None:
    data = file(halves(), "MPO", save_all=True, append_images=[halves()])
    assert measured(data, "content/a.jpg").media_type == "image/jpeg"
    assert near(pixel(encoded(data, "image/jpeg", (60, 40))[1], 10, 20), RED)


def test_a_drawing_is_measured_and_has_no_problem() -> None:
    svg = b'<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 50"/>'
    facts = measured(svg, "static/mark.svg")
    assert (facts.media_type, facts.width, facts.height, facts.problems) == ("image/svg+xml", 80, 50, ())


def test_an_unsafe_drawing_is_refused() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5">\n <script/></svg>'
    assert rules(svg, "static/mark.svg") == [("picture-unsafe", 2, 2)]
