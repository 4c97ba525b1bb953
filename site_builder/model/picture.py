"""A picture: what its file says of it, the work to be done, and the files that the site gets in its place."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem


class PictureFacts(msgspec.Struct, frozen=True):
    """What measuring a picture tells; sizes in pixels as it is shown, that is, turned as the camera says.

    `media_type` is "" where the picture cannot be used: `problems` say why. `size` is that of the file, in bytes.
    """

    path: str
    digest: bytes
    size: int
    media_type: str
    width: int
    height: int
    transparent: bool
    problems: tuple[Problem, ...]


class VariantTask(msgspec.Struct, frozen=True, gc=False):
    """One file to be made of the picture whose bytes have this digest; sizes in pixels."""

    digest: bytes
    media_type: str
    width: int
    height: int
    transparent: bool


class Variant(msgspec.Struct, frozen=True, gc=False):
    """One file of a picture: its kept bytes by digest and size, its pixels, and the end of its name without the dot."""

    media_type: str
    width: int
    height: int
    digest: bytes
    size: int
    suffix: str


class Picture(msgspec.Struct, frozen=True):
    """A picture in all its files: `variants` best format first and narrow before wide, `fallback` for every browser.

    A drawing (SVG) has no variants, only the fallback: it is sharp at any size.
    """

    path: str
    width: int
    height: int
    variants: tuple[Variant, ...]
    fallback: Variant
