"""site-builder rules: what every rule flags, why, and how a writer mends it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder import project
from site_builder.cache.memo import Memo
from site_builder.cache.store import Store
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.digest import digest_bytes
from site_builder.errors import UsageError
from site_builder.model.inputs import Source
from site_builder.model.problem import ALWAYS_ERRORS, Problem
from site_builder.model.rule import BuilderRule, Kind, Rule
from site_builder.pipeline import BIBLIOGRAPHY, REFERENCE
from site_builder.report import as_text
from site_builder.rules.catalogue import OWN_PACK, Family, families, ids
from site_builder.rules.packs import PACKS, read_pack
from site_builder.screen import Screen
from site_builder.text.fields import nearest

REFERENCES = "content/references.bib"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `rules` understands."""
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="explain this rule, as in FTC-006")


def run(options: argparse.Namespace) -> int:
    """List every rule, or explain one."""
    root = _project(options.root)
    severity = project.settings_of(root).severity if root else {}
    own, problems = _own_rules(root)
    book = families(own)
    screen = Screen.of(sys.stdout)
    if options.id:
        family, rule = _found(options.id, book)
        rests_on = references(root, getattr(rule, "source", ""))
        text = _blocks(_explained(rule, family, severity, rests_on), screen)
    else:
        text = _table(book, severity, screen)
    tell(sys.stdout, text)
    tell(sys.stderr, as_text(problems))
    return PROBLEMS if problems else FINE


def references(root: Path | None, source: str) -> Iterator[str]:
    """Yield each part of a rule's `source`: the reference itself where the rulebook, or the project, has its key."""
    parts = [part.strip() for part in source.split(";") if part.strip()]
    keys = {part.split()[0] for part in parts}
    known = _texts(PACKS, "sources.bib", keys)
    if root and keys - known.keys():
        known = {**_texts(root, REFERENCES, keys), **known}
    for part in parts:
        key, _, remark = part.partition(" ")
        yield f"{known[key]} [{key}] {remark}".rstrip() if key in known else part


def _table(book: Iterable[Family], severity: dict[str, str], screen: Screen) -> str:
    """Return a line for each rule, family by family."""
    lines = []
    for family in book:
        lines.append(screen.styled(family.title, "bold"))
        widest = max(len(rule.id) for rule in family.rules)
        for rule in family.rules:
            person = " (a person judges it, or a part of it)" if getattr(rule, "left_to_a_person", "") else ""
            head = f"  {rule.id:<{widest}}  {_severity(rule, severity):<7}  "
            lines += screen.wrapped(f"{rule.flag}{person}", head)
        lines.append("")
    lines.append("`site-builder rules ID` explains one: why it matters, how to mend what it flags, its source.")
    return "\n".join(lines) + "\n"


def _blocks(parts: Iterable[tuple[str, Iterable[str]]], screen: Screen) -> str:
    """Return each heading with its texts, indented, below it; what is indented already is to be copied as it is."""
    lines = []
    for heading, texts in parts:
        lines.append(screen.styled(heading, "bold"))
        for text in texts:
            lines += [f"    {text}".rstrip()] if text.startswith("    ") or not text else screen.wrapped(text, "    ")
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def _explained(
    rule: Rule | BuilderRule, family: Family, severity: dict[str, str], rests_on: Iterable[str]
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each heading of the explanation of a rule, with its texts."""
    now = _severity(rule, severity)
    yield f"{rule.id} ({now})", [family.title]
    yield "What it flags", [rule.flag]
    yield "Why", [rule.message]
    yield "How to mend it", [rule.hint]
    if isinstance(rule, Rule):
        yield "What it rests on", rests_on
        yield "Flagged", [rule.flagged]
        yield "Not flagged", [rule.not_flagged]
        if rule.left_to_a_person:
            yield "Left to a person", [rule.left_to_a_person]
        if rule.covered_by:
            yield "Also reported as", [f"{', '.join(rule.covered_by)} (each is set and waived by that name)"]
    if ALWAYS_ERRORS.fullmatch(rule.id):
        yield "Severity", ["error, always: without it pages would be lost. It cannot be set to another, or waived."]
        return
    was = f" (set in pyproject.toml; it ships as {rule.severity})" if now != rule.severity else ""
    other = "error" if now != "error" else "warning"
    yield "Severity", [f"{now}{was}. To change it, write into pyproject.toml:", "", *_setting(rule.id, other)]
    yield (
        "To waive it in one place",
        ["On a line of its own above the block of text:", "", f"    <!-- lint-ok {rule.id}: the reason -->"],
    )
    if isinstance(rule, Rule) and rule.pattern:
        where = "the HTML of a page" if rule.kind is Kind.HTML else f"each {rule.scope}"
        yield f"Pattern (RE2, looked for in {where})", [f"    {rule.pattern}"]
        if rule.unless:
            yield "Unless this matches too", [f"    {rule.unless}"]


def _setting(id_: str, severity: str) -> list[str]:
    return ["    [tool.site-builder.severity]", f'    {id_} = "{severity}"     # error, warning, info or off']


def _severity(rule: Rule | BuilderRule, severity: dict[str, str]) -> str:
    """Return how much `rule` matters, as the settings of the project make it."""
    return severity.get(rule.id, rule.severity.value)


def _found(name: str, book: Iterable[Family]) -> tuple[Family, Rule | BuilderRule]:
    """Return the rule of this id, whatever the case of its letters, and its family. Raises UsageError."""
    rules = {rule.id.lower(): (family, rule) for family in book for rule in family.rules}
    if found := rules.get(name.lower()):
        return found
    near = nearest(name, (rule.id for _, rule in rules.values()))
    hint = f"did you mean {near}?" if near else "`site-builder rules` lists every rule"
    raise UsageError(f"there is no rule {name!r}; {hint}")


def _project(given: str) -> Path | None:
    """Return the project's folder, or None outside of any; one that was named must be there."""
    try:
        return find_root(given)
    except UsageError:
        if given:
            raise
        return None


def _own_rules(root: Path | None) -> tuple[tuple[Rule, ...], list[Problem]]:
    """Return the rules of the clinic's own that can be used, and what is wrong with the others."""
    file = root / OWN_PACK if root else None
    if file is None or not file.is_file():
        return (), []
    return read_pack(OWN_PACK, file.read_bytes(), ids())


def _texts(root: Path, path: str, keys: set[str]) -> dict[str, str]:
    """Return the reference of each of the `keys` that the bibliography at `path` has, as plain text."""
    file = root / path
    if not file.is_file():
        return {}
    data = file.read_bytes()
    source = Source(path, digest_bytes(data), len(data))
    memo = Memo(Store(None, writers=1), code=b"", jobs=1, root=root)
    memo.know([source])
    [bibliography] = memo.cached_map(BIBLIOGRAPHY, [source])
    cited = [entry for entry in bibliography.entries if entry.key in keys]
    return {each.key: re.sub(r"\s+", " ", each.text) for each in memo.cached_map(REFERENCE, cited)}
