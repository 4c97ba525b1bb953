"""Write what is made from the code and kept beside it: `python -m tests.write_docs`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from site_builder.rules.guide import guide
from site_builder.text.schemas import FOLDER, schema_files
from site_builder.text.snippets import FILE as SNIPPETS
from site_builder.text.snippets import snippets
from tests import licences
from tests.rule_ids import reported
from tests.writing_guide import GUIDE, with_made_parts

ROOT = Path(__file__).parent.parent


@cache
def documents() -> dict[Path, bytes]:
    """Return each file with what should stand in it."""
    schemas = {ROOT / FOLDER / name: data for name, data in schema_files().items()}
    writing = with_made_parts(GUIDE.read_text(encoding="utf-8"))
    return {
        ROOT / "docs/licences.md": licences.page().encode(),
        ROOT / "docs/rules.md": guide(reported()).encode(),
        GUIDE: writing.encode(),
        ROOT / SNIPPETS: snippets(),
        **schemas,
    }


if __name__ == "__main__":
    for file, data in documents().items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        print(file.relative_to(ROOT))
