"""A title is drawn so that it can be read, fits, and is the same on every machine; what cannot be drawn is told."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from site_builder.model.inputs import Source
from site_builder.model.picture import SHARE_HEIGHT, SHARE_WIDTH, ShareColours, SharePicture, SharePictureTask
from site_builder.stages.share_picture import (
    BELOW,
    BOTTOM,
    LEFT,
    TITLES,
    TOP,
    WIDTH,
    _width,
    fitted,
    read_colours,
    share_picture,
    wrapped,
)
from tests.blobs import MemoryBlobs, holding

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
COLOURS = ShareColours()
LONG = (
    "Ketamine, esketamine and the common antidepressants compared: how fast they work, how long it lasts, "
    "what can go wrong"
)
SPANISH = "¿Qué tan rápido actúa? Mañana, señor Núñez, el pingüino: ¡ÁÉÍÓÚ!"


def drawn(
    title: str, above: str = "Clinic", below: str = "", colours: ShareColours = COLOURS
) -> tuple[SharePicture, bytes]:
    """Return the picture and its bytes."""
    blobs = MemoryBlobs()
    made = share_picture(SharePictureTask(title, above, below, colours), blobs)
    return made, blobs.read(made.digest)


def pixels(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


def marked(data: bytes) -> tuple[int, int, int, int] | None:
    """Return the box around what is written in the colour of titles; what lies at its edges is lighter."""
    image = pixels(data)
    other = ImageChops.difference(image, Image.new("RGB", image.size, COLOURS.teal)).convert("L")
    return other.point([255] + [0] * 255).getbbox()


class TestTheFile:
    def test_it_is_small_and_has_the_size_that_services_show_whole(self) -> None:
        made, data = drawn("What a session is like")
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (SHARE_WIDTH, SHARE_HEIGHT), "P")
        assert made.size == len(data) < 30_000

    def test_it_is_the_same_each_time(self) -> None:
        assert drawn(SPANISH) == drawn(SPANISH)

    @pytest.mark.parametrize("other", [("Another", "Clinic", ""), ("A", "Other", ""), ("A", "Clinic", "Words")])
    def test_every_word_of_it_counts(self, other: tuple[str, str, str]) -> None:
        assert drawn(*other) != drawn("A", "Clinic", "")

    def test_a_title_of_120_letters_is_as_quick_and_small(self) -> None:
        assert 115 <= len(LONG) <= 120
        drawn("The sheet is drawn once.")
        began = time.process_time()
        made, _ = drawn(LONG)
        assert time.process_time() - began < 0.1, "10 ms on a machine that does nothing else"
        assert made.size < 31_000


class TestTheTitle:
    @pytest.mark.parametrize(
        "title", ["Sleep", "What a session is like", SPANISH, LONG, "W" * 130, "Donaudampfschiff" * 6]
    )
    def test_it_stays_on_the_paper(self, title: str) -> None:
        box = marked(drawn(title)[1])
        assert box is not None
        left, top, right, bottom = box
        assert left >= LEFT - 2
        assert right <= LEFT + WIDTH + 2
        assert top >= TOP
        assert bottom <= BOTTOM

    def test_a_short_one_is_large_and_a_long_one_as_large_as_it_can_be(self) -> None:
        faces = [fitted(title, TITLES, BOTTOM - TOP)[0] for title in ("Sleep", SPANISH, LONG)]
        assert faces[0] == TITLES[0]
        assert faces == sorted(faces, key=lambda face: -face.size)
        assert faces[-1] != TITLES[-1], "120 letters fit with room to spare"

    @pytest.mark.parametrize("title", [SPANISH, LONG])
    def test_no_word_is_lost(self, title: str) -> None:
        assert " ".join(fitted(title, TITLES, BOTTOM - TOP)[1]) == title

    def test_what_fits_in_no_size_is_cut_at_a_word(self) -> None:
        _, lines = fitted("word " * 100 + "end", TITLES, BOTTOM - TOP)
        assert lines[-1].endswith("word…")

    def test_a_word_that_is_longer_than_a_line_is_cut(self) -> None:
        face, lines = fitted("w" * 500, BELOW, 100)
        assert lines == [lines[0]]
        assert lines[0].endswith("w…")
        assert _width(lines[0], face) <= WIDTH

    def test_lines_are_about_as_long_as_each_other(self) -> None:
        face = TITLES[3]
        widths = [_width(line, face) for line in wrapped("Taking ketamine and an antidepressant together", face)]
        assert min(widths) > max(widths) * 0.6

    def test_letters_that_belong_together_stand_nearer(self) -> None:
        face = TITLES[0]
        assert _width("To", face) < _width("T", face) + _width("o", face)


class TestLetters:
    def test_spanish_and_greek_are_drawn(self) -> None:
        assert drawn(SPANISH + " – “α” ½ ° ≥")[0].missing == ""

    def test_accents_of_their_own_are_put_on_their_letters(self) -> None:
        assert drawn("man\u0303ana") == drawn("mañana")

    def test_what_cannot_be_seen_is_not_drawn(self) -> None:
        assert drawn("over\u00admorgen\u200b") == drawn("overmorgen")
        assert drawn("90\u202f%")[0].missing == ""

    def test_emoji_are_left_out(self) -> None:
        assert drawn("Sleep 😴 well 👩🏽‍⚕️") == drawn("Sleep well")

    @pytest.mark.parametrize(("title", "missing"), [("睡眠 is sleep", "睡眠"), ("نوم", "نوم"), ("🌙", "🌙")])
    def test_what_the_typeface_has_not_is_told_and_nothing_is_written(self, title: str, missing: str) -> None:
        made, data = drawn(title)
        assert made.missing == missing
        assert marked(data) is None


class TestColours:
    def test_they_are_those_of_the_tokens_by_day(self) -> None:
        css = b":root { --color-ground: light-dark(#ffffee, #12191b); --color-teal:#123456; --color-hill: red; }"
        blobs = holding(css)
        [digest] = blobs.contents
        found = read_colours(Source("static/css/tokens.css", digest, len(css)), blobs)
        assert found == ShareColours(ground="#ffffee", teal="#123456")

    def test_those_of_the_site_that_ships_are_the_usual_ones(self) -> None:
        css = TOKENS.read_bytes()
        blobs = holding(css)
        [digest] = blobs.contents
        assert read_colours(Source("static/css/tokens.css", digest, len(css)), blobs) == ShareColours()
        for name in ShareColours.__struct_fields__:
            assert f"--color-{name.replace('_', '-')}:" in css.decode()

    def test_the_picture_has_them(self) -> None:
        colours = ShareColours(ground="#ffffff", teal="#ff0000")
        found = pixels(drawn("A", colours=colours)[1])
        assert found.getpixel((5, 5)) == (255, 255, 255)
        assert (255, 0, 0) in {colour for _, colour in found.getcolors(1 << 24) or ()}
