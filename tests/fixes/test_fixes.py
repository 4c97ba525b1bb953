"""All fixes together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from site_builder import fixes
from site_builder.fixes import FIXES, changes
from site_builder.model.ledger import FILE
from tests.fixes.mended import ARTICLE, NAP, QUESTION, REST, SLEEP, WORDS_OF_NAPS, WORDS_OF_SLEEP, Files, facts, noted

BEFORE = {SLEEP: ARTICLE + WORDS_OF_SLEEP, NAP: QUESTION + WORDS_OF_NAPS}
BROKEN: Files = {
    REST: f"{ARTICLE}{WORDS_OF_SLEEP}See:\n- [a nap](../faq/nap.md)\n- ![](room.jpg)\n",
    "content/faq/siesta.md": f"{QUESTION}{WORDS_OF_NAPS}![](bed.jpg) [it](../articles/sleep.md)\n",
}


def test_every_fix_is_in_the_tuple() -> None:
    files = {file.stem for file in Path(fixes.__file__).parent.glob("*.py")} - {"__init__", "facts", "renamed"}
    assert {fix.__module__.rpartition(".")[2] for fix in FIXES} == files


def test_all_that_is_wrong_in_a_file_is_mended_at_once_and_nothing_else() -> None:
    made = {each.file: each for each in changes(facts(BROKEN, ledger=noted(BEFORE)))}
    assert list(made) == sorted([FILE, REST, "content/faq/siesta.md"])
    assert made[REST].after.decode() == (
        ARTICLE.replace("doctor\n---", "doctor\naliases: [/articles/sleep/]\n---")
        + f"{WORDS_OF_SLEEP}See:\n\n- [a nap](../faq/siesta.md)\n- ![Describe this picture](room.jpg)\n"
    )
    assert made[REST].reasons == (
        "/articles/sleep/ leads here from now on",
        "the link to ../faq/nap.md leads to ../faq/siesta.md",
        "“Describe this picture” stands where the description of a picture is missing: write it",
        "an empty line begins a list",
    )


def test_what_was_mended_needs_no_mending() -> None:
    first = changes(facts(BROKEN, ledger=noted(BEFORE)))
    texts = {each.file: each.after.decode() for each in first}
    ledger = texts.pop(FILE)
    assert changes(facts({**BROKEN, **texts}, ledger=ledger)) == []


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.__name__)
def test_a_site_without_a_fault_is_left_alone(fix: object) -> None:
    assert callable(fix)
    assert list(fix(facts(BEFORE, ledger=noted(BEFORE)))) == []


def test_edits_of_a_file_never_overlap() -> None:
    found = facts(BROKEN, ledger=noted(BEFORE))
    edits = sorted({edit for fix in FIXES for edit in fix(found)})
    for one, other in pairwise(edits):
        assert one.file != other.file or one.end <= other.start
