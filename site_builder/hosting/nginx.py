"""nginx: the lines that a server block includes to answer for the site.

Nothing in it depends on what the texts say: it is made anew where old addresses are added, and where the policy is
another one, since a script or style within the pages was changed.
"""

from __future__ import annotations

import re

from site_builder.hosting.answers import (
    ASK_EACH_TIME,
    EDITOR,
    EVERYWHERE,
    FOR_EVER,
    NAMED_BY_CONTENT,
    OPENER,
    POLICY,
    ROBOTS,
    UNSEEN,
    missing_pages,
    old_addresses,
    own,
    pattern_of,
)
from site_builder.hosting.twins import SMALLEST
from site_builder.media_types import TEXTS, TYPES, UNKNOWN
from site_builder.model.hosting import Hosting

FILE = "nginx.conf"

VARIABLES = {POLICY: "$site_policy", OPENER: "$site_opener", ROBOTS: "$site_robots"}
"""What is another thing for the editor than for pages, and so stands in a variable."""


def configuration(hosting: Hosting) -> str:
    """Return the file, but for the line that says who made it."""
    parts = [
        _headers(hosting),
        _files(),
        _compression(hosting),
        _errors(hosting),
        _unseen(hosting),
        _redirects(hosting),
    ]
    location = f"location {_text(hosting.base)} {{\n{_indented(chr(10).join(part for part in parts if part))}}}\n"
    return "\n".join(part for part in (_how_to(hosting), _what_differs(hosting), _bare_base(hosting), location) if part)


def _how_to(hosting: Hosting) -> str:
    folder, host = hosting.base.strip("/"), hosting.origin.partition("://")[2]
    lies = f"the site lies in {folder}/ below it" if folder else "the folder of the built site"
    return f"""\
# nginx: how to answer for {hosting.origin}{hosting.base}
# Include it in the server block of that host, in the one that listens to HTTPS:
#
#     server {{
#         listen 443 ssl;
#         server_name {host.partition(":")[0]};
#         root /srv/clinic;  # {lies}
#         include /etc/nginx/site-builder/{FILE};
#     }}
#
# It brings the `location {hosting.base}` of that block, so let there be no other one.
#
# Texts may be added and changed without a new copy of this file. Make it again, and `nginx -t && nginx -s reload`,
# with a site whose templates or styles were changed, since the policy below names by their digests the style and the
# script that stand within pages; and with one that has more old addresses than before.
"""


def _what_differs(hosting: Hosting) -> str:
    """Return what is said of some files only.

    It stands in variables, since a location that adds a header of its own forgets all others.
    """
    kept = f"""\
# What is said of some files only; where it is "", nothing is said.
set $site_asks "{ASK_EACH_TIME}";
set $site_keeps "";

# These bear a fingerprint of their content in their names, and so never change.
if ($uri ~ "^{pattern_of(hosting.base)}{NAMED_BY_CONTENT}$") {{
    set $site_asks "";
    set $site_keeps "{FOR_EVER}";
}}
"""
    if not hosting.editor:
        return kept
    pages, editor = (
        "".join(
            f"set {name} {_text(dict(own(hosting, is_editor=is_editor)).get(header, ''))};\n"
            for header, name in VARIABLES.items()
        )
        for is_editor in (False, True)
    )
    return f"""\
{kept}
# The editor has a policy of its own.
{pages}if ($uri ~ "^{pattern_of(hosting.base)}{EDITOR}/") {{
{_indented(editor)}}}
"""


def _bare_base(hosting: Hosting) -> str:
    """Return what leads from `/clinic` to `/clinic/`, where the site has such a path."""
    bare = hosting.base.removesuffix("/")
    leads = f"    absolute_redirect off;\n    return 301 {_text(hosting.base)};\n"
    return f"location = {_text(bare)} {{\n{leads}}}\n" if bare else ""


