"""What the data files say of files that have another name now."""

from __future__ import annotations

import pytest

from tests.fixes.mended import ARTICLE, NAP, QUESTION, REST, SLEEP, WORDS_OF_NAPS, WORDS_OF_SLEEP, after, noted

BEFORE = {SLEEP: ARTICLE + WORDS_OF_SLEEP, NAP: QUESTION + WORDS_OF_NAPS, "content/us.md": "---\ntitle: Us\n---\nWe.\n"}
RENAMED = {REST: BEFORE[SLEEP], "content/faq/siesta.md": BEFORE[NAP]}


@pytest.mark.parametrize("path", ["content/clinic.yaml", "content/clinic.es.yaml"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("featured_articles: [sleep, nap]", "featured_articles: [rest, nap]"),
        ("featured_articles:\n  - 'sleep'  # ours", "featured_articles:\n  - 'rest'  # ours"),
        ("featured_questions: [sleep, nap]", "featured_questions: [sleep, siesta]"),
        (
            "navigation:\n  - {label: sleep, page: articles/sleep.md}",
            "navigation:\n  - {label: sleep, page: articles/rest.md}",
        ),
        ('people:\n  a.b: {page: "faq/nap.md"}', 'people:\n  a.b: {page: "faq/siesta.md"}'),
    ],
)
def test_clinic_yaml_names_the_new_file(path: str, line: str, expected: str) -> None:
    assert after(RENAMED, data={path: f"tagline: sleep\n{line}\n"}, ledger=noted(BEFORE))[path] == (
        f"tagline: sleep\n{expected}\n"
    )


@pytest.mark.parametrize("path", ["content/treatments.yaml", "content/treatments.es.yaml"])
def test_the_comparison_links_to_the_new_file(path: str) -> None:
    cell = "      pill: |\r\n        See [sleep](articles/{0}.md), [it](articles/{0}.md#a), articles/sleep.md.\r\n"
    made = after(RENAMED, data={path: cell.format("sleep")}, ledger=noted(BEFORE))
    assert made[path] == cell.format("rest")


def test_where_nothing_has_another_name_they_are_left_alone() -> None:
    data = {
        "content/clinic.yaml": "featured_articles: [sleep]\n",
        "content/treatments.yaml": "a: '[x](articles/x.md)'\n",
    }
    assert after(BEFORE, data=data, ledger=noted(BEFORE)) == {}
    assert after({}, data=data, ledger=noted(BEFORE)) == {}
