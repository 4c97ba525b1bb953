"""What the preview answers below /admin/: the editor, with a policy of its own that lets it speak to nobody else."""

from __future__ import annotations

import json
from pathlib import Path

from site_builder.editor.bundle import CONFIG, HOME, PAGE, STYLE, is_installed, parts
from site_builder.editor.config import configuration
from site_builder.editor.policy import policy
from site_builder.media_types import media_type
from site_builder.model.config import AdminBackend
from site_builder.model.front_matter import ArticleFields
from site_builder.model.response import Response
from site_builder.text.front_matter import read_front_matter
from site_builder.urls import identify

ADMIN = "/admin/"

HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
)


def respond(path: str, root: Path) -> Response | None:
    """Return the answer for `path`, the address without its query, or None where it is not ours or there is nothing.

    `root` is the project that is edited; of it only the configuration tells.
    """
    if path == ADMIN.rstrip("/"):
        return Response(301, media_type(HOME), b"", (("Location", ADMIN), *HEADERS))
    if not path.startswith(ADMIN):
        return None
    name = path.removeprefix(ADMIN) or HOME
    if not is_installed():
        own = {HOME: "missing.html", STYLE: STYLE}.get(name)
        return _answer(name, (PAGE / own).read_bytes(), status=200 if own == name else 503) if own else None
    if name == CONFIG:
        return _answer(name, _configuration(root))
    part = parts().get(name)
    return _answer(name, part.made(ADMIN, policy())) if part else None


def _answer(name: str, body: bytes, status: int = 200) -> Response:
    own = (("Content-Security-Policy", f"{policy()}; frame-ancestors 'none'"),) if name.endswith(".html") else ()
    return Response(status, media_type(name), body, (*own, *HEADERS))


def _configuration(root: Path) -> bytes:
    """Return the configuration for the files as they are now. JSON is YAML, which the name promises."""
    content = root / "content"
    data = {f"content/{file.name}": _read(file) for file in sorted(content.glob("*.yaml"))}
    documents = [file.relative_to(root).as_posix() for file in sorted(content.rglob("*.md"))]
    found = {path: identify(path) for path in documents}
    titles = {
        path: fields.title
        for path, what in found.items()
        if what and what.kind == "article" and not what.language
        if (fields := read_front_matter(path, _read(root / path), ArticleFields).fields)
    }
    # The editor wants to know a code host even where it works in a folder, and says the last part of this name.
    backend = AdminBackend("github", f"clinic/{root.resolve().name or 'site'}")
    made = configuration(data, documents, titles, backend)
    return json.dumps(made, ensure_ascii=False).encode()


def _read(file: Path) -> bytes:
    """Return what a file holds, nothing where it cannot be read: the build says so, and the editor goes on."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
