"""Text as Markdown in which it means nothing but itself: every sign that Markdown reads is taken its meaning."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])|[{}]|!(?=\[)")
_ENTITY = re.compile(r"&(?=#?\w)")


def escaped(text: str) -> str:
    """Return a piece of text with a backslash, or its name, for every sign that means something within a line."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text).replace("[^", "[&#94;")


_STARTS = re.compile(r"[#>]|[-+](?=[ ]|$|-)|:(?=[ ]|$)|/{3}|=+[ ]*$|~{3}|[0-9]+(?=\.(?:[ ]|$))|[ ]+")
_NAMED = {":": "&#58;", "/": "&#47;", "=": "&#61;", "~": "&#126;"}
"""Signs that no backslash takes their meaning."""


def escaped_line(line: str) -> str:
    """Return a line of Markdown, without space at its ends, that begins nothing but itself."""
    found = _STARTS.match(line)
    if not found:
        return line
    if line[0].isdigit():
        return f"{found[0]}\\{line[found.end() :]}"
    return (_NAMED.get(line[0]) or f"\\{line[0]}") + line[1:]


def begins_block(word: str) -> bool:
    """Return whether a line that begins with this word would be read as something else than text."""
    return escaped_line(word) != word or re.fullmatch(r"[0-9]+\.?|[-+:|]", word) is not None
