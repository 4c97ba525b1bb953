"""Bytes → text, whatever program saved them, and the name of the encoding that was found."""

from __future__ import annotations

import codecs
import re

from site_builder.errors import UsageError


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, for people.

    A byte order mark decides, then what the file `declared`, if its bytes agree; what is not UTF-8 is taken for
    Windows-1252, as browsers do (WHATWG, Encoding). Raises UsageError for what is no text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], codec, name), name
    if b"\0" in data:
        raise UsageError("it holds NUL bytes, so it is no text; save it anew as text, HTML or Word (.docx)")
    for codec in filter(None, (_codec(declared), "utf-8")):
        try:
            return data.decode(codec), _NAMES.get(codec, codec)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace"), _NAMES["cp1252"]


_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_NAMES = {"utf-8": "UTF-8", "utf8": "UTF-8", "cp1252": "Windows-1252", "windows-1252": "Windows-1252"}

_KNOWN = re.compile(
    r"utf-?8|(?:windows-|cp)(?:125[0-8]|874)|iso-8859-(?:[2-9]|1[013-6])|koi8-[ru]|macintosh|gbk|gb2312|gb18030|big5"
    r"|euc-(?:jp|kr)|shift_jis|iso-2022-jp|ibm866"
)
"""Those that browsers read. Python knows codecs beside them that are none for text."""

_WESTERN = re.compile(r"(?:iso-?8859-?1|latin-?1|us-ascii|ascii)")
"""Names under which browsers read Windows-1252."""


def _codec(declared: str) -> str:
    """Return Python's name of the encoding that a file declares, "" where it is none for text."""
    name = declared.strip().lower()
    if _WESTERN.fullmatch(name):
        return "cp1252"
    if not _KNOWN.fullmatch(name):
        return ""
    return {"macintosh": "mac-roman", "windows-874": "cp874"}.get(name, name)


def _decoded(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise UsageError(f"it says that it is {name}, and is not; save it anew as UTF-8") from None
    if "\0" in text:
        raise UsageError("it holds NUL characters, so it is no text; save it anew as text, HTML or Word (.docx)")
    return text
