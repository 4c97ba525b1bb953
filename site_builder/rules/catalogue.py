"""The catalogue: every rule there is, family by family, for whoever speaks of rules by their ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from site_builder.model.rule import BuilderFamily, BuilderPack, BuilderRule, Rule
from site_builder.rules.packs import FAMILIES, PACKS, family_of
from site_builder.text.yaml_text import read_data

OWN_PACK = "content/rules.yaml"
"""Where a clinic adds rules of its own."""


class Family(NamedTuple):
    """Rules that belong together."""

    title: str
    rules: tuple[Rule | BuilderRule, ...]


def families(own: Iterable[Rule] = ()) -> tuple[Family, ...]:
    """Return every rule there is: those for health writing, the clinic's `own`, those of the builder itself."""
    health = [Family(title, family_of(name)) for name, title in FAMILIES.items()]
    clinic = [Family(f"The clinic's own rules ({OWN_PACK})", mine)] if (mine := tuple(own)) else []
    return (*health, *clinic, *(Family(each.title, each.rules) for each in builder_families()))


@cache
def builder_families() -> tuple[BuilderFamily, ...]:
    """Return what the builder itself reports, beside the rules for health writing."""
    file = PACKS / "builder.yaml"
    pack, _, problems = read_data(file.name, file.read_bytes(), BuilderPack)
    assert pack is not None, problems
    assert not problems, problems
    return pack.families


def explained(wanted: Collection[str], own: Iterable[Rule] = ()) -> tuple[Rule | BuilderRule, ...]:
    """Return each of the `wanted` rules, as far as there is such a rule.

    Only the packs that name one of them are read: all of them would take a quarter of a second.
    """
    packs = [name for name in FAMILIES if any(each in (PACKS / f"{name}.yaml").read_text("utf-8") for each in wanted)]
    rules: list[Rule | BuilderRule] = [rule for family in builder_families() for rule in family.rules]
    rules += [rule for name in packs for rule in family_of(name)]
    return tuple([rule for rule in (*rules, *own) if rule.id in wanted])


def reasons(wanted: Collection[str], own: Iterable[Rule] = ()) -> dict[str, str]:
    """Return why each of the `wanted` rules matters, as far as there is such a rule."""
    return {rule.id: rule.message for rule in explained(wanted, own)}


def ids(own: Iterable[Rule] = ()) -> tuple[str, ...]:
    """Return the id of every rule there is."""
    return tuple([rule.id for family in families(own) for rule in family.rules])
