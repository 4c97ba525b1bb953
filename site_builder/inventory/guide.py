"""docs/licences.md: the licence of everything that is installed, or shipped with a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from site_builder.inventory.parts import Part
from site_builder.inventory.shipped import SHIPPED

OPENING = """\
# Licences

`python -m tests.write_docs` writes this page from the lock files and from what the parts say of themselves; a test
keeps it current, and refuses a part whose licence does not allow this use (`site_builder/inventory/licences.py`).
`site-builder sbom` tells the same to machines, with digests and what needs what.

The builder, its templates, styles, scripts and icons are under the MIT licence; the words of a site are its clinic's.
"""


def guide(run: Iterable[Part], editor: Iterable[Part], tests: Iterable[Part]) -> str:
    """Return the page: of what the builder runs on, of the editor, and of what tests it."""
    run, editor = list(run), list(editor)
    sections = (
        ("In a published site", _shipped([*run, *editor])),
        ("Installed with the builder", _rows(run)),
        ("Installed with the editor", _rows(editor)),
        ("Installed to test it", _by_licence(tests)),
    )
    return "\n".join([OPENING, *(f"## {title}\n\n{text}" for title, text in sections)])


def _shipped(parts: list[Part]) -> str:
    by_name = {(part.source, part.name): part for part in parts}
    rows = []
    for each in SHIPPED:
        part = by_name[each.source, each.name]
        when = f"with `{each.setting} = true`" if each.setting else "always"
        rows.append(f"| {each.what} | {_named(part)} | {part.licence} | {when} |\n")
    return f"| what | of | licence | when |\n| --- | --- | --- | --- |\n{''.join(rows)}"


def _rows(parts: Iterable[Part]) -> str:
    rows = [f"| {part.name} | {part.version} | {part.licence} |\n" for part in parts]
    return f"| name | version | licence |\n| --- | --- | --- |\n{''.join(rows)}"


def _by_licence(parts: Iterable[Part]) -> str:
    """Return a line a licence: of these there are hundreds, and nobody but us ever has them."""

    def licence(part: Part) -> str:
        return part.licence

    def lines() -> Iterator[str]:
        for each, group in groupby(sorted(parts, key=licence), key=licence):
            yield f"- **{each}**: {', '.join(dict.fromkeys(sorted(_named(part) for part in group)))}\n"

    return "".join(lines())


def _named(part: Part) -> str:
    return f"{part.name} {part.version}"
