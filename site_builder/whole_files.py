"""Files of a project are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write these files, those that are there with the mode that they have; none where the disk refuses one.

    Raises OSError.
    """
    beside = {file: file.with_name(f".{file.name}.new") for file in files}
    try:
        for file, new in beside.items():
            new.write_bytes(files[file])
            if file.exists():
                new.chmod(file.stat().st_mode & 0o7777)
        for file, new in beside.items():
            os.replace(new, file)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
