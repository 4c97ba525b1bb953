"""Translations: each has its original, says what that says with the same sources, and nothing that would not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from site_builder.checks.clinic import CRISIS_NUMBERS
from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.comparison import FILE as TREATMENTS
from site_builder.model.comparison import Comparison
from site_builder.model.config import CLINIC, Clinic, ClinicTranslation
from site_builder.model.document import Document
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.figures import Figures
from site_builder.model.front_matter import ArticleFields, FrontMatter, QuestionFields
from site_builder.model.problem import TOP, Place, Problem, Severity, problem
from site_builder.model.translation import DataTranslation
from site_builder.parts.translation import WHOLE_SITE, ignored, numbers_of, paired_topics
from site_builder.text.fields import nearest
from site_builder.urls import slug, translation_path

SAYS_THE_SAME = "A translation rests on the same sources as its original."


def are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each translation that no page is made of, for want of its original or of its language."""
    originals = {(document.kind, document.name) for document in survey.documents if not document.language}
    first: dict[tuple[str, str, str], str] = {}
    for document in survey.documents:
        if not document.language:
            continue
        other = first.setdefault((document.kind, document.name, document.language), document.path)
        if other != document.path:
            message = f"This is a second translation of the same text: {other} is one already."
            yield in_document(document, "translation-repeated", message, "Keep one of the two files.", TOP)
        if unknown := _unknown(document.language, survey):
            yield in_document(document, "language-unknown", *unknown, TOP)
        elif (document.kind, document.name) not in originals:
            message = "This is a translation, and its original is not there."
            hint = "Put the original beside it, under the same name without the language."
            yield in_document(document, "translation-orphaned", message, hint, TOP)
    for path, language in _data_files(survey):
        if unknown := _unknown(language, survey):
            message, hint = unknown
            yield problem("language-unknown", message, hint, file=path)


def _unknown(language: str, survey: Survey) -> tuple[str, str] | None:
    """Return what to say of a file's language that the site is not to be had in, and what to do."""
    languages = survey.site.clinic.languages
    if language not in languages:
        message = f"{language!r} in the file's name stands for a language that content/clinic.yaml does not name."
        return message, "Add it to `languages` there, or take the dot out of the file's name."
    if language == languages[0]:
        message = f"{language!r} in the file's name stands for the language of the originals."
        return message, "Take it out of the file's name, or name another language first in content/clinic.yaml."
    return None


