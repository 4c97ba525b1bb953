"""Snippets for VS Code: every field of front matter, for an editor that reads no schema inside of Markdown.

They are made from the same declaration as the checks. A field that several kinds share is one snippet.
"""

from __future__ import annotations

import json
from typing import Any

from site_builder.model.front_matter import type_of_kind
from site_builder.text.schemas import Node, schema

FILE = ".vscode/front-matter.code-snippets"
"""Where VS Code looks for them in a project."""

FOLDERS = {
    "article": "**/content/articles/**",
    "question": "**/content/faq/**",
    "service": "**/content/services/**",
    "page": "**/content/*.md",
}
"""The files of each kind, as VS Code 1.109 and later understand it; before that every snippet is offered everywhere."""


def snippets() -> bytes:
    """Return the file of snippets: the same bytes everywhere."""
    made: dict[str, Node] = {}
    for kind in type_of_kind:
        described = schema(kind)
        for name, field in described["properties"].items():
            if name.endswith("_digest"):
                continue  # the builder writes these
            snippet = {
                "scope": "markdown",
                "prefix": name,
                "description": field["description"],
                "body": _body(name, field, described.get("$defs", {})),
            }
            same = next((each for each in made.values() if {**each, "include": 0} == {**snippet, "include": 0}), None)
            if same:
                same["include"].append(FOLDERS[kind])
            else:
                made[f"{name} ({kind})"] = {**snippet, "include": [FOLDERS[kind]]}
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def _body(name: str, field: Node, groups: dict[str, Node]) -> list[str]:
    """Return the lines that give a field, with what is to be written over, one behind another."""
    group = _group(field, groups)
    if group is None:
        value, rest = _value(field, 1)
        return [f"{name}: {value}".rstrip(), *rest]
    fields = [(inner, each) for inner, each in group["properties"].items() if "null" not in each["type"]]
    return [f"{name}:", *(f"  {inner}: {_value(each, at)[0]}" for at, (inner, each) in enumerate(fields, start=1))]


def _group(field: Node, groups: dict[str, Node]) -> Node | None:
    """Return the group of fields that a field holds, if it holds one."""
    named = (each.get("$ref", "") for each in (field, *field.get("anyOf", ())))
    return next((groups[each.rpartition("/")[2]] for each in named if each), None)


def _value(field: Node, at: int) -> tuple[str, list[str]]:
    """Return what stands behind the colon, as the stop `at` of the snippet, and the lines below it."""
    types = field.get("type", "string")
    if "enum" in field:
        return _choice([each for each in field["enum"] if each is not None], at), []
    if "boolean" in types and "string" not in types:
        return _choice(["true", "false"], at), []
    if field.get("format") == "date":
        return "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", []
    if "integer" in types:
        return _stop(1, at), []
    example = field["examples"][0] if field.get("examples") else field["description"]
    if "array" in types:
        items = example if isinstance(example, list) else [example]
        return "", [f"  - {_stop(each, number)}" for number, each in enumerate(items, start=at)]
    return _stop(example, at), []


def _choice(values: list[Any], at: int) -> str:
    return f"${{{at}|{','.join(str(each) for each in values)}|}}"


def _stop(text: Any, at: int) -> str:
    """Return a stop that shows `text` until something is written; these signs would end it."""
    shown = json.dumps(text) if isinstance(text, bool) else str(text)
    for sign in "\\$}":
        shown = shown.replace(sign, f"\\{sign}")
    return f"${{{at}:{shown}}}"
