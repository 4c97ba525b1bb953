"""docs/writing.md, the guide for those who write: what is made of the code in it, and what it promises.

What stands between `<!-- made: NAME -->` and `<!-- end -->` is written by `python -m tests.write_docs`. Other comments
say what the fence below them is:

- `<!-- example NAME: KIND breaks RULE RULE -->`: a file, or a part of one, with the rules that it breaks, if any
- `<!-- said of EXAMPLE as NAME -->`: what `check` says of an example, as if its file had this name
- `<!-- printed -->`: what the command in the fence above it prints
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import inspect

from site_builder.model.front_matter import (
    DEMANDED_OF_PUBLISHED,
    DRAWINGS,
    TRANSLATED,
    ArticleTranslation,
    Image,
    type_of_kind,
)
from site_builder.model.rule import BuilderRule, Kind, Rule
from site_builder.rules.catalogue import builder_families
from site_builder.rules.guide import as_markdown
from site_builder.rules.packs import FAMILIES, family_of
from tests.rule_ids import reported

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = DOCS / "writing.md"
CARD = DOCS / "writing-on-one-page.md"


class Example(NamedTuple):
    """A fence that is what its comment says. `line` is that of the comment, from 1."""

    name: str
    kind: str
    breaks: frozenset[str]
    body: str
    line: int


def examples(text: str) -> list[Example]:
    """Return every example of the guide."""
    return [
        Example(
            found["name"],
            found["kind"],
            frozenset((found["breaks"] or "").split()),
            found["body"],
            text.count("\n", 0, found.start()) + 1,
        )
        for found in _EXAMPLE.finditer(text)
    ]


_EXAMPLE = re.compile(
    r"^<!-- example (?P<name>[\w.-]+): (?P<kind>\w+)(?: breaks (?P<breaks>[\w -]+?))? -->\n"
    r"```\w+\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def with_made_parts(text: str) -> str:
    """Return the guide with every part that is made of the code as it should be now."""
    return _MADE.sub(lambda found: f"{found['begin']}\n{made(found['name'])}\n\n<!-- end -->", text)


_MADE = re.compile(r"^(?P<begin><!-- made: (?P<name>[\w ]+) -->)\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def made(name: str) -> str:
    """Return the part of this name, in Markdown."""
    what, _, kind = name.partition(" ")
    lines = {"fields": lambda: _fields(kind), "health": _health, "builder": _builder}[what]()
    return "\n".join(["", *lines]).rstrip()


# Fields

EXAMPLES = {
    "title": "title: How long it lasts",
    "description": "description: For many people, some weeks.",
    "date": "date: 2026-11-20",
    "updated": "updated: 2026-11-20",
    "author": "author: nurse-lead",
    "reviewed": "reviewed: 2026-11-20",
    "reviewed_by": "reviewed_by: medical-director",
    "review_due": "review_due: 2027-05-01",
    "review_digest": "review_digest: 8630b6067f47b2aa",
    "topics": "topics: [safety, your visit]",
    "key_points": 'key_points: ["One sentence.", "Another."]',
    "questions": "questions: [can-i-drive-home]",
    "related": "related: [side-effects-and-risks]",
    "image": 'image: {src: treatment-room.png, alt: "An armchair"}',
    "drawing": "drawing: dawn",
    "slug": "slug: after-some-weeks",
    "aliases": "aliases: [/articles/old-name/]",
    "draft": "draft: true",
    "publish_on": "publish_on: 2026-12-01",
    "expires": "expires: 2027-06-30",
    "regulatory_as_of": "regulatory_as_of: 2026-11-16",
    "sponsored": "sponsored: A foundation for sleep",
    "authorization_id": "authorization_id: R-2026-014",
    "question": "question: Can I drive home?",
    "topic": "topic: your visit",
    "order": "order: 3",
    "layout": "layout: page",
    "src": "src: treatment-room.png",
    "alt": "alt: An armchair by a window",
    "caption": "caption: One of our rooms",
    "original_digest": "original_digest: 5eb5a09156e430d1",
}
"""A line for each field; a test builds files of them."""

OF_A_KIND = {
    ("question", "aliases"): "aliases: [old-name]",
    ("service", "aliases"): "aliases: [/services/old-name/]",
    ("page", "aliases"): "aliases: [/old-name/]",
}


def example_of(kind: str, field: str) -> str:
    """Return the line that shows a field of this kind."""
    return OF_A_KIND.get((kind, field)) or EXAMPLES[field]


def fields_of(kind: str) -> tuple[inspect.Field, ...]:
    """Return the fields of a kind, of a picture (`image`), or of a `translation`, in the order of their declaration."""
    if kind == "translation":
        named = {
            each.name: each
            for type_ in reversed((*type_of_kind.values(), ArticleTranslation))
            for each in _declared(type_)
        }
        return tuple([each for each in named.values() if each.name in TRANSLATED])
    return _declared(Image if kind == "image" else type_of_kind[kind])


def _declared(type_: type) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(type_)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _fields(kind: str) -> Iterator[str]:
    yield "| field | what it says | for example |"
    yield "| --- | --- | --- |"
    for field in fields_of(kind):
        said = field.type.extra_json_schema["description"]  # type: ignore[attr-defined]
        if field.name == "drawing":
            said += f": one of {', '.join(DRAWINGS)}"
        yield f"| `{field.name}` | {as_markdown(said)}.{_needed(kind, field)} | `{example_of(kind, field.name)}` |"


def _needed(kind: str, field: inspect.Field) -> str:
    if field.required and kind != "translation":
        return " *Needed.*"
    if kind in ("article", "question") and field.name in DEMANDED_OF_PUBLISHED:
        return " *Needed, but not in a draft.*"
    return ""


# Messages

NOT_FOR_WRITERS = ("The clinic's own rules", "Settings", "Templates and styles")
"""Families of the builder's own rules about what writers do not touch."""