def clinic_is_translated(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each language in which the clinic does not say what stands on every page.

    A language that the site cannot be said in is told once, where its texts are looked for.
    """
    spoken = {site.language for site in survey.others}
    for number, language in enumerate(survey.site.clinic.languages[1:], 1):
        if language not in spoken:
            continue
        if not any(each.language == language and CLINIC in _paths(each) for each in survey.translations):
            path = translation_path(CLINIC, language)
            message = f"There is no {path}, so help in a crisis and the menu stand in another language on its pages."
            hint = "Write it: crisis, disclaimer, tagline, navigation and footer, as in content/clinic.yaml."
            place = survey.clinic_place(f"languages.{number}")
            yield problem("translation-missing", message, hint, file=CLINIC, place=place, severity=Severity.WARNING)


def _data_files(survey: Survey) -> Iterator[tuple[str, str]]:
    for each in survey.translations:
        for path in _paths(each):
            yield translation_path(path, each.language), each.language


def _paths(translation: DataTranslation) -> list[str]:
    """Return the data files that were translated."""
    found = {CLINIC: translation.clinic, TREATMENTS: translation.comparison, FIGURES: translation.figures}
    return [path for path, value in found.items() if value is not None]


# Documents


class _Pair(NamedTuple):
    """A translation and its original, both of which can be read."""

    own: Document
    original: Document
    given: FrontMatter
    fields: FrontMatter


def _pairs(survey: Survey) -> Iterator[_Pair]:
    translations = [document for document in survey.documents if document.language]
    if not translations:
        return
    originals = {(document.kind, document.name): document for document in survey.documents if not document.language}
    for own in translations:
        original = originals.get((own.kind, own.name))
        if original and original.fields and own.fields and not _unknown(own.language, survey):
            yield _Pair(own, original, own.fields, original.fields)


def differences(own: Document, original: Document) -> Iterator[Problem]:
    """Yield what the checks below tell of a translation beside its original, which whoever signs it should know."""
    if own.fields and original.fields:
        pair = _Pair(own, original, own.fields, original.fields)
        for differ in (_cited, _shown, _ignored_fields, _parts):
            yield from differ(pair)


def cite_the_same(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each source that only one of a text and its translation cites."""
    for pair in _pairs(survey):
        yield from _cited(pair)


def _cited(pair: _Pair) -> Iterator[Problem]:
    own, original, *_ = pair
    cited = {citation.key: citation.places for citation in own.citations}
    for key, places in cited.items():
        if all(key != each.key for each in original.citations):
            message = f"The translation cites {key!r}, and {original.path} does not."
            yield _differs(own, message, "Cite it there too, or take it out here.", places[0])
    for citation in original.citations:
        if citation.key not in cited:
            message = f"{original.path} cites {citation.key!r}, and the translation does not."
            yield _differs(own, message, f"{SAYS_THE_SAME} Put [@{citation.key}] where it belongs.", TOP)


def show_the_same(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each block of shared data that only one of a text and its translation shows."""
    for pair in _pairs(survey):
        yield from _shown(pair)


def _shown(pair: _Pair) -> Iterator[Problem]:
    own, original, *_ = pair
    there, here = ([(use.name, _chosen(use.options), use.place) for use in each.blocks] for each in (original, own))
    for name, chosen, place in here:
        if (name, chosen) not in [each[:2] for each in there]:
            message = f"The translation shows a block {name!r} that {original.path} does not show."
            yield _differs(own, message, "Show the same, or take it out.", place)
    for name, chosen, _ in there:
        if (name, chosen) not in [each[:2] for each in here]:
            message = f"{original.path} shows a block {name!r} that the translation does not show."
            yield _differs(own, message, "Show it, with the same figure, rows and columns.", TOP)


def _chosen(options: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, ...]]:
    """Return the options of a block that name data; its other words are translated."""
    return {name: values for name, values in options if name in ("figure", "rows", "columns")}


def fields_count(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each field that says in a translation otherwise than in its original, where it counts."""
    for pair in _pairs(survey):
        yield from _ignored_fields(pair)


def _ignored_fields(pair: _Pair) -> Iterator[Problem]:
    own, original, given, fields = pair
    for name in ignored(fields, given):
        message = f"“{name}” counts in {original.path} only, and says something else there."
        yield _differs(own, message, "Take it out of the translation.", place_of(own, name))


def are_whole(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for what stands above a text and was not translated with it."""
    for pair in _pairs(survey):
        yield from _parts(pair)


def _parts(pair: _Pair) -> Iterator[Problem]:
    own, original, given, fields = pair
    for name in ("topics", "key_points"):
        there, here = len(getattr(fields, name, ())), len(getattr(given, name, ()))
        if there != here:
            message = f"The translation has {here} {name}, and {original.path} has {there}."
            hint = "Translate each, in the same order."
            yield _differs(own, message, hint, place_of(own, name))
    if getattr(fields, "image", None) and not getattr(given, "image", None):
        message = "The picture at the head of the page has its words in the language of the original."
        hint = "Add image: with alt: and caption: in this language; its file need not be named."
        yield _differs(own, message, hint, TOP)
    if isinstance(given, QuestionFields) and not given.topic:
        yield _differs(own, "The topic was not translated.", "Add topic: in this language.", TOP)


def are_reviewed(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each translation that nobody has reviewed: the review of the original was of other words."""
    for own, *_, given, _ in _pairs(survey):
        if isinstance(given, (ArticleFields, QuestionFields)) and not given.draft:
            for name in ("reviewed", "reviewed_by"):
                if not getattr(given, name):
                    message = f"The field “{name}” is missing: a translation has a medical review of its own."
                    hint = f"Have it reviewed, then run: site-builder review {own.path} --by KEY"
                    yield in_document(own, "review-missing", message, hint, TOP, Severity.WARNING)


def topics_are_one(survey: Survey) -> Iterator[Problem]:
    """Yield a warning where two translations call the same topic by two names."""
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for own, _, given, fields in _pairs(survey):
        for number, (topic, title) in enumerate(paired_topics(fields, given)):
            first, where = named.setdefault((own.language, slug(topic)), (title, own.path))
            if title != first:
                field = "topic" if isinstance(given, QuestionFields) else f"topics.{number}"
                message = f"The topic {topic!r} is called {title!r} here, and {first!r} in {where}."
                yield _differs(own, message, "Call it the same everywhere.", place_of(own, field))


def _differs(document: Document, message: str, hint: str, place: Place) -> Problem:
    return in_document(document, "translation-differs", message, hint, place, Severity.WARNING)


# The data files


def clinics_agree(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for what the clinic in another language names that the clinic does not, or leaves out."""
    for each in survey.translations:
        if each.clinic and not _unknown(each.language, survey):
            path = translation_path(CLINIC, each.language)
            for message, hint, field in _clinic_faults(survey.site.clinic, each.clinic):
                yield _in_data(path, message, hint, _place(each.clinic_places, field))
            yield from _crisis_numbers(survey, each, path)


def _clinic_faults(clinic: Clinic, own: ClinicTranslation) -> Iterator[tuple[str, str, str]]:
    for name in sorted(WHOLE_SITE):
        if getattr(own, name) and getattr(own, name) != getattr(clinic, name):
            yield f"“{name}” counts in {CLINIC} only.", "Take it out of the translation.", name
    for key in own.people:
        if key not in clinic.people:
            near = nearest(key, clinic.people)
            hint = f"Did you mean {near}?" if near else f"The people are {', '.join(clinic.people)}."
            yield f"{CLINIC} has nobody under the key {key!r}.", hint, f"people.{key}"
    for name in ("navigation", "footer"):
        pages = [item.page for item in getattr(clinic, name)]
        for number, item in enumerate(getattr(own, name)):
            if item.page not in pages:
                near = nearest(item.page, pages)
                hint = f"Did you mean {near}?" if near else f"The pages are {', '.join(pages)}."
                yield f"The {name} of {CLINIC} does not lead to {item.page!r}.", hint, f"{name}.{number}.page"


def _crisis_numbers(survey: Survey, own: DataTranslation, path: str) -> Iterator[Problem]:
    """Yield a problem where the line for a crisis, which every page shows, does not give both numbers."""
    clinic = next((site.clinic for site in survey.others if site.language == own.language), None)
    if clinic is not None and own.clinic and own.clinic.crisis.message:
        for field in CRISIS_NUMBERS:
            number = getattr(clinic.crisis, field)
            if number not in clinic.crisis.message:
                message = f"The message for a crisis does not give the number {number}."
                hint = "Name both: whom to call or text at any time, and whom to call where there is danger now."
                place = _place(own.clinic_places, "crisis.message")
                yield problem("crisis-number-missing", message, hint, file=path, place=place)


def comparisons_agree(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each column, row or source that only one of the comparison and its translation has."""
    original = survey.site.materials.comparison
    for each in survey.translations:
        if original and each.comparison and not _unknown(each.language, survey):
            path = translation_path(TREATMENTS, each.language)
            for message, hint, field in _comparison_faults(original, each.comparison):
                yield _in_data(path, message, hint, _place(each.comparison_places, field))


def _comparison_faults(original: Comparison, own: Comparison) -> Iterator[tuple[str, str, str]]:
    there, here = _cells(original), _cells(own)
    for name in ("treatments", "aspects"):
        keys, own_keys = ([each.key for each in getattr(both, name)] for both in (original, own))
        for key in own_keys:
            if key not in keys:
                yield f"{TREATMENTS} has no {key!r} among its {name}.", "Use the same keys.", f"{name}.{key}"
        for key in keys:
            if key not in own_keys:
                hint = f"Add {key}: with its words; until then the page shows those of the original."
                yield f"{key!r} of {TREATMENTS} was not translated.", hint, name
    for cell, sources in here.items():
        cited = there.get(cell, sources)
        for source in sorted(cited - sources):
            yield f"The original cites {source!r} in this cell.", f"{SAYS_THE_SAME} Add [@{source}].", cell
        for source in sorted(sources - cited):
            yield f"The original does not cite {source!r} in this cell.", f"{SAYS_THE_SAME} Take it out.", cell


def _cells(comparison: Comparison) -> dict[str, set[str]]:
    """Return the sources of each cell, by its place in the file."""
    return {
        f"aspects.{aspect.key}.cells.{treatment.key}": {citation.key for citation in cell.citations}
        for aspect in comparison.aspects
        for treatment, cell in zip(comparison.treatments, aspect.cells, strict=True)
    }


def figures_agree(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each figure that only one of the files has, or that has other numbers in one of them."""
    original = survey.site.materials.figures
    for each in survey.translations:
        if each.figures and not _unknown(each.language, survey):
            path, places = translation_path(FIGURES, each.language), dict(each.figures.named)
            there, here = _drawn(original), _drawn(each.figures)
            for name in sorted(there.keys() - here.keys() - {*each.figures.refused}):
                message = f"The figure {name!r} of {FIGURES} was not translated."
                yield _in_data(path, message, "Until it is, the page shows it in the words of the original.", TOP)
            for name, figure in here.items():
                if name not in there and name not in original.refused:
                    yield _in_data(path, f"{FIGURES} has no figure {name!r}.", "Use the same names.", places[name])
                elif name in there and numbers_of(figure) != numbers_of(there[name]):
                    message = f"The figure {name!r} has other numbers, times or sources than in {FIGURES}."
                    hint = "Copy them from there; until then the page shows the original."
                    yield _in_data(path, message, hint, places[name])


def _drawn(figures: Figures) -> Mapping[str, Any]:
    return {**figures.timelines, **figures.icon_arrays}


def _place(places: tuple[tuple[str, Place], ...], field: str) -> Place:
    """Return where a file gives `field`, or the nearest thing around it."""
    known = dict(places)
    while field and field not in known:
        field = field.rpartition(".")[0]
    return known.get(field, TOP)


def _in_data(path: str, message: str, hint: str, place: Place) -> Problem:
    return problem("translation-differs", message, hint, file=path, place=place, severity=Severity.WARNING)
