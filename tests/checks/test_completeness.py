"""What a site must have, and what would be left out without a word."""

from __future__ import annotations

import pytest

from site_builder.checks.completeness import home_is_there, translations_are_known
from tests.builders import article, clinic, page, survey
from tests.checks.case import Case

SPANISH = clinic(languages=("en", "es"))


CASES = (
    Case("a home page", home_is_there, survey(page("index"))),
    Case(
        "no home page",
        home_is_there,
        survey(page("about")),
        """
        content/index.md:1:1: error[home-missing] There is no home page: content/index.md is missing, or a draft.
            hint: Write one: a page with `layout: home`.
        """,
    ),
    Case("no translation", translations_are_known, survey(article("sleep"))),
    Case(
        "a translation that cannot be shown yet",
        translations_are_known,
        survey(article("sleep"), article("sleep", path="content/articles/sleep.es.md", language="es"), of=SPANISH),
        """
        content/articles/sleep.es.md:1:1: warning[translation-unpublished] Translations are not published yet; this file is left out.
            hint: Nothing to do.
        """,
    ),
    Case(
        "a translation without its original",
        translations_are_known,
        survey(article("sleep", path="content/articles/sleep.es.md", language="es"), of=SPANISH),
        """
        content/articles/sleep.es.md:1:1: error[translation-orphaned] This is a translation, and its original is not there.
            hint: Put the original beside it, without the language.
        """,
    ),
    Case(
        "a language that the clinic does not speak",
        translations_are_known,
        survey(article("sleep"), article("sleep", path="content/articles/sleep.de.md", language="de"), of=SPANISH),
        """
        content/articles/sleep.de.md:1:1: error[language-unknown] 'de' in the file's name stands for a language that content/clinic.yaml does not name.
            hint: Add it to `languages` there, or take the dot out of the file's name.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_completeness(case: Case) -> None:
    assert case.heard == case.expected