def _headers(hosting: Hosting) -> str:
    """Return every header, in the one place where headers are added."""
    said = {name: f'"{value}"' for name, value in (*own(hosting, is_editor=False), *EVERYWHERE)}
    said |= VARIABLES if hosting.editor else {}
    same = "".join(f"add_header {name} {value} always;\n" for name, value in said.items())
    return f"""\
# What browsers may do; it is said with errors too.
{same}
# What never changes is not asked for again. An error is not kept, nor does another rule of this server say how long.
expires off;
add_header Cache-Control $site_asks always;
add_header Cache-Control $site_keeps;

# Which nginx this is, is nobody's business.
server_tokens off;
"""


def _files() -> str:
    """Return what is served, and as what."""
    kinds: dict[str, list[str]] = {}
    for end, media_type in TYPES.items():
        kinds.setdefault(media_type.partition(";")[0], []).append(end.removeprefix("."))
    types = "".join(f"    {media_type} {' '.join(ends)};\n" for media_type, ends in sorted(kinds.items()))
    with_charset = sorted({each.partition(";")[0] for each in TEXTS.values() if ";" in each} - {"text/html"})
    return f"""\
index index.html;
autoindex off;

# To an address without its closing slash: relative, as nginx may not know the port and scheme that visitors see.
absolute_redirect off;

# The parts of the search index have no type of their own.
types {{
{types}}}
default_type {UNKNOWN};
charset utf-8;
charset_types {" ".join(with_charset)};
"""


def _compression(hosting: Hosting) -> str:
    said = ["gzip_vary on;"]
    if "brotli" in hosting.precompressed:
        said += [
            "",
            "# Texts lie beside themselves, compressed: a.css.br. Debian has the module for this in",
            "# libnginx-mod-http-brotli-static; with `disable_symlinks` it sends nothing.",
            "brotli_static on;",
        ]
    if "gzip" in hosting.precompressed:
        said += ["", "# Texts lie beside themselves, compressed: a.css.gz.", "gzip_static on;", "gzip off;"]
    else:
        types = sorted({each.partition(";")[0] for each in TEXTS.values()} - {"text/html"})
        said += [
            "",
            "# Texts are compressed on their way, pages among them.",
            "gzip on;",
            f"gzip_types {' '.join(types)};",
            f"gzip_min_length {SMALLEST};",
            "gzip_proxied any;",
            "gzip_comp_level 5;",
        ]
    return "".join(f"{line}\n" for line in said)


def _errors(hosting: Hosting) -> str:
    """Return which page is shown where there is none, in each language."""
    said = []
    for folder, page in missing_pages(hosting):
        here = _text(hosting.base + page)
        pages = [f"error_page 404 {here};", f"error_page 403 =404 {here};"]
        if folder:
            pages = [f"location {_text(hosting.base + folder)} {{", *(f"    {line}" for line in pages), "}"]
        said += [*pages, f"location = {here} {{", "    internal;", "}"]
    opening = ["# What is not there; nor do folders without a page show what is in them."] if said else []
    return "".join(f"{line}\n" for line in (*opening, *said))


def _unseen(hosting: Hosting) -> str:
    exact = "".join(f"location = {_text(hosting.base + path)} {{\n    return 404;\n}}\n" for path in UNSEEN)
    return f"""\
# Not for visitors: what other hosts and the publisher read, and whatever else has a dot before its name.
{exact}location ~ "/\\.(?!well-known/)" {{
    return 404;
}}
"""


def _redirects(hosting: Hosting) -> str:
    made = [
        f"location = {_text(old)} {{\n    return 301 {_text(f'{new}$is_args$args')};\n}}\n"
        for old, new in old_addresses(hosting).items()
    ]
    return "".join(["# Old addresses.\n", *made]) if made else ""


def _text(value: str) -> str:
    """Return `value` as nginx reads it: in quotation marks, where a sign in it means something to nginx."""
    if re.fullmatch(r"[\w./~%$-]+", value, re.ASCII):
        return value
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _indented(lines: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in lines.split("\n")[:-1])
