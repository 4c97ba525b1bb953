"""Links that a new name of a file has broken."""

from __future__ import annotations

import pytest

from tests.fixes.mended import ARTICLE, NAP, QUESTION, REST, SLEEP, WORDS_OF_NAPS, WORDS_OF_SLEEP, after, noted

BEFORE = {SLEEP: ARTICLE + WORDS_OF_SLEEP, NAP: QUESTION + WORDS_OF_NAPS}
RENAMED = {REST: ARTICLE + WORDS_OF_SLEEP, "content/faq/siesta.md": QUESTION + WORDS_OF_NAPS}
OTHER = "content/articles/other.md"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("See [sleep](sleep.md).", "See [sleep](rest.md)."),
        ("See [sleep](sleep.md#part) and [sleep](sleep.md).", "See [sleep](rest.md#part) and [sleep](rest.md)."),
        ('See [sleep](sleep.md "Sleep").', 'See [sleep](rest.md "Sleep").'),
        ("See [sleep](<sleep.md>).", "See [sleep](<rest.md>)."),
        ("See [sleep][s].\n\n[s]: sleep.md\n", "See [sleep][s].\n\n[s]: rest.md\n"),
        ("See [a nap](../faq/nap.md).", "See [a nap](../faq/siesta.md)."),
        ("sleep.md is [`sleep.md`](sleep.md), not sleep.md", "sleep.md is [`sleep.md`](rest.md), not sleep.md"),
    ],
)
def test_a_link_to_a_renamed_file_follows_it(link: str, expected: str) -> None:
    made = after(RENAMED | {OTHER: ARTICLE + link}, ledger=noted(BEFORE))
    assert made[OTHER] == ARTICLE + expected


@pytest.mark.parametrize("link", ["See [it](gone.md).", "See [it](https://other.example/sleep.md).", "See `sleep.md`."])
def test_any_other_link_is_left_alone(link: str) -> None:
    assert OTHER not in after(RENAMED | {OTHER: ARTICLE + link}, ledger=noted(BEFORE))


def test_lists_in_front_matter_name_the_new_file() -> None:
    fields = "related: [sleep, 'sleep', other]\nquestions:\n  - nap  # a note\n"
    made = after(RENAMED | {OTHER: ARTICLE.replace("date:", f"{fields}date:")}, ledger=noted(BEFORE))
    expected = "related: [rest, 'rest', other]\nquestions:\n  - siesta  # a note\n"
    assert made[OTHER] == ARTICLE.replace("date:", f"{expected}date:")


def test_a_file_that_got_a_folder_of_its_own_leads_where_it_led_before() -> None:
    text = f"{ARTICLE}{WORDS_OF_SLEEP}See [it](other.md#a), [a nap](../faq/nap.md) and [gone](gone.md).\n"
    other = {OTHER: f"{ARTICLE}{WORDS_OF_NAPS}See [sleep](sleep.md).\n", NAP: QUESTION + WORDS_OF_NAPS}
    made = after({"content/articles/sleep/index.md": text} | other, ledger=noted({SLEEP: text} | other))
    assert made == {
        "content/articles/sleep/index.md": text.replace("(other.md", "(../other.md").replace("../faq", "../../faq"),
        OTHER: other[OTHER].replace("sleep.md", "sleep/index.md"),
    }


def test_a_translation_that_moved_along_leads_where_it_led_before_and_is_found() -> None:
    head = "---\ntitle: Sueño\ndescription: De noche.\n---\n"
    text, spanish = ARTICLE + WORDS_OF_SLEEP, f"{head}Vea [otro](other.md) y [este](sleep.es.md).\n"
    other = {OTHER: f"{ARTICLE}{WORDS_OF_NAPS}See [the Spanish](sleep.es.md).\n"}
    files = {"content/articles/sleep/index.md": text, "content/articles/sleep/index.es.md": spanish}
    before = {SLEEP: text, "content/articles/sleep.es.md": spanish}
    assert after(files | other, ledger=noted(before | other)) == {
        "content/articles/sleep/index.es.md": f"{head}Vea [otro](../other.md) y [este](index.es.md).\n",
        OTHER: other[OTHER].replace("sleep.es.md", "sleep/index.es.md"),
    }
