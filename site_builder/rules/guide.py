"""The guide to the rules, docs/rules.md: made from the packs, so that it cannot say anything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from site_builder.model.rule import BuilderRule, Rule
from site_builder.rules.catalogue import builder_families
from site_builder.rules.packs import FAMILIES, family_of, shipped


def guide(checked: Collection[str]) -> str:
    """Return the guide, in Markdown; `checked` are the ids of the rules that have a check in the code."""
    own = builder_families()
    parts = "".join(
        [
            INTRODUCTION,
            "## How they work\n\n",
            *_count(shipped(), checked),
            *_left(shipped(), checked),
            *(part for name, title in FAMILIES.items() for part in _family(title, family_of(name), checked)),
            "## What the builder itself reports\n\n",
            f"{sum(len(each.rules) for each in own)} rules. In a draft each is at most a warning.\n\n",
            *(part for each in own for part in _table(each.title, each.rules)),
        ]
    )
    return f"{parts.rstrip()}\n"


INTRODUCTION = """\
# Rules

<!-- Made from site_builder/rules/packs/ by `python -m tests.write_docs`: change the packs, not this file. -->

Every text is held to the rules below, by `site-builder check` and by every build: the words of each article, answer,
service and page, its fields, its HTML, and the finished page. An error keeps the site from being written, a warning
does so under `--strict`, an info never. Quotations are looked at like any other words, since a testimonial is one;
code, addresses and the reference list are not. The rules find what can be found by looking. They replace neither a
clinician's review nor a lawyer's.

`site-builder rules` lists every rule, and `site-builder rules FTC-006` explains one.

## Setting how much a rule matters

In `pyproject.toml`, for the whole site:

```toml
[tool.site-builder.severity]
FTC-006 = "error"            # error, warning, info or off
review-overdue = "error"
```

Without some rules a page would be lost, as with two pages under one address: they stay errors. A name that no rule has
is refused.

## Waiving a rule in one place

On a line of its own above the block that may break the rule, with the reason:

```markdown
<!-- lint-ok FTC-006: the sentence quotes a claim in order to refute it -->
Some clinics advertise ketamine as a miracle. It is not one.
```

A waiver holds for one rule and one block, without a reason it is an error, and every summary counts them. One that
waives nothing is reported too.

## Rules of your own

A file `content/rules.yaml` adds rules to those below. Each needs every field that is shown here, but `unless` and
`left_to_a_person`:

```yaml
# yaml-language-server: $schema=.schemas/rules.schema.json
rules:
  - id: OURS-001
    kind: text            # text: the words; html: the HTML of a page
    scope: sentence       # how far it looks at once: sentence, paragraph, tag or page
    severity: warning
    flag: our old name
    pattern: '\\bKetamine House\\b'
    unless: '\\bformerly\\b'
    message: The clinic has had another name since 2024.
    hint: Write Lanternway Clinic.
    source: decided by the partners in March 2024
    flagged: Ketamine House is open on Mondays.
    not_flagged: Lanternway Clinic, formerly Ketamine House, is open on Mondays.
```

A pattern is a regular expression as [RE2](https://github.com/google/re2/wiki/Syntax) reads it, whatever the case of
the letters; quotation marks are straight and spaces plain where it looks. Both examples are tried whenever the file
changes, so a pattern that does not do what it says is an error.

"""


def _count(rules: Sequence[Rule], checked: Collection[str]) -> Iterator[str]:
    """Yield how many rules there are, and how many of them are worked in which way."""
    ways = [_way(rule, checked) for rule in rules]
    planned = sum(bool(_PLANNED.fullmatch(rule.id)) for rule in rules)
    more = f", and {len(ways) - planned} more" if len(ways) > planned else ""
    yield f"There are {len(ways)} rules for health writing: the {planned} that the site was planned with{more}.\n\n"
    for way, words in _WAYS.items():
        if ways.count(way):
            yield f"- {words}: {ways.count(way)}\n"
    yield "\n"


_PLANNED = re.compile(r"(FDA|FTC|PRIV|SAFE|LANG|CLIN|AUTH|A11Y|READ)-[0-9]{3}")
"""The families of the collection of laws and guidance that the rules were taken from."""

_WAYS = {
    "pattern": "worked by a pattern",
    "check": "worked by a check in the builder",
    "own": "worked by rules of the builder's own that say the same",
    "person": "left to a person as a whole",
}


def _way(rule: Rule, checked: Collection[str]) -> str:
    if rule.pattern:
        return "pattern"
    if rule.id in checked:
        return "check"
    return "own" if rule.covered_by else "person"


def _left(rules: Iterable[Rule], checked: Collection[str]) -> Iterator[str]:
    """Yield each rule that is left to a person, or a part of it, with the reason."""
    left = [rule for rule in rules if rule.left_to_a_person or _way(rule, checked) == "person"]
    yield f"Of {len(left)}, a part or the whole is left to a person:\n\n"
    for rule in left:
        part = "the whole" if _way(rule, checked) == "person" else "a part"
        yield f"- **{rule.id}** ({part}): {as_markdown(rule.left_to_a_person)}\n"
    yield "\n"


def _family(title: str, rules: Iterable[Rule], checked: Collection[str]) -> Iterator[str]:
    yield f"## {title}\n\n"
    for rule in rules:
        way = {"own": f"reported as {', '.join(f'`{each}`' for each in rule.covered_by)}"}.get(_way(rule, checked))
        yield f"**{rule.id}** · {rule.severity}{f' · {way}' if way else ''}  \n"
        yield f"Flags: {as_markdown(rule.flag)}  \n"
        if len(rule.languages) > 1:
            yield f"Languages: {', '.join(rule.languages)}  \n"
        yield f"Why: {as_markdown(rule.message)}  \n"
        yield f"Mend it: {as_markdown(rule.hint)}  \n"
        yield f"Source: {as_markdown(rule.source)}\n\n"


def _table(title: str, rules: Iterable[BuilderRule]) -> Iterator[str]:
    yield f"### {title}\n\n| rule | severity | flags | mend it |\n| --- | --- | --- | --- |\n"
    for rule in rules:
        flag, hint = (as_markdown(text).replace("|", "\\|") for text in (f"{rule.flag} {rule.message}", rule.hint))
        yield f"| `{rule.id}` | {rule.severity} | {flag} | {hint} |\n"
    yield "\n"


def as_markdown(text: str) -> str:
    """Return `text` as Markdown that shows it as it is; what stands between backticks is code already."""
    parts = text.split("`")
    plain = [re.sub(r"([*_<&\[\]])", r"\\\1", part) if nth % 2 == 0 else part for nth, part in enumerate(parts)]
    return "`".join(plain)
