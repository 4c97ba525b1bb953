"""Caddy: a whole Caddyfile for the site. When it is made anew `nginx` tells: it depends on the same."""

from __future__ import annotations

import re

from site_builder.hosting.answers import (
    ASK_EACH_TIME,
    EDITOR,
    EVERYWHERE,
    FOR_EVER,
    NAMED_BY_CONTENT,
    UNSEEN,
    Headers,
    missing_pages,
    old_addresses,
    own,
    pattern_of,
)
from site_builder.hosting.twins import SMALLEST
from site_builder.media_types import TEXTS, TYPES, UNKNOWN
from site_builder.model.hosting import Hosting

FILE = "Caddyfile"

ENCODINGS = {"brotli": "br", "gzip": "gzip"}
"""What Caddy calls the encodings of twins, the one that it should rather take first."""


def configuration(hosting: Hosting) -> str:
    """Return the file, but for the line that says who made it."""
    address = hosting.origin.removeprefix("https://")
    parts = [_headers(hosting), _unseen(hosting), _redirects(hosting), _kinds(hosting), _files(hosting)]
    # In a route things are done in the order in which they stand.
    inside = [_folder(hosting), _block("route", "\n".join(part for part in parts if part)), _errors(hosting)]
    return f"{_how_to(hosting)}\n{_block(f'{{$SITE_ADDRESS:{address}}}', chr(10).join(inside))}"


def _how_to(hosting: Hosting) -> str:
    return f"""\
# Caddy: how to answer for {hosting.origin}{hosting.base}
# It is a whole Caddyfile: with it in /etc/caddy/Caddyfile, Caddy gets the certificate and leads from http to https by
# itself. Another Caddyfile can `import` it.
#
# Texts may be added and changed without a new copy of this file. Make it again, and `caddy reload`,
# with a site whose templates or styles were changed, since the policy below names by their digests the style and the
# script that stand within pages; and with one that has more old addresses than before.
#
# To try it here: SITE_ADDRESS=http://localhost:8080 SITE_ROOT=$PWD/public caddy run --config {FILE}
"""


def _folder(hosting: Hosting) -> str:
    folder = hosting.base.strip("/")
    lies = f"The site lies in {folder}/ below this folder." if folder else "The folder of the built site."
    return f"# {lies}\nroot * {{$SITE_ROOT:/srv/clinic}}\n"


def _headers(hosting: Hosting) -> str:
    made = f"""\
# What browsers may do; it is said with errors too.
{_header("", (*own(hosting, is_editor=False), *EVERYWHERE, ("Cache-Control", ASK_EACH_TIME)))}"""
    if not hosting.editor:
        return made
    return f"""\
{made}
# The editor has a policy of its own.
@editor path {_text(f"{hosting.base}{EDITOR}/*")}
{_header("@editor ", own(hosting, is_editor=True))}"""


def _header(matcher: str, headers: Headers) -> str:
    lines = "".join(f'\t{name} "{value}"\n' for name, value in headers)
    return f"header {matcher}{{\n{lines}}}\n"


def _kinds(hosting: Hosting) -> str:
    """Return what is said of files by their names. It is said of those that are there only: no error is kept."""
    ends: dict[str, list[str]] = {}
    for end, media_type in TYPES.items():
        ends.setdefault(media_type, []).append(end.removeprefix("."))
    types = "".join(f'\t~(?i)\\.({"|".join(each)})$ "{media_type}"\n' for media_type, each in sorted(ends.items()))
    return f"""\
# These bear a fingerprint of their content in their names, and so never change.
@named_by_content {{
	file
	path_regexp `^{pattern_of(hosting.base)}{NAMED_BY_CONTENT}$`
}}
header @named_by_content Cache-Control "{FOR_EVER}"

# What files are: Caddy itself asks the machine. The parts of the search index have no type of their own.
map {{path}} {{media_type}} {{
	~/$ "{TYPES[".html"]}"
{types}	default {UNKNOWN}
}}
@there file
header @there Content-Type {{media_type}}
"""


def _redirects(hosting: Hosting) -> str:
    bare = hosting.base.removesuffix("/")
    rules = old_addresses(hosting) | ({bare: hosting.base} if bare else {})
    made = "".join(f"redir {_text(old)} {_text(new)} 301\n" for old, new in rules.items())
    return f"# Old addresses.\n{made}" if made else ""


def _unseen(hosting: Hosting) -> str:
    pages = [page for _, page in missing_pages(hosting)]
    return f"""\
# Not for visitors: what other hosts and the publisher read, whatever else has a dot before its name, and the pages of
# errors under their own addresses.
@unseen path {" ".join(_text(hosting.base + path) for path in (*UNSEEN, *pages))}
error @unseen 404
@dotted {{
	path */.*
	not path /.well-known/*
}}
error @dotted 404
"""


def _files(hosting: Hosting) -> str:
    twins = [name for encoding, name in ENCODINGS.items() if encoding in hosting.precompressed]
    lies = _block("file_server", f"precompressed {' '.join(twins)}\n") if twins else "file_server\n"
    said = f"# Texts lie beside themselves, compressed: a.css.br, a.css.gz.\n{lies}" if twins else lies
    if "gzip" in hosting.precompressed:
        return said
    types = sorted({each.partition(";")[0] for each in TEXTS.values()})
    matched = _block("match", "".join(f"header Content-Type {each}*\n" for each in types))
    on_their_way = _block("encode", f"gzip\nminimum_length {SMALLEST}\n{matched}")
    return f"# Texts are compressed on their way.\n{on_their_way}{said}"


def _errors(hosting: Hosting) -> str:
    """Return which page is shown where there is none, in each language."""
    handled, number = [], "{http.error.status_code}"
    for folder, page in reversed(missing_pages(hosting)):
        name, below = "@missing", ""
        if folder:
            name, below = f"@missing_{folder.strip('/')}", f"path {_text(f'{hosting.base}{folder}*')}\n"
        handled += [
            _block(name, f"expression {number} == 404\n{below}"),
            _block(f"handle {name}", f"rewrite * {_text(hosting.base + page)}\nfile_server\n"),
        ]
    said = _block("handle", f'respond "{number} {{http.error.status_text}}"\n')
    return "# What is not there has a page that says so, in each language.\n" + _block(
        "handle_errors", "\n".join([*handled, said])
    )


def _text(value: str) -> str:
    """Return `value` as Caddy reads it: in quotation marks, where a sign in it means something to Caddy."""
    if re.fullmatch(r"[\w./~%*-]+", value, re.ASCII):
        return value
    plain = value.replace('"', '\\"')
    return f'"{plain}"'


def _block(opening: str, inside: str) -> str:
    return f"{opening} {{\n{_indented(inside)}}}\n"


def _indented(lines: str) -> str:
    return "".join(f"\t{line}\n" if line else "\n" for line in lines.split("\n")[:-1])
