"""Word documents → Material: the one module that knows mammoth."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import mammoth  # type: ignore[import-untyped]

from site_builder.errors import UsageError
from site_builder.importing.material import Found, Material
from site_builder.importing.package import check_package

STYLES = """\
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='TOC Heading'] => !
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
"""
"""What styles of Word mean, beyond those that mammoth knows."""

_SUFFIXES = {"jpeg": ".jpg", "jpg": ".jpg", "svg+xml": ".svg"} | {
    name: f".{name}" for name in ("png", "gif", "webp", "avif")
}


def read_word_file(data: bytes) -> Material:
    """Return what a Word document holds; nothing is fetched that it only names. Raises UsageError."""
    check_package(data)
    pictures: dict[str, Found] = {}
    notes: list[str] = []

    def keep(image: Any) -> dict[str, str]:
        """Return the attributes of a picture, and keep its bytes."""
        kind = image.content_type.partition("/")[2].lower()
        if kind not in _SUFFIXES:
            notes.append(f"A picture of the kind {kind.upper()} was left out; save it as PNG and put it in by hand.")
            return {"src": ""}
        with image.open() as opened:
            found = Found(opened.read(), _SUFFIXES[kind])
        name = next((name for name, each in pictures.items() if each == found), f"picture-{len(pictures) + 1}")
        pictures[name] = found
        return {"src": name}

    try:
        made = mammoth.convert_to_html(
            BytesIO(data), style_map=STYLES, convert_image=mammoth.images.img_element(keep), external_file_access=False
        )
    except Exception as error:
        # What a file that Word did not write makes mammoth raise is anything, and none of it says more than this.
        what = type(error).__name__
        raise UsageError(
            f"it is damaged, or no Word document ({what}); open it in Word and save it as .docx again"
        ) from None
    return Material(
        html=made.value,
        title=_title(data),
        first_line_is_title=True,
        pictures=tuple(pictures.items()),
        notes=tuple(dict.fromkeys([*notes, *_left_out(message.message for message in made.messages)])),
    )


def _left_out(messages: Iterable[str]) -> list[str]:
    """Return what of the document could not be read, for people."""
    found = []
    for message in messages:
        if "external image" in message or "external file" in message:
            found.append("A picture that the document only names was left out; nothing is fetched.")
        elif "oMath" in message or "office-math" in message:
            found.append("A formula was left out; write it in words, or put a picture of it in.")
        elif element := re.match(r"An unrecognised element was ignored: (?:\{.*\})?(?:\w+:)?(\w+)", message):
            found.append(f"A part of the document was left out (“{element[1]}”); compare the article with it.")
    return found


_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def _title(data: bytes) -> str:
    """Return the title among the properties of the document, "" if it has none that says anything."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        if "docProps/core.xml" not in package.namelist():
            return ""
        found = ElementTree.fromstring(package.read("docProps/core.xml")).findtext(_DC_TITLE) or ""
    given = " ".join(found.split())
    return "" if re.fullmatch(r"(?i)(?:microsoft word - .*|document ?\d*|untitled|.*\.docx?|)", given) else given
