"""Write what is made from the code and kept beside it: `python -m tests.write_docs`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from site_builder.rules.guide import guide
from site_builder.text.schemas import FOLDER, schema_files
from tests.rule_ids import reported

ROOT = Path(__file__).parent.parent


@cache
def documents() -> dict[Path, bytes]:
    """Return each file with what should stand in it."""
    schemas = {ROOT / FOLDER / name: data for name, data in schema_files().items()}
    return {ROOT / "docs/rules.md": guide(reported()).encode(), **schemas}


if __name__ == "__main__":
    for file, data in documents().items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        print(file.relative_to(ROOT))
