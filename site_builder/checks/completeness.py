"""What a site must have, and what lies in content/ and would be left out without a word."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document
from site_builder.model.document import Document
from site_builder.model.problem import TOP, Problem, Severity, problem


def home_is_there(survey: Survey) -> Iterator[Problem]:
    """Yield a problem where no page stands at the address of the site itself."""
    if not any(entry.document.name == "index" for entry in survey.site.pages):
        message = "There is no home page: content/index.md is missing, or a draft."
        yield problem("home-missing", message, "Write one: a page with `layout: home`.", file="content/index.md")


def translations_are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each translation that is not published, and say why."""
    originals = {(document.kind, document.name) for document in survey.documents if not document.language}
    for document in survey.documents:
        if document.language:
            yield from _translation(document, survey, has_original=(document.kind, document.name) in originals)


def _translation(document: Document, survey: Survey, *, has_original: bool) -> Iterator[Problem]:
    language = document.language
    if language not in survey.site.clinic.languages:
        message = f"{language!r} in the file's name stands for a language that content/clinic.yaml does not name."
        hint = "Add it to `languages` there, or take the dot out of the file's name."
        yield in_document(document, "language-unknown", message, hint, TOP)
    elif not has_original:
        message = "This is a translation, and its original is not there."
        yield in_document(
            document, "translation-orphaned", message, "Put the original beside it, without the language.", TOP
        )
    else:
        message = "Translations are not published yet; this file is left out."
        yield in_document(document, "translation-unpublished", message, "Nothing to do.", TOP, Severity.WARNING)
