"""Pictures: a place in the page for each, with words for those who cannot see it."""

from __future__ import annotations

import html
import posixpath
import re
from xml.etree.ElementTree import Element

from site_builder.markup.conversion import Conversion, Shown, quoted
from site_builder.markup.links import fault_of_path
from site_builder.markup.places import Mark
from site_builder.model.document import PictureUse
from site_builder.model.problem import Place, Severity
from site_builder.model.starting_text import PICTURE_PLACEHOLDER

_FILE_NAME = re.compile(
    r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|heic|tiff?|bmp)|(?:img|dsc|image|photo|screenshot)[-_ ]?\d+", re.I
)


def show(picture: Element, src: str, mark: Mark | None, conversion: Conversion, *, alone: bool) -> str:
    """Return the slot of a picture; "" if there can be none.

    The title is a caption where the picture stands `alone` in its paragraph; within a line there is no room for one.
    """
    place = mark.place if mark else Place()
    source, alt = html.unescape(src), html.unescape(picture.get("alt", "")).strip()
    if fault := _fault(source, conversion.path):
        conversion.report(*fault, place)
        return ""
    if alt == PICTURE_PLACEHOLDER:
        message = f"The description of “{quoted(source)}” is still “{alt}”."
        conversion.report("picture-alt-missing", message, "Say in a few words what the picture shows.", place)
    elif not alt:
        message = f"The picture “{quoted(source)}” has no description for people who cannot see it."
        conversion.report(
            "picture-alt-missing", message, "Write it between the square brackets: ![A nurse...](file).", place
        )
    elif _FILE_NAME.fullmatch(alt) or alt == posixpath.basename(source).rpartition(".")[0]:
        message = f"The description of the picture, “{quoted(alt)}”, is a file's name."
        hint = "Say in a few words what the picture shows."
        conversion.report("picture-alt-file-name", message, hint, place, Severity.WARNING)
    title = html.unescape(picture.get("title", "")) if alone else ""
    return conversion.slot(Shown(PictureUse(source, place), alt, title))


def _fault(source: str, path: str) -> tuple[str, str, str] | None:
    shown = quoted(source)
    hint = "Put the picture beside this file or under static/, and write its file name."
    if not source:
        return "picture-missing", "The picture names no file.", hint
    if re.match(r"\s*[a-z][a-z0-9+.\s-]*:|\s*//", source, re.IGNORECASE):
        return "picture-external", f"The picture “{shown}” is not a file of this site.", hint
    if source.startswith("/") or ".." in source.split("/") or re.search(r"[?#]", source):
        return "picture-path", f"“{shown}” does not name a picture beside this file or under static/.", hint
    if fault_of_path(source, shown, path):
        return "picture-path", f"“{shown}” cannot be read as the name of a picture.", hint
    return None
