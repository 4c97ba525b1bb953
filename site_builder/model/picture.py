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


SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
"""Pixels of the picture that goes with a shared link: what every large service shows whole."""


class ShareColours(msgspec.Struct, frozen=True, gc=False):
    """The colours of a share picture, named as those of static/css/tokens.css, where these stand too."""

    ground: str = "#faf7f1"
    ink: str = "#1f292b"
    quiet: str = "#434e4b"
    teal: str = "#0c4a53"
    accent: str = "#963f16"
    light: str = "#d9791f"
    light_near: str = "#f7dfae"
    warning_ground: str = "#faf0d9"
    hill: str = "#2f6a70"
    hill_far: str = "#9dbdbd"


class SharePictureTask(msgspec.Struct, frozen=True, gc=False):
    """The words of a share picture, large and, where there are any, small above and below; its colours."""

    title: str
    above: str
    below: str
    colours: ShareColours


class SharePicture(msgspec.Struct, frozen=True, gc=False):
    """A share picture: its kept bytes by digest and size, b"" where its typeface has not the `missing` letters."""

    digest: bytes
    size: int
    missing: str
