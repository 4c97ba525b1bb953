"""Which files are made of a picture, and in what order a page gets them."""

from __future__ import annotations

import pytest

from site_builder.model.picture import PictureFacts, Variant, VariantTask
from site_builder.parts.pictures import picture, variant_tasks, widths


def facts(width: int, height: int, media_type: str = "image/png", *, transparent: bool = False) -> PictureFacts:
    return PictureFacts("content/a.png", b"digest", 99, media_type, width, height, transparent, ())


def done(task: VariantTask) -> Variant:
    return Variant(task.media_type, task.width, task.height, b"made", 9, task.media_type.rpartition("/")[2])


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (1, (1,)),
        (450, (450,)),
        (480, (480,)),
        (520, (480,)),
        (540, (480, 540)),
        (860, (480, 800)),
        (1000, (480, 800, 1000)),
        (1150, (480, 800, 1150)),
        (1500, (480, 800, 1200, 1500)),
        (1600, (480, 800, 1200, 1600)),
        (4000, (480, 800, 1200, 1600)),
    ],
)
def test_widths_are_never_larger_than_the_picture_nor_nearly_the_same(own: int, expected: tuple[int, ...]) -> None:
    assert widths(own) == expected


def test_each_width_is_made_in_both_formats_and_one_fallback_comes_last() -> None:
    made = [(task.media_type, task.width, task.height) for task in variant_tasks(facts(1600, 1000))]
    sizes = [(480, 300), (800, 500), (1200, 750), (1600, 1000)]
    assert made == [
        *(("image/avif", *size) for size in sizes),
        *(("image/webp", *size) for size in sizes),
        ("image/jpeg", 1200, 750),
    ]


def test_the_fallback_of_a_transparent_picture_is_a_png() -> None:
    assert variant_tasks(facts(40, 30, transparent=True))[-1].media_type == "image/png"


def test_a_very_flat_picture_keeps_a_pixel_of_height() -> None:
    assert {task.height for task in variant_tasks(facts(3000, 1))} == {1}


def test_the_results_become_a_picture() -> None:
    tasks = variant_tasks(facts(480, 300))
    made = picture(facts(480, 300), [done(task) for task in tasks])
    assert made is not None
    assert [variant.suffix for variant in made.variants] == ["avif", "webp"]
    assert (made.width, made.height, made.fallback.suffix) == (480, 300, "jpeg")


def test_a_drawing_is_its_own_only_file() -> None:
    drawing = facts(80, 50, "image/svg+xml")
    assert variant_tasks(drawing) == ()
    made = picture(drawing, ())
    assert made is not None
    assert made.variants == ()
    assert made.fallback == Variant("image/svg+xml", 80, 50, b"digest", 99, "svg")


def test_what_cannot_be_used_becomes_nothing() -> None:
    assert variant_tasks(facts(0, 0, "")) == ()
    assert picture(facts(0, 0, ""), ()) is None
