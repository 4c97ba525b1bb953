"""docs/rules.md, and what else is made from the code and kept beside it, is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.rules.catalogue import ids
from site_builder.rules.guide import INTRODUCTION, guide
from site_builder.rules.packs import read_pack, shipped
from tests.write_docs import ROOT, documents


@pytest.mark.parametrize("file", documents(), ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_made_from_the_code_is_current(file: Path) -> None:
    assert file.read_bytes() == documents()[file], "run python -m tests.write_docs"


def test_every_rule_stands_in_the_guide() -> None:
    text = guide(())
    assert [id_ for id_ in ids() if f"**{id_}**" not in text and f"`{id_}`" not in text] == []


def test_all_rules_that_were_planned_are_there() -> None:
    assert "rules for health writing: the 92 that the site was planned with" in guide(())


def test_the_example_of_a_pack_can_be_copied() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", INTRODUCTION, re.DOTALL)
    rules, problems = read_pack("content/rules.yaml", example.encode(), ids())
    assert problems == []
    assert [rule.id for rule in rules] == ["OURS-001"]


def test_a_rule_that_nothing_works_is_listed_as_left_to_a_person() -> None:
    checked = {rule.id for rule in shipped() if not rule.pattern and not rule.covered_by} - {"CLIN-003"}
    text = guide(checked)
    assert "- left to a person as a whole: 1\n" in text
    assert "- **CLIN-003** (the whole): " in text
    assert "left to a person as a whole" not in guide(checked | {"CLIN-003"})


def test_signs_of_markdown_are_shown_and_do_not_act() -> None:
    text = guide(())
    assert "\\<html lang=" in text
    assert "`![A nurse beside an armchair](room.jpg)`" in text
    assert "`/// note \\| Title`" in text
