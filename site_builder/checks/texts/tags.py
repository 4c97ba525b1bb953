"""What a writer's own tags can break: links, pictures and HTML within a text, each at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from site_builder.checks.pages.accessibility import faults_of_table
from site_builder.checks.pages.disclosure import praise
from site_builder.checks.texts import as_problem
from site_builder.dom import parse
from site_builder.markup.conversion import WrittenTag
from site_builder.model.front_matter import ArticleFields, FrontMatter
from site_builder.model.problem import Problem
from site_builder.model.rule import Rulebook
from site_builder.rules.engine import Finding
from site_builder.rules.markup import broken_markup


def broken_by_tags(
    path: str, tags: Sequence[WrittenTag], html: str, fields: FrontMatter | None, book: Rulebook
) -> Iterator[Problem]:
    """Yield a problem for each rule about HTML that a tag in the text at `path` breaks; `html` is what became of it."""
    rules = {rule.id: rule for rule in book.rules}
    own = chain(_unnamed_tables(tags, html), _praise(tags, fields), _paid(tags, fields))
    for finding in chain(_by_pattern(tags, book), own):
        if finding.rule in rules:
            yield as_problem(finding, rules[finding.rule], path)


def without_covered(problems: Iterable[Problem], broken: Sequence[Problem], book: Rulebook) -> list[Problem]:
    """Return the problems but for those that a rule which is broken at the same place tells too."""
    covered_by = {rule.id: rule.covered_by for rule in book.rules}
    told = {(name, each.line, each.column) for each in broken for name in covered_by.get(each.rule, ())}
    return [each for each in problems if (each.rule, each.line, each.column) not in told]


def _by_pattern(tags: Sequence[WrittenTag], book: Rulebook) -> Iterator[Finding]:
    """Yield what the rules that are patterns find, all tags looked at in one pass."""
    starts, lines, at = [], [], 0
    for tag in tags:
        starts.append(at)
        lines.append(tag.html)
        at += len(tag.html) + 1
    for match in broken_markup("\n".join(lines), book):
        tag = tags[bisect_right(starts, match.start) - 1]
        yield Finding(match.rule, tag.place, tag.html)


def _unnamed_tables(tags: Sequence[WrittenTag], html: str) -> Iterator[Finding]:
    """Yield A11Y-009 for each table written in HTML that cannot be heard; Markdown's are made well."""
    written = [tag for tag in tags if tag.html.startswith("<table")]
    if written:
        tables = parse(html).all(":not(.table-scroll) > table")
        for tag, table in zip(written, tables, strict=False):
            for flaw in faults_of_table(table):
                yield Finding(flaw.rule, tag.place, tag.html, flaw.message, flaw.hint)


def _praise(tags: Sequence[WrittenTag], fields: FrontMatter | None) -> Iterator[Finding]:
    """Yield FTC-009 for each block of praise or stars in a text that names no signed release."""
    if getattr(fields, "authorization_id", ""):
        return
    for tag in tags:
        if praise(tag.html):
            yield Finding("FTC-009", tag.place, tag.html)


_AFFILIATE = re.compile(
    r"""href="https?://[^"]*[?&;](?:aff|affid|affiliate|aff_id|partner|tag|ref|referral)=""", re.IGNORECASE
)
"""A link that tells the other site who sent the reader, as those do that are paid for."""


def _paid(tags: Sequence[WrittenTag], fields: FrontMatter | None) -> Iterator[Finding]:
    """Yield FTC-015 for each link that is paid for in a text that does not say so."""
    if isinstance(fields, ArticleFields) and fields.sponsored:
        return
    for tag in tags:
        if _AFFILIATE.search(tag.html):
            message = "The link looks as if it is paid for, and the page does not say so."
            hint = "Take what follows ? out, or name the payer in `sponsored`."
            yield Finding("FTC-015", tag.place, tag.html, message, hint)
