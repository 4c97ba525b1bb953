"""JSON Schemas of front matter and data files, so that an editor completes fields and marks what the checks refuse.

They are made from the same types as the checks (`fields.py`) and say the same, with one difference that a schema needs:
an editor's YAML takes `97205` for a number and `updated:` for nothing, which for the builder are a text and a field
that is not there. So what is text may be a number here, and what may be missing may be empty.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import msgspec

from site_builder.model.comparison import TreatmentsFields, TreatmentsTranslation
from site_builder.model.config import Clinic, ClinicTranslation
from site_builder.model.figures import FiguresFields, FiguresTranslation
from site_builder.model.front_matter import DEMANDED_OF_PUBLISHED, translation_of_kind, type_of_kind
from site_builder.model.ledger import LedgerFields
from site_builder.model.rule import RulePack
from site_builder.text.fields import EARLIEST_YEAR, LATEST_YEAR
from site_builder.text.yaml_text import load_yaml

FOLDER = "content/.schemas"
"""Where the first lines of the data files look for their schema, in a project."""

META_SCHEMA = "https://json-schema.org/draft/2020-12/schema"

Node = dict[str, Any]


class _Described(NamedTuple):
    """What a schema describes: the type that declares it, what an editor calls it, and the type of a translation.

    One schema serves both: what gives an `original_digest` is a translation, and may leave out what is its original's.
    """

    type_: type
    title: str
    translation: type | None = None


DESCRIBED = {
    **{
        kind: _Described(type_, f"Front matter of {kind}s", translation_of_kind[kind])
        for kind, type_ in type_of_kind.items()
    },
    "clinic": _Described(Clinic, "content/clinic.yaml", ClinicTranslation),
    "treatments": _Described(TreatmentsFields, "content/treatments.yaml", TreatmentsTranslation),
    "figures": _Described(FiguresFields, "content/figures.yaml", FiguresTranslation),
    "rules": _Described(RulePack, "content/rules.yaml"),
    "addresses": _Described(LedgerFields, "content/addresses.yaml"),
}
"""Everything that has a schema, by its name."""


def schema_files() -> dict[str, bytes]:
    """Return every schema by its file's name, `clinic.schema.json`: the same bytes everywhere."""
    return {
        f"{name}.schema.json": f"{json.dumps(schema(name), ensure_ascii=False, indent=2)}\n".encode()
        for name in DESCRIBED
    }


def schema(name: str) -> Node:
    """Return the schema of this name."""
    type_, title, translation = DESCRIBED[name]
    made = msgspec.json.schema(type_)
    groups = {key: _group(group) for key, group in made["$defs"].items()}
    root = groups.pop(type_.__name__)
    if name == "rules":
        _only_with_pattern(groups)
    demanded = sorted(DEMANDED_OF_PUBLISHED & root["properties"].keys())
    draft = {"required": ["draft"], "properties": {"draft": {"const": True}}}
    unless_draft = {"if": draft, "else": {"required": demanded}} if demanded else {}
    if translation is not None:
        unless_draft = _or_translation(root, groups, unless_draft, translation)
    return {
        "$schema": META_SCHEMA,
        **root,
        "title": title,
        **unless_draft,
        **({"$defs": groups} if groups else {}),
    }


def _or_translation(root: Node, groups: dict[str, Node], of_original: Node, translation: type) -> Node:
    """Give a schema the field of a translation, and return what then holds of that, and else of an original."""
    made = _group(msgspec.json.schema(translation)["$defs"][translation.__name__])
    root["properties"] |= {"original_digest": made["properties"]["original_digest"]}
    required, root["required"] = root["required"], []
    if "Image" in groups:
        # The picture of a translation is that of its original; only its words are its own.
        groups["Image"]["required"].remove("src")
        of_original = of_original | {"properties": {"image": {"required": ["src"]}}}
    return {
        "if": {"required": ["original_digest"]},
        "then": {"required": made["required"]},
        "else": {"required": required, **of_original},
    }


def _group(group: Node) -> Node:
    """Return the schema of a group of fields, or of a choice of values, as an editor needs it."""
    named = {key: value for key, value in group.items() if key != "title"}
    if "properties" not in named:
        return named
    # By this one msgspec tells the kinds apart where it reads them back from the cache; no file has it.
    tag = "type" if list(group["properties"].get("type", ())) == ["enum"] else ""
    required = [name for name in group.get("required", ()) if name != tag]
    fields = {name: _field(field) for name, field in group["properties"].items() if name != tag}
    return named | {
        "properties": {name: field if name in required else _or_empty(field) for name, field in fields.items()},
        "required": required,
        "additionalProperties": False,
    }


def _field(field: Node) -> Node:
    """Return the schema of a value."""
    rest = {key: value for key, value in field.items() if key not in ("default", "examples", "anyOf")}
    for other in field.get("anyOf", ()):
        if other != {"type": "null"}:
            rest |= _field(other)
    if "items" in rest:
        rest["items"] = _field(rest["items"])
    if isinstance(rest.get("additionalProperties"), dict):
        rest["additionalProperties"] = _field(rest["additionalProperties"])
    if rest.get("format") == "date":
        rest["pattern"] = _DAY
    elif rest.get("type") == "string":
        rest["type"] = ["string", "number", "boolean"]
    if "examples" in field:
        rest["examples"] = [_example(text, rest) for text in field["examples"]]
    return rest


_DAY = rf"^({'|'.join(str(century) for century in range(EARLIEST_YEAR // 100, LATEST_YEAR // 100 + 1))})[0-9]{{2}}-"
_DAY += "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def _example(text: str, field: Node) -> Any:
    """Return the value that an example, written as in a file, stands for."""
    if field.get("type") in ("number", "integer", "boolean"):
        return json.loads(text)
    return (load_yaml("", f"example: {text}").fields or {"example": text})["example"]


def _or_empty(field: Node) -> Node:
    """Return the schema of a value that may be left out: then nothing need stand after its colon."""
    if "$ref" in field:
        words = {key: value for key, value in field.items() if key != "$ref"}
        return words | {"anyOf": [{"$ref": field["$ref"]}, {"type": "null"}]}
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    choices = {"enum": [*field["enum"], None]} if "enum" in field else {}
    return field | {"type": [*types, "null"]} | choices


def _only_with_pattern(groups: dict[str, Node]) -> None:
    """Narrow the rules of a pack to those of a clinic's own: only the builder has checks for the others."""
    rule, kinds = groups["Rule"], groups["Kind"]
    kinds["enum"] = [kind for kind in kinds["enum"] if kind != "document"]
    rule["required"].append("pattern")
    rule["properties"]["pattern"] |= {"type": "string", "minLength": 1}
