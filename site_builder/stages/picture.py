"""measure() and encode(): a picture's file to what it is, and to one of the files that the site shows in its place.

The only module that knows Pillow. A picture takes many encodings, each a task of its own that any process can do;
`measure` decodes it once to the end, so that no later task meets a broken file.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageCms

from site_builder.cache.memo import Blobs
from site_builder.model.inputs import Source
from site_builder.model.picture import PictureFacts, Variant, VariantTask
from site_builder.model.problem import Problem, problem
from site_builder.svg import read_svg

LARGEST_AREA = 40_000_000
"""Pixels in the largest picture that is decoded: more than a telephone's camera makes, 160 MB of memory."""

LONGEST_SIDE = 30_000
"""Pixels; beyond 65,500 a JPEG cannot be written, and nothing so long is a picture for a page."""


class _Format(NamedTuple):
    """A kind of picture file: Pillow's name for it and the ends that its name may have."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]


_JPEG = _Format("JPEG", "image/jpeg", ("jpg", "jpeg"))
_PNG = _Format("PNG", "image/png", ("png",))
_GIF = _Format("GIF", "image/gif", ("gif",))
_WEBP = _Format("WEBP", "image/webp", ("webp",))
_AVIF = _Format("AVIF", "image/avif", ("avif",))
_DRAWING = _Format("SVG", "image/svg+xml", ("svg",))

_HEAD = 64 * 1024
"""Bytes within which a file shows what it is; drawing programs write long comments before they begin."""

_SIGNATURES = (
    (_JPEG, re.compile(rb"\xff\xd8\xff")),
    (_PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (_GIF, re.compile(rb"GIF8[79]a")),
    (_WEBP, re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (_AVIF, re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    (_DRAWING, re.compile(rb"(?:\xef\xbb\xbf)?\s*<.*?(?<=<)(?:\w+:)?svg\b", re.DOTALL)),
)

_OPTIONS: dict[str, dict[str, Any]] = {
    # Speed 8 takes 0.2 s for 1600 x 1000 pixels, where 6 takes 1.2 s and saves a tenth of a photograph's bytes; one
    # thread and one named encoder give the same bytes on every machine.
    "image/avif": {"quality": 60, "speed": 8, "codec": "aom", "max_threads": 1},
    "image/webp": {"quality": 78, "method": 4},
    "image/jpeg": {"quality": 80, "optimize": True, "progressive": True},
    "image/png": {"optimize": True},
}
_WRITTEN = {each.media_type: each for each in (_AVIF, _WEBP, _JPEG, _PNG)}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What each orientation of Exif asks for (CIPA DC-008, 4.6.4.A); from 5 on, width and height change places."""

_ORIENTATION = 0x0112


def measure(source: Source, blobs: Blobs) -> PictureFacts:
    """Return what the picture in the file `source` is, or why it cannot be used."""
    data = blobs.read(source.digest)
    found = _recognise(data)
    suffix = source.path.rpartition(".")[2].lower()
    if found is None:
        return _unusable(source, _unknown(source.path, suffix))
    if suffix not in found.suffixes:
        return _unusable(source, _mismatch(source.path, suffix, found))
    if found is _DRAWING:
        width, height, problems = read_svg(source.path, data)
        if problems:
            return _unusable(source, *problems)
        return PictureFacts(source.path, source.digest, source.size, found.media_type, width, height, True, ())
    return _measure_pixels(source, data, found)


def encode(task: VariantTask, blobs: Blobs) -> Variant:
    """Return one file of a picture, its bytes kept; the same bytes on every machine. No metadata is carried over."""
    data = blobs.read(task.digest)
    found = _recognise(data)
    if found is None:
        raise ValueError("only a picture that was measured can be encoded")
    with _open(data, found) as image:
        # A JPEG can be read at a half, a quarter or an eighth of its size; twice what is needed loses nothing to see.
        image.draft(None, (2 * max(task.width, task.height),) * 2)
        whole = _with_channels(_turned(image))
        small = whole.resize((task.width, task.height), Image.Resampling.LANCZOS)
    final = _in_srgb(small).convert("RGBA" if task.transparent else "RGB")
    final.info.clear()
    file = BytesIO()
    written = _WRITTEN[task.media_type]
    final.save(file, written.name, **_OPTIONS[task.media_type])
    made = file.getvalue()
    return Variant(task.media_type, task.width, task.height, blobs.keep(made), len(made), written.suffixes[0])


