"""The ledger as it is kept."""

from __future__ import annotations

from site_builder.text.ledger import HEAD
from site_builder.text.sketch import sketch
from tests.fixes.mended import (
    ARTICLE,
    NAP,
    QUESTION,
    REST,
    SLEEP,
    WORDS_OF_NAPS,
    WORDS_OF_SLEEP,
    facts,
    ledger_after,
    noted,
)

FILES = {SLEEP: ARTICLE + WORDS_OF_SLEEP, NAP: QUESTION + WORDS_OF_NAPS}


def test_a_site_without_one_begins_one() -> None:
    assert noted(FILES) == (
        f"{HEAD}addresses:\n"
        "  /articles/sleep/: content/articles/sleep.md\n"
        "  /evidence/: content/references.bib\n"
        "  /faq/: content/faq\n"
        "  /faq/#nap: content/faq/nap.md\n"
        "texts:\n"
        f'  content/articles/sleep.md: "{sketch(WORDS_OF_SLEEP)}"\n'
        f'  content/faq/nap.md: "{sketch("May I nap? " + WORDS_OF_NAPS)}"\n'
    )


def test_one_that_knows_everything_is_left_alone_whatever_its_notes_and_line_ends() -> None:
    ledger = noted(FILES)
    assert ledger_after(FILES, ledger=ledger) == ""
    assert ledger_after(FILES, ledger="# ours\r\n" + ledger.replace("\n", "\r\n")) == ""


def test_an_edit_of_a_few_words_changes_it_no_more_than_nothing() -> None:
    edited = FILES | {SLEEP: FILES[SLEEP].replace("Later there", "Later on there")}
    assert ledger_after(edited, ledger=noted(FILES)) == ""


def test_a_text_that_became_another_is_sketched_anew() -> None:
    edited = FILES | {SLEEP: ARTICLE + WORDS_OF_NAPS}
    made = ledger_after(edited, ledger=noted(FILES))
    assert made == noted(edited)


def test_what_is_new_is_noted_in_its_place_and_line_ends_stay() -> None:
    more = FILES | {REST: ARTICLE + "Rest is rest.\n"}
    made = ledger_after(more, ledger=noted(FILES).replace("\n", "\r\n"))
    assert made == noted(more).replace("\n", "\r\n")


def test_each_language_has_its_addresses() -> None:
    made = noted(FILES, prefixes=["", "es/"])
    assert "  /es/articles/sleep/: content/articles/sleep.md\n" in made
    assert "  /es/faq/#nap: content/faq/nap.md\n" in made


def test_an_address_that_moved_stands_with_its_new_file() -> None:
    renamed = {REST: FILES[SLEEP], NAP: FILES[NAP]}
    made = ledger_after(renamed, ledger=noted(FILES))
    assert "  /articles/rest/: content/articles/rest.md\n" in made
    assert "  /articles/sleep/: content/articles/rest.md\n" in made
    assert "content/articles/sleep.md" not in made


def test_an_address_that_is_gone_stays_and_so_does_what_is_known_of_its_text() -> None:
    made = ledger_after({NAP: FILES[NAP], REST: ARTICLE + "Rest is rest.\n"}, ledger=noted(FILES))
    assert "  /articles/sleep/: content/articles/sleep.md\n" in made
    assert f'  content/articles/sleep.md: "{sketch(WORDS_OF_SLEEP)}"\n' in made


def test_drafts_and_what_is_held_are_not_noted_before_they_are_published() -> None:
    held = FILES[SLEEP].replace("date: 2026-09-01", "publish_on: 2026-12-01\ndate: 2026-09-01")
    draft = FILES[NAP].replace("topic:", "draft: true\ntopic:")
    assert "sleep" not in noted({SLEEP: held, NAP: draft})
    assert ledger_after({SLEEP: held, NAP: draft}, ledger=noted(FILES)) == ""


def test_a_file_that_cannot_be_read_keeps_what_is_known_of_it() -> None:
    broken = FILES | {SLEEP: FILES[SLEEP].replace("title:", "titel:")}
    assert facts(broken).documents[SLEEP].fields is None
    assert ledger_after(broken, ledger=noted(FILES)) == ""