IN_TEXTS = frozenset({"FTC-009", "A11Y-002", "A11Y-005", "A11Y-006", "A11Y-011"})
"""Rules about HTML that a text can break; what breaks any other stands in a template."""


def is_for_writers(rule: Rule | BuilderRule) -> bool:
    """Return whether somebody who only writes can meet what this rule says."""
    if isinstance(rule, Rule):
        is_worked = bool(rule.pattern) or rule.id in reported()
        return is_worked and (rule.kind is not Kind.HTML or rule.id in IN_TEXTS)
    return not rule.id.startswith("interface-")


def _health() -> Iterator[str]:
    for name, title in FAMILIES.items():
        yield f"### {title}"
        yield ""
        for rule in filter(is_for_writers, family_of(name)):
            does = f"{as_markdown(rule.message)} *Do:* {as_markdown(rule.hint)}"
            yield f"**`{rule.id}`** ({rule.severity}) {does}{'  ' * (rule.kind is Kind.TEXT)}"
            if rule.kind is Kind.TEXT:
                yield f"*Not so:* {as_markdown(rule.flagged)} *But so:* {as_markdown(rule.not_flagged)}"
            yield ""


def _builder() -> Iterator[str]:
    for family in builder_families():
        if family.title in NOT_FOR_WRITERS:
            continue
        yield f"### {family.title}"
        yield ""
        for rule in filter(is_for_writers, family.rules):
            yield (
                f"**`{rule.id}`** ({rule.severity}) {as_markdown(rule.flag)} {as_markdown(rule.message)} "
                f"*Do:* {as_markdown(rule.hint)}"
            )
            yield ""
    others = [rule.id for each in builder_families() if each.title in NOT_FOR_WRITERS for rule in each.rules]
    others += [rule.id for each in builder_families() for rule in each.rules if rule.id.startswith("interface-")]
    others += [rule.id for name in FAMILIES for rule in family_of(name) if not is_for_writers(rule)]
    yield "### Not yours to mend"
    yield ""
    yield (
        "These are about how the site is made, not about a text. If you meet one, show it to the person who looks "
        f"after the site: {', '.join(f'`{each}`' for each in sorted(others))}."
    )
    yield ""
