"""What the editor is made of: what `make editor` fetched, without the addresses of strangers, and our own page.

Every file is known by name; nothing else is ever served. Where Sveltia CMS names a public address that it would ask for
a part of itself, the address is that of the same part here, or of nothing: code editors, maps and image converters are
left out, since no form has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PAGE = HERE / "page"
PACKAGES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
INSTALLED = PACKAGES / "installed-lock.json"
"""A copy of the lock that the packages were installed from; `make editor` makes it last."""

HOME = "index.html"
CONFIG = "config.yml"
LICENCES = "licences.html"
STYLE = "page.css"

STATUS = "status.json"
"""What it hears where it asks how GitHub or GitLab feels today: well."""

CMS = "@sveltia/cms"
SCRIPT = "dist/sveltia-cms.js"

FONTS = {
    "material-symbols-outlined": "@fontsource-variable/material-symbols-outlined/files/"
    "material-symbols-outlined-latin-wght-normal.woff2",
    "source-sans-3": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "noto-mono": "@fontsource/noto-mono/files/noto-mono-latin-400-normal.woff2",
}
"""The typefaces that Sveltia CMS asks for, by its name for each: where npm has them."""

PARTS = {"exifr": "dist/lite.esm.mjs", "turndown": "lib/turndown.browser.es.js"}
"""What it fetches as it needs it: what a picture says of itself, and how to paste formatted text."""

LICENSED = (CMS, *("/".join(path.split("/")[:2]) for path in FONTS.values()), "yaml", *PARTS)
"""Packages of which something is served, and so their licences."""

POLICY = b"<!-- policy -->"
"""Where the policy of a page goes."""


class Part(NamedTuple):
    """A file of the editor: where it lies, and what is made of it.

    `made` takes the address under which all of them stand, `/admin/`, and the policy of the pages among them.
    """

    file: Path
    make: Callable[[bytes, str, str], bytes] = lambda data, _, __: data

    def made(self, root: str, policy: str) -> bytes:
        """Return the bytes of the part for this address and policy."""
        return self.make(self.file.read_bytes(), root, policy)


def is_installed() -> bool:
    """Return whether npm's packages are there as the lock names them."""
    return INSTALLED.is_file() and INSTALLED.read_bytes() == LOCK.read_bytes()


def parts() -> dict[str, Part]:
    """Return every file of the editor but its configuration, by its name below `/admin/`. They must be installed."""
    return dict(_parts())


def _parts() -> Iterator[tuple[str, Part]]:
    for name in ("start.js", "round-trip.js", STYLE, STATUS):
        yield name, Part(PAGE / name)
    yield HOME, Part(PAGE / HOME, lambda page, _, policy: page.replace(POLICY, _meta(policy)))
    yield LICENCES, Part(PAGE / LICENCES, lambda page, _, policy: _with_licences(page.replace(POLICY, _meta(policy))))
    cms = PACKAGES / CMS
    about = json.loads((cms / "package.json").read_bytes())
    yield f"cms/{SCRIPT}", Part(cms / SCRIPT, lambda script, root, _: without_strangers(script, root))
    # By this it would see that there is a newer one: there is not, until the lock names it.
    yield "cms/package.json", Part(cms / "package.json")
    for file in sorted((cms / "locales").glob("*.json")):
        yield f"cms@{about['version']}/locales/{file.name}", Part(file)
    for name, path in PARTS.items():
        version = about["dependencies"][name].lstrip("^~")
        yield f"npm/{name}@{version}/{path}", Part(PACKAGES / name / path)
    for name, path in FONTS.items():
        yield f"fonts/{name}.woff2", Part(PACKAGES / path)
    yaml = PACKAGES / "yaml/browser/dist"
    for file in sorted(yaml.rglob("*.js")):
        yield f"yaml/{file.relative_to(yaml).as_posix()}", Part(file)


_STRANGERS = (
    (
        rb"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[0-9.]+/[a-z0-9-]+\.woff2",
        rb"fonts/\1.woff2",
    ),
    (rb"https://unpkg\.com/@sveltia/cms\b", rb"cms"),
    (rb"https://unpkg\.com/", rb"npm/"),
    (rb"https://www\.githubstatus\.com/api/v2/status\.json", rb"status.json"),
    (rb"https://status-api\.hostedstatus\.com/[0-9a-z./]+", rb"status.json"),
)
"""The addresses that it asks without being told to, as patterns, and what stands there below `/admin/`."""


def without_strangers(script: bytes, root: str) -> bytes:
    """Return the script with each address that it would ask by itself as one of ours, below `root`."""
    for pattern, own in _STRANGERS:
        script = re.sub(pattern, root.encode() + own, script)
    return script


def _meta(policy: str) -> bytes:
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'.encode()


def _with_licences(page: bytes) -> bytes:
    """Return the page with the licence of everything that is served."""
    texts = []
    for name in sorted(set(LICENSED)):
        file = next(file for file in sorted((PACKAGES / name).iterdir()) if file.name.upper().startswith("LICENSE"))
        texts.append(f"<h2>{escape(name)}</h2>\n<pre>{escape(file.read_text('utf-8').strip())}</pre>\n")
    return page.replace(b"<!-- licences -->", "".join(texts).encode())
