"""The schemas say what the checks say. `faults` reads as much of JSON Schema as they use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.model.front_matter import LAYOUTS, ArticleFields, type_of_kind
from site_builder.text.fields import convert
from site_builder.text.schemas import DESCRIBED, META_SCHEMA, schema, schema_files
from site_builder.text.yaml_text import load_yaml

CONTENT = Path(__file__).parents[2] / "content"

ARTICLE = 'title: "A title"\ndescription: One sentence.\ndate: 2026-09-01\n'
REVIEWED = "reviewed: 2026-09-02\nreviewed_by: nurse\n"

KEYWORDS = frozenset(
    "$schema $defs $ref title description type properties required additionalProperties items enum const anyOf examples"
    " format pattern minLength minimum maximum if then else".split()
)
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def read(text: str) -> Any:
    """Return what an editor's YAML makes of `text`: scalars by the core schema of YAML 1.2."""
    return _plain(yaml.compose(text, yaml.BaseLoader))


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {name.value: _plain(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part) for part in node.value]
    assert isinstance(node, yaml.ScalarNode)
    word = node.value
    if node.style or not re.fullmatch(r"true|false|null|~||[-+]?[0-9]+(\.[0-9]+)?", word):
        return word
    if word in ("true", "false"):
        return word == "true"
    return None if word in ("null", "~", "") else float(word) if "." in word else int(word)


