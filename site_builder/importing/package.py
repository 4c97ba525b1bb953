"""A Word document is a package of XML files: what is looked at before any of them is believed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from site_builder.errors import UsageError

LARGEST_UNPACKED = 128 * 1024 * 1024
"""Bytes of all files in the package, unpacked: a hundred pictures of a camera. A bomb has a thousand times as many."""

MOST_FILES = 5_000
DEEPEST_XML = 150
"""Elements within each other; a table in a table in a text box has about 60."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What Word's files began with until 2007, and those begin with that have a password (MS-CFB 2.2)."""


def check_package(data: bytes) -> None:
    """Raise UsageError for all that is no Word document, or one that would do harm."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UsageError("it has a password; open it in Word, take the password away, and save it as .docx")
        raise UsageError("it is a document of an old kind (.doc); open it in Word and save it as .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_files(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError):
        raise UsageError("it is damaged, or no Word document; open it in Word and save it as .docx again") from None


def _check_files(package: zipfile.ZipFile) -> None:
    files = package.infolist()
    size = sum(each.file_size for each in files)
    if size > LARGEST_UNPACKED or len(files) > MOST_FILES:
        raise UsageError(
            f"unpacked it has {size:,} bytes in {len(files):,} files; the most that is read is "
            f"{LARGEST_UNPACKED:,} bytes in {MOST_FILES:,} files; make its pictures smaller"
        )
    if "[Content_Types].xml" not in package.namelist() or not any(each.filename.startswith("word/") for each in files):
        raise UsageError("it is a zip file, and no Word document is in it; open the text in Word and save it as .docx")
    for each in files:
        if each.filename.endswith((".xml", ".rels")):
            _check_xml(package.read(each), each.filename)


def _check_xml(data: bytes, name: str) -> None:
    """Raise UsageError for XML that declares what it does not hold itself: Word writes none such."""
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise UsageError(f"its parts are nested more than {DEEPEST_XML} deep ({name}), which Word does not write")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise UsageError(f"it declares entities ({name}), which Word does not write; they may read other files")

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler = begin, end
    reader.StartDoctypeDeclHandler = refuse
    try:
        reader.Parse(data, True)
    except expat.ExpatError:
        raise UsageError(f"it is damaged ({name}); open it in Word and save it as .docx again") from None