def _recognise(data: bytes) -> _Format | None:
    """Return what the first bytes of a file say that it is; its name may say something else."""
    return next((found for found, signature in _SIGNATURES if signature.match(data[:_HEAD])), None)


def _measure_pixels(source: Source, data: bytes, found: _Format) -> PictureFacts:
    """Return the facts of a picture made of pixels, after decoding all of it."""
    try:
        with _open(data, found) as image:
            width, height = image.size
            if width * height > LARGEST_AREA or max(width, height) > LONGEST_SIDE:
                return _unusable(source, _too_large(source.path, width, height))
            if found is not _JPEG and getattr(image, "is_animated", False):
                return _unusable(source, _animated(source.path))
            image.draft(None, (1, 1))
            image.load()
            if _orientation(image) >= 5:
                width, height = height, width
            return PictureFacts(
                source.path, source.digest, source.size, found.media_type, width, height, _is_transparent(image), ()
            )
    except Image.DecompressionBombError:  # Pillow's own limit, met while it reads the head
        return _unusable(source, _too_large(source.path))
    except MemoryError:
        raise
    except Exception:  # Decoders raise whatever the broken bytes lead them to.
        return _unusable(source, _corrupt(source.path))


def _open(data: bytes, found: _Format) -> Image.Image:
    """Return the picture with its head read and its pixels not yet; what Pillow would warn of is judged here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(BytesIO(data), formats=(found.name,))


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held, from 1 (upright) to 8; 1 also where the file says nothing that makes sense."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # Metadata may be broken in any way, and matters less than the picture.
        return 1
    return value if value in _TURNS else 1


def _turned(image: Image.Image) -> Image.Image:
    """Return the picture upright."""
    turn = _TURNS.get(_orientation(image))
    return image.transpose(turn) if turn else image


def _is_transparent(image: Image.Image) -> bool:
    """Return whether any pixel lets the ground through; an alpha channel alone says nothing."""
    whole = _with_channels(image)
    return whole.mode == "RGBA" and whole.getchannel("A").getextrema()[0] != 255


def _with_channels(image: Image.Image) -> Image.Image:
    """Return the picture with a value for each channel of each pixel, as scaling and colour profiles need it."""
    if image.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would cut off instead of scaling
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in the colours that every screen expects, as its profile says they look."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        made = ImageCms.profileToProfile(image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # A profile that is broken or meant for other channels says nothing.
    return made or image


def _unusable(source: Source, *problems: Problem) -> PictureFacts:
    return PictureFacts(source.path, source.digest, source.size, "", 0, 0, False, problems)


def _unknown(path: str, suffix: str) -> Problem:
    message = f"This file ends in .{suffix}, but there is no picture in it that could be read."
    return problem(
        "picture-type-unknown", message, "Export the picture once more, as JPEG, PNG, WebP or SVG.", file=path
    )


def _mismatch(path: str, suffix: str, found: _Format) -> Problem:
    message = f"This file ends in .{suffix}, but its content is {found.name}."
    hint = f"Let its name end in .{found.suffixes[0]}, here and where the picture is used."
    return problem("picture-type-mismatch", message, hint, file=path)


def _too_large(path: str, width: int = 0, height: int = 0) -> Problem:
    size = f"{width:,} x {height:,} pixels" if width else "far more pixels than its file could need"
    message = (
        f"This picture has {size}; at most {LARGEST_AREA // 1_000_000} million can be used, {LONGEST_SIDE:,} in a row."
    )
    return problem("picture-too-large", message, "Make it smaller; 2,400 pixels across are enough.", file=path)


def _animated(path: str) -> Problem:
    hint = "Export one still picture of it; movement that cannot be stopped keeps people from reading."
    return problem("picture-animated", "This picture moves.", hint, file=path)


def _corrupt(path: str) -> Problem:
    hint = "Copy or export the picture once more; the file may have been cut off on its way."
    return problem("picture-corrupt", "This picture is damaged and cannot be shown whole.", hint, file=path)