def faults(value: Any, node: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Yield each keyword of the schema that `value` does not fulfil."""
    if "$ref" in node:
        yield from faults(value, root["$defs"][node["$ref"].removeprefix("#/$defs/")], root)
    types = node.get("type", ())
    if types and not any(_is(value, each) for each in ([types] if isinstance(types, str) else types)):
        yield "type"
        return
    if "enum" in node and value not in node["enum"]:
        yield "enum"
    if "const" in node and value != node["const"]:
        yield "const"
    if "anyOf" in node and all(list(faults(value, each, root)) for each in node["anyOf"]):
        yield "anyOf"
    if isinstance(value, str):
        if len(value) < node.get("minLength", 0):
            yield "minLength"
        if "pattern" in node and not re.search(node["pattern"], value):
            yield "pattern"
    if isinstance(value, (int, float)) and not node.get("minimum", value) <= value <= node.get("maximum", value):
        yield "minimum"
    for part in value if isinstance(value, list) else ():
        yield from faults(part, node.get("items", {}), root)
    if isinstance(value, dict):
        yield from _faults_of_group(value, node, root)


def _faults_of_group(value: dict[str, Any], node: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    yield from (f"required {name}" for name in node.get("required", ()) if name not in value)
    for name, part in value.items():
        other = node.get("additionalProperties", True)
        if name in node.get("properties", {}):
            yield from faults(part, node["properties"][name], root)
        elif other is False:
            yield f"unknown {name}"
        elif other is not True:
            yield from faults(part, other, root)
    if "if" in node:
        is_so = not list(faults(value, node["if"], root))
        yield from faults(value, node.get("then", {}) if is_so else node["else"], root)


def _is(value: Any, type_: str) -> bool:
    return isinstance(value, TYPES[type_]) and (type_ == "boolean" or not isinstance(value, bool))


def found(name: str, text: str) -> list[str]:
    root = schema(name)
    return list(faults(read(text), root, root))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema."""
    if "properties" in value:
        for part in value["properties"].values():
            yield from nodes(part)
    for part in (*value.get("$defs", {}).values(), *value.get("anyOf", ()), value.get("items")):
        if part:
            yield from nodes(part)
    if isinstance(value.get("additionalProperties"), dict):
        yield from nodes(value["additionalProperties"])
    yield value


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_schema_is_one_of_the_draft_of_2020_with_a_title_and_no_id(name: str) -> None:
    made = schema(name)
    assert (made["$schema"], bool(made["title"]), "$id" in made) == (META_SCHEMA, True, False)
    assert made["additionalProperties"] is False
    for node in nodes(made):
        assert node.keys() <= KEYWORDS
        assert node.get("$ref", "#/$defs/").startswith("#/$defs/")
        assert node.get("$ref", "").removeprefix("#/$defs/") in {"", *made.get("$defs", {})}
        assert set(node.get("required", ())) <= node.get("properties", {}).keys()


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_field_says_what_it_is_for(name: str) -> None:
    made = schema(name)
    groups = [made, *(group for group in made.get("$defs", {}).values() if "properties" in group)]
    bare = [field for group in groups for field, node in group["properties"].items() if not node.get("description")]
    assert bare == []


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_example_is_right(name: str) -> None:
    made = schema(name)
    for node in nodes(made):
        for example in node.get("examples", ()):
            assert list(faults(example, node, made)) == [], example


def test_schemas_are_the_same_bytes_each_time() -> None:
    assert schema_files() == schema_files()


def test_every_content_file_that_ships_fulfils_its_schema() -> None:
    folders = {"article": "articles", "question": "faq", "service": "services", "page": "."}
    texts = [
        (kind, file.read_text(encoding="utf-8").split("---\n")[1])
        for kind, folder in folders.items()
        for file in sorted((CONTENT / folder).glob("**/*.md" if folder != "." else "*.md"))
    ]
    data = [
        (file.stem, file.read_text(encoding="utf-8"))
        for file in sorted(CONTENT.glob("*.yaml"))
        if file.stem in DESCRIBED
    ]
    assert len(texts) > 40
    assert len(data) >= 1
    for name, text in (*texts, *data):
        assert found(name, text) == [], text[:100]


@pytest.mark.parametrize("file", sorted(CONTENT.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_data_file_names_its_schema_in_its_first_line(file: Path) -> None:
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    # A translation, `clinic.es.yaml`, has the schema of its original.
    name = file.stem.partition(".")[0]
    assert first == f"# yaml-language-server: $schema=.schemas/{name}.schema.json"
    assert (CONTENT / ".schemas" / f"{name}.schema.json").is_file()


RIGHT = {
    "a text that reads as a number": "slug: 123\n",
    "a text that reads as a truth": "sponsored: true\n",
    "a field with nothing after its colon": "updated:\ntopics:\nimage:\nsponsored:\ndraft:\n",
    "a list of texts that read as numbers": "topics: [2026, yes, 12:30]\n",
    "a group": "image: {src: photo.jpg, alt: A room}\n",
}


@pytest.mark.parametrize("more", RIGHT.values(), ids=RIGHT)
def test_what_the_checks_accept_the_schema_accepts(more: str) -> None:
    text = ARTICLE + REVIEWED + more
    assert convert(load_yaml("", text).fields or {}, ArticleFields)[1] == []
    assert found("article", text) == []


WRONG = {
    "an unknown field": ("titel: x\n", "unknown titel"),
    "a day that is none": ("updated: tomorrow\n", "pattern"),
    "a day with one digit": ("updated: 2026-9-1\n", "pattern"),
    "a year that cannot be meant": ("updated: 1066-10-14\n", "pattern"),
    "a month that no calendar has": ("updated: 2026-13-01\n", "pattern"),
    "a text where a list belongs": ("topics: safety\n", "type"),
    "a list where a text belongs": ("sponsored: [a, b]\n", "type"),
    "a truth in other words": ("draft: yes\n", "type"),
    "a group that lacks a field": ("image: {src: photo.jpg}\n", "anyOf"),
    "a group with an unknown field": ("image: {src: photo.jpg, alt: A room, size: 3}\n", "anyOf"),
}


@pytest.mark.parametrize(("more", "keyword"), WRONG.values(), ids=WRONG)
def test_what_the_checks_refuse_the_schema_refuses(more: str, keyword: str) -> None:
    text = ARTICLE + REVIEWED + more
    assert convert(load_yaml("", text).fields or {}, ArticleFields)[1] != []
    assert found("article", text) == [keyword]


def test_what_is_missing_is_told() -> None:
    assert found("article", "title: A title\n") == [
        "required description",
        "required date",
        "required reviewed",
        "required reviewed_by",
    ]


def test_only_a_draft_may_be_without_a_review() -> None:
    assert found("article", ARTICLE + "draft: true\n") == []
    assert found("article", ARTICLE + "draft: false\n") == ["required reviewed", "required reviewed_by"]
    assert found("page", "title: A\ndescription: B\n") == []


def test_a_translation_gives_what_it_translates_and_leaves_the_rest_to_its_original() -> None:
    digest = "original_digest: 0123456789abcdef\n"
    assert found("article", f"title: Dormir\ndescription: Nadie lo sabe.\nimage: {{alt: Una sala}}\n{digest}") == []
    assert found("article", f"title: Dormir\n{digest}") == ["required description"]
    assert found("article", f"{ARTICLE}{REVIEWED}image: {{alt: A room}}\n") == ["required src"]
    assert found("question", f"question: ¿Puedo?\n{digest}") == []
    assert found("clinic", f"tagline: Escuchamos.\ncrisis: {{message: Llame.}}\n{digest}") == []
    assert "required url" in found("clinic", "tagline: We listen.\n")


def test_a_number_has_its_bounds_and_a_choice_its_values() -> None:
    assert found("service", "title: A\ndescription: B\norder: -1\n") == ["minimum"]
    assert found("page", "title: A\ndescription: B\nlayout: hoem\n") == ["enum"]
    assert [found("page", f"title: A\ndescription: B\nlayout: {each}\n") for each in LAYOUTS] == [[], [], []]


def test_the_fields_are_those_of_the_types() -> None:
    for kind, type_ in type_of_kind.items():
        assert list(schema(kind)["properties"]) == [*type_.__struct_fields__, "original_digest"]


def test_a_rule_of_the_clinics_own_needs_a_pattern_and_is_no_check_of_the_builder() -> None:
    rule = (
        "rules: [{id: A-1, severity: info, kind: KIND, scope: sentence, flag: a, message: b, hint: c, source: d,"
        " flagged: e, not_flagged: f, pattern: e}]"
    )
    assert found("rules", rule.replace("KIND", "text")) == []
    assert found("rules", rule.replace("KIND", "document")) == ["enum"]
    assert found("rules", rule.replace("KIND", "html").replace(", pattern: e", "")) == ["required pattern"]
