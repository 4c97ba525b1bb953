"""site: addresses of the preview → files of the last build, as the hosts answer for which a site is made."""

from __future__ import annotations

import stat
from datetime import date
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from site_builder.cache.memo import CacheDamaged, InputChanged
from site_builder.model.document import Document
from site_builder.parts.standing import FileStatus, file_status
from site_builder.pipeline import Examined
from site_builder.serve.notes import PageShown, encoded, notes
from site_builder.serve.preview import Preview, State
from site_builder.text.source_text import LARGEST, read_text
from site_builder.urls import escape

NOT_FOUND = "404.html"


class Address(NamedTuple):
    """What lies at an address: the path of a file of the site, or where the address leads on to."""

    path: str
    status: HTTPStatus = HTTPStatus.OK
    leads_to: str = ""


def address_of(state: State, address: str) -> Address:
    """Return what lies at `address`, which begins with a slash and holds no query."""
    if state.base != "/" and address in ("/", state.base.removesuffix("/")):
        return Address("", HTTPStatus.FOUND, escape(state.base))
    below = address.removeprefix(state.base) if address.startswith(state.base) else None
    if below is not None:
        path = f"{below}index.html" if below == "" or below.endswith("/") else below
        if path in state.files:
            return Address(path)
        if f"{path}/index.html" in state.files:
            return Address("", HTTPStatus.FOUND, escape(f"{address}/"))
    missing = NOT_FOUND if NOT_FOUND in state.files else ""
    language = below.partition("/")[0] if below else ""
    if f"{language}/{NOT_FOUND}" in state.files:
        missing = f"{language}/{NOT_FOUND}"
    return Address(missing, HTTPStatus.NOT_FOUND)


def notes_of(preview: Preview, address: str) -> bytes:
    """Return what is told of the page at `address`, as JSON."""
    shown = _shown(preview, address)
    return encoded(notes(shown, preview.state.problems, lambda path: _text(preview, path), str(preview.root)))


def _shown(preview: Preview, address: str) -> PageShown:
    """Return what a browser shows that is at `address`."""
    found = address_of(preview.state, address)
    nothing = PageShown(address, "", b"", preview.state.today)
    if found.status != HTTPStatus.OK:
        return nothing
    source = preview.state.files[found.path].source
    try:
        html = preview.read(found.path) or b""
    except (InputChanged, CacheDamaged, OSError):
        return nothing
    is_current = found.path not in preview.state.lost
    shown = PageShown(address, source, html, preview.state.today, is_current)
    # Every page is made of something in content/; which texts of all it shows nobody need know.
    examined = preview.examined(source) if source != "content" else []
    statuses = [_status(file, original, preview.state.today) for file, original in examined]
    if [each.file for each in statuses] != [source]:
        return msgspec.structs.replace(shown, parts=tuple([each for each in statuses if not each.translation]))
    cited = tuple([each.key for each in examined[0][0].document.citations])
    return msgspec.structs.replace(shown, status=statuses[0], cited=cited)


def _status(file: Examined, original: Document | None, today: date) -> FileStatus:
    translation = file.pair.standing if file.pair else ""
    return file_status(file.document, file.parsed, file.standing, today, original=original, translation=translation)


def _text(preview: Preview, path: str) -> str | None:
    """Return the text of a file of the project, None where it cannot be read as text."""
    file = preview.root / path
    try:
        # Links may lead out of the project, pipes never end, and of what is too large nothing is shown.
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        data = file.read_bytes()
    except (OSError, ValueError):
        return None
    return read_text(path, data)[0]
