"""Names in front matter: of people, questions and articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.problem import Problem, Severity
from site_builder.model.site import Target


def are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each name that names nobody and nothing, or something that is not on the site."""
    kinds: dict[str, dict[str, Target]] = {"question": {}, "article": {}}
    for document in survey.documents:
        if document.kind in kinds and document.path in survey.site.targets and not document.language:
            kinds[document.kind][document.name] = survey.site.targets[document.path]
    for document in survey.documents:
        fields = document.fields
        if isinstance(fields, ArticleFields):
            yield from _people(document, survey, author=fields.author, reviewed_by=fields.reviewed_by)
            yield from _not_the_author(document, fields, survey)
            yield from _documents(document, "questions", fields.questions, kinds["question"], "content/faq/")
            yield from _documents(document, "related", fields.related, kinds["article"], "content/articles/")
        elif isinstance(fields, QuestionFields):
            yield from _people(document, survey, reviewed_by=fields.reviewed_by)


def _people(document: Document, survey: Survey, **keys: str) -> Iterator[Problem]:
    people = survey.site.clinic.people
    for field, key in keys.items():
        if key and key not in people:
            message = f"{field} names {key!r}, whom content/clinic.yaml does not know."
            yield in_document(
                document,
                "person-unknown",
                message,
                _nearest(key, people, f"Those it knows are: {', '.join(people)}."),
                place_of(document, field),
            )


def _not_the_author(document: Document, fields: ArticleFields, survey: Survey) -> Iterator[Problem]:
    if fields.reviewed_by and not fields.author and fields.reviewed_by == survey.site.clinic.default_author:
        message = f"{fields.reviewed_by!r} is this article's reviewer, and as default_author its author too."
        yield in_document(
            document, "reviewer-is-author", message, "Let somebody else review it.", place_of(document, "reviewed_by")
        )


def _documents(
    document: Document, field: str, names: tuple[str, ...], known: dict[str, Target], folder: str
) -> Iterator[Problem]:
    for number, name in enumerate(names):
        place = place_of(document, f"{field}.{number}")
        if name not in known:
            message = f"{field} names {name!r}, and there is no such file in {folder}."
            yield in_document(
                document, f"{field}-unknown", message, _nearest(name, known, "Give the file's name without .md."), place
            )
        elif why := known[name].why:
            message = f"{field} names {name!r}, which is not on the site: {why}."
            severity = Severity.WARNING if known[name].timely else Severity.ERROR
            yield in_document(
                document, f"{field}-unpublished", message, "Take the name out, or name another.", place, severity
            )


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"Did you mean {close[0]!r}?" if close else otherwise
