"""site-builder new: begin a content file."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from msgspec import inspect

from site_builder.cli import FINE, find_root, tell
from site_builder.errors import UsageError
from site_builder.model.front_matter import type_of_kind
from site_builder.model.starting_text import BODIES, PLACEHOLDER
from site_builder.project import day_of
from site_builder.report import one_line
from site_builder.urls import slug, unportable

FOLDERS = {"article": "content/articles", "question": "content/faq", "service": "content/services", "page": "content"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `new` understands."""
    parser.add_argument("kind", choices=tuple(FOLDERS), help="what to write")
    parser.add_argument("title", help="its title, or the question, in quotation marks")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="date it as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Write a commented file that builds at once as a draft; an existing file is left alone."""
    root = find_root(options.root)
    title = one_line(options.title)
    name = _cut(slug(title))
    if not name:
        raise UsageError(f"no file name can be made of {options.title!r}; use Latin letters or digits")
    if unportable(name):
        name = f"{name}-{options.kind}"
    path = f"{FOLDERS[options.kind]}/{name}.md"
    file = root / path
    if (file.parent / name).exists():
        raise UsageError(f"{path.removesuffix('.md')}/ is there already; choose another title")
    text = new_file(options.kind, title, day_of(options.today))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another title, or change that file") from None
    tell(sys.stdout, f"{path}\n")
    tell(sys.stderr, f"{path} is a draft: it stays off the site until you take out `draft: true`.\n")
    return FINE


LONGEST_NAME = 80
"""Characters; a longer address says no more."""


def _cut(name: str) -> str:
    """Return the beginning of `name`, cut between words where it has any."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]


def new_file(kind: str, title: str, today: date) -> str:
    """Return a content file of this kind: what it must say, and every field that it may have as a comment."""
    fields = inspect.type_info(type_of_kind[kind]).fields  # type: ignore[attr-defined]
    given = {"title": title, "question": title, "date": today.isoformat(), "draft": "true"}
    lines = [
        "---",
        "# Lines that begin with # are notes to you. To use a field, take away the # and the space after it.",
    ]
    for field in fields:
        lines.append(f"#   {field.type.extra_json_schema['description']}:")
        if field.required or field.name == "draft":
            value = given.get(field.name, PLACEHOLDER)
            bare = field.name in ("date", "draft")
            lines.append(f"{field.name}: {value if bare else json.dumps(value, ensure_ascii=False)}")
        else:
            lines.append(f"# {field.name}: {_example(field)}")
    return "\n".join([*lines, "---", "", BODIES[kind]])


def _example(field: inspect.Field) -> str:
    """Return what a value of this field looks like."""
    return next(iter(field.type.extra_json_schema.get("examples", ())), None) or _any_example(field.type)  # type: ignore[attr-defined]


def _any_example(info: inspect.Type) -> str:
    """Return what a value of this type looks like."""
    match info:
        case inspect.Metadata(type=inner):
            return _any_example(inner)
        case inspect.UnionType(types=[inner, *_]):
            return _any_example(inner)
        case inspect.DateType():
            return "YYYY-MM-DD"
        case inspect.VarTupleType():
            return "[one, two]"
        case inspect.IntType():
            return "1"
        case inspect.StructType(fields=fields):
            return (
                "{" + ", ".join(f"{field.name}: {_any_example(field.type)}" for field in fields if field.required) + "}"
            )
        case _:
            return "text"
