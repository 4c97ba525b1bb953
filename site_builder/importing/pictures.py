"""The pictures of an article: files beside it where they came along, links where they are on the web."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from site_builder.importing.material import Found
from site_builder.importing.structure import attribute, joined, plain
from site_builder.model.starting_text import PICTURE_PLACEHOLDER
from site_builder.urls import slug, unportable

_DATA = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|avif);base64,(.+)", re.DOTALL | re.IGNORECASE)


def place_pictures(
    soup: BeautifulSoup, pictures: dict[str, Found], address: str
) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Point each picture at a file beside the article, or make a link of it; return the files by name, and notes."""
    files: dict[str, Found] = {}
    web = missing = 0
    for image in soup.find_all("img"):
        _take_out_of_link(image)
        src = attribute(image, "src")
        found = pictures.get(src) or _embedded(src)
        if found:
            image["src"] = _file_name(src, found, files)
            image["alt"] = attribute(image, "alt") or PICTURE_PLACEHOLDER
            _take_caption(image)
        elif re.match(r"data:", src, re.IGNORECASE) or not src:
            missing += 1
            image.decompose()
        elif re.match(r"https?://", target := joined(address, src), re.IGNORECASE):
            web += 1
            link = soup.new_tag("a", attrs={"href": target})
            link.string = f"Picture: {attribute(image, 'alt') or posixpath.basename(unquote(target)) or target}"
            image.replace_with(link)
        else:
            missing += 1
            image["src"] = posixpath.basename(src.replace("\\", "/"))
    notes = []
    if web:
        notes.append(f"Pictures on the web are not fetched: {web} are links now. Put your own files in their place.")
    if missing:
        notes.append(f"The files of {missing} pictures did not come along; put them beside the article by hand.")
    if files:
        notes.append("Say of each picture what it shows, between its square brackets, for people who cannot see it.")
    return [(name, each.data) for name, each in files.items()], notes


def _embedded(src: str) -> Found | None:
    """Return the picture that its address itself holds, if it does."""
    found = _DATA.fullmatch(src)
    if not found:
        return None
    try:
        data = base64.b64decode(re.sub(r"\s", "", unquote(found[2])), validate=True)
    except (binascii.Error, ValueError):
        return None
    return Found(data, f".{found[1].lower().replace('jpeg', 'jpg')}")


def _file_name(src: str, found: Found, files: dict[str, Found]) -> str:
    """Return the name of the picture's file, and note it."""
    stem = "" if src.startswith("data:") else slug(posixpath.splitext(posixpath.basename(unquote(src)))[0])[:60]
    stem = stem.strip("-") or "picture"
    stem = f"{stem}-picture" if unportable(stem) else stem
    number = 1
    while files.get(name := f"{stem}{f'-{number}' if number > 1 else ''}{found.suffix}", found) != found:
        number += 1
    files[name] = found
    return name


def _take_out_of_link(image: Tag) -> None:
    """Move a picture out of the link around it, which leads to a larger one: a link holds words only."""
    link = image.find_parent("a")
    if link is None:
        return
    link.insert_before(image.extract())
    if not plain(link) and not link.find("img"):
        link.decompose()


def _take_caption(image: Tag) -> None:
    """Make what stands below a picture its title, which the site shows there."""
    figure = image.find_parent("figure")
    if figure is None or len(figure.find_all("img")) != 1 or figure.find("table"):
        return
    captions = [caption for caption in figure.find_all("figcaption") if not caption.find("a")]
    if len(captions) == 1:
        image["title"] = plain(captions[0])
        captions[0].decompose()
