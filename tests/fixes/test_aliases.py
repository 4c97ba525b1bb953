"""The redirect of an address that has gone."""

from __future__ import annotations

import pytest

from site_builder.fixes import changes
from tests.fixes.mended import (
    ARTICLE,
    NAP,
    QUESTION,
    REST,
    SLEEP,
    WORDS_OF_NAPS,
    WORDS_OF_SLEEP,
    after,
    facts,
    noted,
)

BEFORE = {SLEEP: ARTICLE + WORDS_OF_SLEEP}


def renamed(head: str = ARTICLE, words: str = WORDS_OF_SLEEP, *, path: str = REST) -> str:
    """Return what becomes of the article on sleep under another name."""
    return after({path: head + words}, ledger=noted(BEFORE)).get(path, "")


def with_field(line: str) -> str:
    return ARTICLE.replace("date:", f"{line}\ndate:")


def test_a_renamed_file_gets_its_old_address_as_its_last_field() -> None:
    assert renamed() == ARTICLE.replace("doctor\n---", "doctor\naliases: [/articles/sleep/]\n---") + WORDS_OF_SLEEP


def test_it_is_known_though_it_was_edited() -> None:
    words = WORDS_OF_SLEEP.replace("four or five", "five").replace("for certain ", "")
    assert "aliases: [/articles/sleep/]\n" in renamed(ARTICLE.replace("A title", "Another"), words)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("aliases: [/a/]", "aliases: [/a/, /articles/sleep/]"),
        ("aliases: [/a/, '/b/']  # from the blog", "aliases: [/a/, '/b/', /articles/sleep/]  # from the blog"),
        ('aliases: ["/a/",]', 'aliases: ["/a/", /articles/sleep/,]'),
        ("aliases: [ /a/ ]", "aliases: [ /a/, /articles/sleep/ ]"),
        ("aliases: []", "aliases: [/articles/sleep/]"),
        ("aliases:", "aliases: [/articles/sleep/]"),
        ("aliases:  # none yet", "aliases: [/articles/sleep/]  # none yet"),
        ("aliases:\n  - /a/\n  - /b/", "aliases:\n  - /a/\n  - /b/\n  - /articles/sleep/"),
        ("aliases:\n- /a/  # old", "aliases:\n- /a/  # old\n- /articles/sleep/"),
        ("aliases: [\n    /a/,\n    /b/\n  ]", "aliases: [\n    /a/,\n    /b/, /articles/sleep/\n  ]"),
    ],
)
def test_aliases_that_are_there_stay_as_they_are(given: str, expected: str) -> None:
    assert renamed(with_field(given)) == with_field(expected) + WORDS_OF_SLEEP


@pytest.mark.parametrize("given", ["aliases: /a/", "aliases: {a: b}", 'aliases: ["/a/"'])
def test_aliases_that_cannot_be_read_are_left_to_their_writer(given: str) -> None:
    assert renamed(with_field(given)) == ""


def test_notes_line_ends_and_a_byte_order_mark_stay() -> None:
    head = ARTICLE.replace("date:", "# a note: with a colon\ndate:")
    made = renamed("\ufeff" + head.replace("\n", "\r\n"), WORDS_OF_SLEEP.replace("\n", "\r\n").rstrip())
    expected = head.replace("doctor\n---", "doctor\naliases: [/articles/sleep/]\n---") + WORDS_OF_SLEEP.rstrip()
    assert made == "\ufeff" + expected.replace("\n", "\r\n")


def test_another_slug_is_another_address_of_the_same_file() -> None:
    files = {SLEEP: ARTICLE.replace("date:", "slug: rest\ndate:") + WORDS_OF_SLEEP}
    assert "aliases: [/articles/sleep/]\n" in after(files, ledger=noted(BEFORE))[SLEEP]


def test_an_alias_that_was_taken_out_comes_back() -> None:
    files = {SLEEP: with_field("aliases: [/blog/sleep.html]") + WORDS_OF_SLEEP}
    assert "aliases: [/blog/sleep.html]\n" in after(BEFORE, ledger=noted(files))[SLEEP]


def test_after_two_new_names_both_old_addresses_lead_to_the_last() -> None:
    first = {REST: renamed()}
    files = {"content/articles/night.md": first[REST]}
    made = after({"content/articles/night.md": ARTICLE + WORDS_OF_SLEEP}, ledger=noted(first))
    assert "aliases: [/articles/rest/, /articles/sleep/]\n" in made["content/articles/night.md"]
    assert (
        "aliases: [/articles/sleep/, /articles/rest/]\n"
        in after(files, ledger=noted(first))["content/articles/night.md"]
    )


def test_a_text_may_move_to_another_section() -> None:
    page = "---\ntitle: Sleep\ndescription: Of sleep.\n---\n"
    assert "aliases: [/articles/sleep/]\n" in renamed(page, path="content/sleep.md")


def test_an_old_name_of_a_question_is_its_name_alone() -> None:
    ledger = noted({NAP: QUESTION + WORDS_OF_NAPS})
    made = after({"content/faq/siesta.md": QUESTION + WORDS_OF_NAPS}, ledger=ledger)
    assert "aliases: [nap]\n" in made["content/faq/siesta.md"]


def test_one_alias_is_for_every_language() -> None:
    ledger = noted(BEFORE, prefixes=["", "es/"])
    made = after({REST: ARTICLE + WORDS_OF_SLEEP}, ledger=ledger, prefixes=["", "es/"])
    assert made[REST].count("aliases") == 1
    assert "[/articles/sleep/]" in made[REST]


def test_nobody_is_led_from_a_language_that_is_gone_to_another() -> None:
    assert after(BEFORE, ledger=noted(BEFORE, prefixes=["", "es/"])) == {}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="nothing is there"),
        pytest.param({REST: ARTICLE + WORDS_OF_NAPS}, id="another text"),
        pytest.param(
            {REST: ARTICLE + WORDS_OF_SLEEP, "content/articles/copy.md": ARTICLE + WORDS_OF_SLEEP}, id="two of it"
        ),
        pytest.param({REST: ARTICLE.replace("date:", "draft: true\ndate:") + WORDS_OF_SLEEP}, id="a draft"),
        pytest.param({SLEEP: ARTICLE.replace("date:", "draft: true\ndate:") + WORDS_OF_SLEEP}, id="itself, a draft"),
        pytest.param({NAP: QUESTION + WORDS_OF_SLEEP}, id="a question"),
        pytest.param({"content/articles/rest.es.md": ARTICLE + WORDS_OF_SLEEP}, id="a translation"),
        pytest.param({REST: WORDS_OF_SLEEP}, id="no front matter"),
    ],
)
def test_where_the_text_is_not_known_for_certain_nothing_is_written(files: dict[str, str]) -> None:
    assert after(files, ledger=noted(BEFORE)) == {}


def test_a_text_that_the_ledger_knows_is_nobody_elses_new_name() -> None:
    both = {SLEEP: ARTICLE + WORDS_OF_SLEEP, REST: ARTICLE + WORDS_OF_SLEEP}
    assert after({REST: ARTICLE + WORDS_OF_SLEEP}, ledger=noted(both)) == {}


def test_without_a_ledger_that_can_be_used_nothing_is_known() -> None:
    assert after({REST: ARTICLE + WORDS_OF_SLEEP}, ledger=None) == {}


def test_the_reason_is_told_in_words() -> None:
    made = changes(facts({REST: ARTICLE + WORDS_OF_SLEEP}, ledger=noted(BEFORE)))
    assert [each.reasons for each in made if each.file == REST] == [("/articles/sleep/ leads here from now on",)]
