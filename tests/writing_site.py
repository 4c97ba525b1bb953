"""The site that ships with every example of the guide for writers in it: what the tests check and the pictures show."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.writing_guide import Example, example_of, fields_of

REPOSITORY = Path(__file__).parent.parent

FOLDERS = {
    "article": "content/articles",
    "question": "content/faq",
    "service": "content/services",
    "page": "content",
    "text": "content",
}
"""Where a file of each kind lies; a `text` is the text of a page."""

PICTURE = "content/articles/what-a-session-is-like/treatment-room.png"

HEAD = '---\ntitle: "How this looks"\ndescription: An example.\n---\n\n'
BODY = "The answer comes first [@taylor2006; @arroll2009; @henssler2024]. Ask us what to do next.\n"


def path_of(example: Example) -> str:
    """Return where the file of an example lies."""
    prefix = "example-" if example.kind == "text" else ""
    return f"{FOLDERS[example.kind]}/{prefix}{example.name}.md"


def write_site(root: Path, examples: Iterable[Example]) -> None:
    """Write the site that ships, in its first language, and in it a file for each example, or its part of a data file.

    Translations are left out, but for the words of the clinic: the guide has one of its own.
    """
    for folder in ("content", "templates", "static"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=lambda _, names: set(_translated(names)))
    shutil.copy(REPOSITORY / "content" / "clinic.es.yaml", root / "content")
    shutil.copy(REPOSITORY / PICTURE, root / "static")
    (root / "content" / "addresses.yaml").unlink(missing_ok=True)
    (root / "pyproject.toml").write_text("[tool.site-builder]\n", encoding="utf-8")
    # As in a checkout, where `make serve` is known.
    (root / "Makefile").touch()
    for example in examples:
        _put(root, example)


def _translated(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.endswith((".es.md", ".es.yaml")) or name.startswith(".")]


def _put(root: Path, example: Example) -> None:
    if example.kind in FOLDERS:
        head = HEAD if example.kind == "text" else ""
        (root / path_of(example)).write_text(head + example.body, encoding="utf-8")
    elif example.kind == "references":
        with (root / "content" / "references.bib").open("a", encoding="utf-8") as file:
            file.write(f"\n{example.body}")
    else:
        data_file = root / "content" / f"{example.kind}.yaml"
        data = data_file.read_text(encoding="utf-8")
        for part in re.findall(r"^\w+:\n(?: .*\n)+", example.body, re.MULTILINE):
            name = part.partition("\n")[0]
            assert f"\n{name}\n" in data
            data = data.replace(f"\n{name}\n", f"\n{part}", 1)
        data_file.write_text(data, encoding="utf-8")


def every_field(kind: str) -> str:
    """Return a file of this kind with every field that the guide shows, as it shows it."""
    lines = [example_of(kind, field.name) for field in fields_of(kind)]
    return "\n".join(["---", *lines, "---", "", BODY])
