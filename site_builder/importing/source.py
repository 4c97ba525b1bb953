"""FILE → bytes and the reader for them; what cannot be read is refused with what to do instead."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from site_builder.errors import UsageError
from site_builder.importing.material import Material
from site_builder.importing.page import read_page_file
from site_builder.importing.text import read_text_file
from site_builder.importing.word import read_word_file

LARGEST = {"text": 2 * 1024 * 1024, "page": 16 * 1024 * 1024, "word": 64 * 1024 * 1024}
"""Bytes: a text of 300,000 words; a web page with its pictures in it; a document with those of a camera."""

KINDS = {".txt": "text", ".text": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".docx": "word"}

_INSTEAD = {
    ".pdf": "PDF files are not read: open it, copy its text into a text file (.txt), and import that",
    ".doc": "documents of this old kind are not read: open it in Word and save it as .docx",
    ".docm": "open it in Word and save it as .docx, without macros",
    ".dotx": "this is a template: open it in Word and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".odt": "open it in LibreOffice or Word and save it as .docx",
    ".pages": "open it in Pages and export it as Word (.docx)",
    ".mht": "save the page again, as “web page, HTML only” or “web page, complete”",
    ".mhtml": "save the page again, as “web page, HTML only” or “web page, complete”",
    ".webarchive": "save the page again as HTML",
    ".md": "it is Markdown already: copy its text into a file that `site-builder new article` wrote",
}
_READ = "text (.txt), web pages (.html, .htm) and Word documents (.docx) are read"


def read_source(file: Path) -> Material:
    """Return what `file` holds. Raises UsageError where that cannot be read, and OSError where the machine fails."""
    if not os.path.lexists(file):
        raise UsageError("there is no such file")
    if file.is_dir():
        raise UsageError("it is a folder; name the file in it that is to be imported")
    kind = KINDS.get(file.suffix.lower())
    if kind is None:
        raise UsageError(_INSTEAD.get(file.suffix.lower(), f"files of this kind are not read: {_READ}"))
    data = _bytes(file, LARGEST[kind])
    if data.startswith(b"%PDF-"):
        raise UsageError(f"it is a PDF file under another name; {_INSTEAD['.pdf']}")
    if data.startswith(b"{\\rtf"):
        raise UsageError(f"it is a file of rich text (RTF) under another name; {_INSTEAD['.rtf']}")
    if kind != "word" and data.startswith(b"PK\3\4"):
        raise UsageError("it is a Word document or another zip file under another name; give it its own ending")
    match kind:
        case "text":
            return read_text_file(data)
        case "page":
            return read_page_file(data, file)
        case _:
            return read_word_file(data)


def _bytes(file: Path, largest: int) -> bytes:
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UsageError("it is not a file that can be read to its end")
    if status.st_size > largest:
        raise UsageError(f"it has {status.st_size:,} bytes; the most that is read is {largest:,}; divide it")
    data = file.read_bytes()
    if not data.strip():
        raise UsageError("it is empty")
    return data
