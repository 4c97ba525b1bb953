"""Which files are made of a picture, and the picture that they become; the pixels are the business of its stage."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.picture import Picture, PictureFacts, Variant, VariantTask

WIDTHS = (480, 800, 1200, 1600)
"""Pixels: a telephone, a telephone with a fine screen, a column of text with a fine screen, and the widest page."""

NEARLY = 0.1
"""A picture's own width is made too, unless a listed one is as near to it as this share."""

FALLBACK_WIDTH = 1200
"""Pixels across in the file for browsers that know neither AVIF nor WebP."""

SVG = "image/svg+xml"

_FORMATS = ("image/avif", "image/webp")


def variant_tasks(facts: PictureFacts) -> tuple[VariantTask, ...]:
    """Return the files to make of a picture, the fallback last: none of a drawing or of one that cannot be used."""
    if facts.media_type in ("", SVG):
        return ()
    fallback = "image/png" if facts.transparent else "image/jpeg"
    sizes = [(media_type, width) for media_type in _FORMATS for width in widths(facts.width)]
    return tuple(
        VariantTask(facts.digest, media_type, width, _height(facts, width), facts.transparent)
        for media_type, width in [*sizes, (fallback, min(facts.width, FALLBACK_WIDTH))]
    )


def widths(own: int) -> tuple[int, ...]:
    """Return the widths in which a picture of this width is made, in pixels; it is never made larger."""
    listed = [width for width in WIDTHS if width <= own]
    if own < WIDTHS[-1] and not any(own - width <= own * NEARLY for width in listed):
        listed.append(own)
    return tuple(listed)


def picture(facts: PictureFacts, variants: Iterable[Variant]) -> Picture | None:
    """Return the picture that the results of `variant_tasks(facts)` make; None for one that cannot be used."""
    if not facts.media_type:
        return None
    if facts.media_type == SVG:
        drawing = Variant(SVG, facts.width, facts.height, facts.digest, facts.size, "svg")
        return Picture(facts.path, facts.width, facts.height, (), drawing)
    *made, fallback = variants
    return Picture(facts.path, facts.width, facts.height, tuple(made), fallback)


def _height(facts: PictureFacts, width: int) -> int:
    """Return the height that keeps the picture's proportions, at least a pixel."""
    return max(1, (2 * facts.height * width + facts.width) // (2 * facts.width))
