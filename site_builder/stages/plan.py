"""plan: Documents → Site. All files together: addresses, links, topics, the order of lists.

A site in several languages is planned once in each: the same pages at the same places, those of the first language at
the base and those of any other below its own folder. What was not translated stands there in the first language.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from site_builder.model.comparison import FILE
from site_builder.model.config import Clinic
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, FrontMatter, PageFields, QuestionFields, ServiceFields
from site_builder.model.inputs import Options
from site_builder.model.interface import Interface
from site_builder.model.site import Card, Entry, Language, Materials, Site, Standing, Target, Topic, Translated
from site_builder.model.translation import DataTranslation
from site_builder.parts.addresses import page_path
from site_builder.parts.comparison import PATH
from site_builder.parts.frame import frame
from site_builder.parts.prose import prose
from site_builder.parts.status import why_not_published
from site_builder.parts.translation import (
    foreign,
    topic_titles,
    translated,
    translated_clinic,
    translated_comparison,
    translated_figures,
)
from site_builder.urls import escape, slug, split_url


class Parts(msgspec.Struct, frozen=True):
    """What plan puts together.

    `interface` says the words of the first language, that of the originals, and `others` those of each other one;
    `translations` are the data files in these, and `behind` the translations whose original was changed since.
    """

    clinic: Clinic
    options: Options
    documents: list[Document]
    materials: Materials
    interface: Interface
    reopened: dict[str, Standing] = {}
    others: tuple[Interface, ...] = ()
    translations: tuple[DataTranslation, ...] = ()
    behind: tuple[str, ...] = ()


def plan(parts: Parts) -> tuple[Site, ...]:
    """Return the site that these parts make, in each of its languages, that of the originals first."""
    origin, root = split_url(parts.options.base_url or parts.clinic.url)
    languages = tuple(
        [
            Language(each.language, each.locale.name, f"{root}{_prefix(each, parts.interface)}", each.locale.tag)
            for each in (parts.interface, *parts.others)
        ]
    )
    texts = {each.language: _texts(each.language, parts) for each in (parts.interface, *parts.others)}
    whole = _Whole(
        parts, origin, root, languages, texts, _written(texts), _targets_of_translations(languages, texts, parts)
    )
    return tuple([_site(interface, whole) for interface in (parts.interface, *parts.others)])


class _Text(NamedTuple):
    """A document, and what a language of the site shows of it: the same, or its translation `own`, made whole."""

    original: Document
    shown: Document
    own: FrontMatter | None = None


class _Whole(NamedTuple):
    """What every language of the site knows: its texts, and those of the others.

    `written` are the languages in which a document was written, by its path; nothing where there is only one.
    `targets` is what links to the file of a translation lead to.
    """

    parts: Parts
    origin: str
    root: str
    languages: tuple[Language, ...]
    texts: dict[str, list[_Text]]
    written: dict[str, tuple[str, ...]]
    targets: dict[str, Target]


def _prefix(interface: Interface, first: Interface) -> str:
    """Return the folder of the pages in a language, "" for the first."""
    return "" if interface is first else f"{interface.language.lower()}/"


def _texts(language: str, parts: Parts) -> list[_Text]:
    """Return every document as the site in `language` shows it."""
    originals = [document for document in parts.documents if not document.language]
    if language == parts.interface.language:
        return [_Text(document, document) for document in originals]
    own = {(each.kind, each.name): each for each in parts.documents if each.language == language}
    return [_shown(each, own.get((each.kind, each.name)), parts.options) for each in originals]


def _shown(original: Document, own: Document | None, options: Options) -> _Text:
    """Return a document with its translation, where there is one that is to be shown."""
    if own is None or own.fields is None or original.fields is None or (own.fields.draft and not options.drafts):
        return _Text(original, original)
    return _Text(original, translated(original, own), own.fields)


def _written(texts: dict[str, list[_Text]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    if len(texts) > 1:
        first, *_ = texts
        for code, each in texts.items():
            for text in each:
                if code == first or text.own:
                    found[text.original.path].append(code)
    return {path: tuple(codes) for path, codes in found.items()}


def _targets_of_translations(
    languages: tuple[Language, ...], texts: dict[str, list[_Text]], parts: Parts
) -> dict[str, Target]:
    """Return what a link to the file of a translation leads to, in whatever text it stands."""
    bases = {language.code: language.base for language in languages}
    shown = {
        text.shown.path: _target(text, parts.options, bases[code])
        for code, each in texts.items()
        for text in each
        if text.own
    }
    left_out = [each for each in parts.documents if each.language in bases and each.path not in shown]
    return shown | {each.path: Target("", each.name, (), "its translation is not published") for each in left_out}


def _site(interface: Interface, whole: _Whole) -> Site:
    """Return the site in one language."""
    parts, code = whole.parts, interface.language
    language = next(each for each in whole.languages if each.code == code)
    base, texts = language.base, whole.texts[code]
    clinic, materials = _in_language(code, parts)
    targets = {text.original.path: _target(text, parts.options, base) for text in texts} | whole.targets
    if comparison := materials.comparison:
        rows = tuple([aspect.key for aspect in comparison.aspects])
        targets[FILE] = Target(f"{base}{PATH}", comparison.title, rows)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for text in texts:
        if not targets[text.original.path].why:
            entries[text.original.kind].append(_entry(text, interface, whole, targets, materials))
    articles = tuple(sorted(entries["article"], key=_newest_first))
    questions = tuple(sorted(entries["question"], key=_by_order))
    return Site(
        clinic=clinic,
        frame=frame(
            clinic,
            targets,
            interface,
            origin=whole.origin,
            base=base,
            consultation_url=_consultation_url(entries["page"]),
            stylesheet=materials.stylesheet,
            assets=materials.assets,
            searched=bool(materials.search_folder),
            root=whole.root,
            languages=whole.languages if len(whole.languages) > 1 else (),
            foreign=foreign(parts.clinic, clinic) if code != parts.interface.language else (),
        ),
        interface=interface,
        today=parts.options.today,
        base=base,
        origin=whole.origin,
        articles=articles,
        services=tuple(sorted(entries["service"], key=_by_order)),
        questions=questions,
        pages=tuple(entries["page"]),
        topics=_topics(
            articles,
            questions,
            base,
            _topic_titles(texts),
            "" if code == parts.interface.language else parts.interface.language,
        ),
        targets=targets,
        materials=materials,
        reopened=parts.reopened,
        language=code,
        root=whole.root,
        prefix=_prefix(interface, parts.interface),
        languages=whole.languages,
    )


def _in_language(code: str, parts: Parts) -> tuple[Clinic, Materials]:
    """Return the clinic and what texts show, in the words of a language as far as they were translated."""
    if not parts.others:
        return parts.clinic, parts.materials
    shown, first = parts.materials, parts.interface.language
    everywhere = {
        each.language: translated_comparison(shown.comparison, each.comparison, first) for each in parts.translations
    }
    written = [each.language for each in parts.others if (made := everywhere.get(each.language)) and not made.language]
    own = next((each for each in parts.translations if each.language == code), DataTranslation(code))
    comparison = shown.comparison if code == first else translated_comparison(shown.comparison, own.comparison, first)
    figures = shown.figures if code == first else translated_figures(shown.figures, own.figures, first)
    return translated_clinic(parts.clinic, own.clinic), replace(
        shown, comparison=comparison and replace(comparison, languages=(first, *written)), figures=figures
    )


def _entry(text: _Text, interface: Interface, whole: _Whole, targets: dict[str, Target], materials: Materials) -> Entry:
    """Return a document that is published; where it was not translated, what it shows is not either."""
    parts, document, url = whole.parts, text.shown, targets[text.original.path].url
    assert document.fields is not None
    is_missing = not text.own and interface is not parts.interface
    language = parts.interface.language if is_missing else ""
    shown = (parts.materials, parts.interface) if is_missing else (materials, interface)
    return Entry(
        document,
        page_path(text.original),
        url,
        _card(url, document.fields, language),
        prose(document, targets, *shown),
        languages=whole.written.get(text.original.path, ()),
        language=language,
        translated=Translated.MISSING if is_missing else _behind(document, parts),
    )


def _behind(document: Document, parts: Parts) -> Translated:
    return Translated.BEHIND if document.path in parts.behind else Translated.WHOLE


def _target(text: _Text, options: Options, base: str) -> Target:
    """Return what a link to a document leads to; whether that is on the site the original says, for all languages."""
    fields, shown = text.original.fields, text.shown
    if fields is None or shown.fields is None:
        return Target("", text.original.name, shown.ids, "its front matter cannot be used")
    why, timely = why_not_published(fields, options)
    url = "" if why else page_url(page_path(text.original), base)
    return Target(url, title_of(shown.fields), shown.ids, why, timely)


def _topic_titles(texts: list[_Text]) -> dict[str, str]:
    """Return what the translations among these texts call their topics, by the slug of each."""
    return topic_titles((text.original.fields, text.own) for text in texts if text.own and text.original.fields)


def _consultation_url(pages: list[Entry]) -> str:
    """Return the address of the page that books a consultation, or "" where there is none."""
    layouts = ((entry.url, entry.document.fields) for entry in pages)
    return next(
        (url for url, fields in layouts if isinstance(fields, PageFields) and fields.layout == "consultation"), ""
    )


def page_url(path: str, base: str) -> str:
    """Return the address of the page at `path`: a folder, so with a closing slash."""
    folder, mark, part = path.partition("#")
    return base + escape(f"{folder.rstrip('/')}/" if folder else "") + mark + part


def title_of(fields: FrontMatter) -> str:
    """Return the title, or the question."""
    return fields.question if isinstance(fields, QuestionFields) else fields.title


def _card(url: str, fields: FrontMatter, language: str) -> Card:
    match fields:
        case ArticleFields(title=title, description=description, date=published, drawing=drawing):
            return Card(url, title, description, published, language, drawing)
        case QuestionFields(question=question):
            return Card(url, question, language=language)
        case ServiceFields(title=title, description=description, drawing=drawing):
            return Card(url, title, description, language=language, drawing=drawing)
        case PageFields(title=title, description=description):
            return Card(url, title, description, language=language)


def _newest_first(entry: Entry) -> tuple[int, str]:
    assert isinstance(entry.document.fields, ArticleFields)
    return -entry.document.fields.date.toordinal(), entry.document.name


def _by_order(entry: Entry) -> tuple[float, str]:
    assert isinstance(entry.document.fields, (QuestionFields, ServiceFields))
    order = entry.document.fields.order
    return float("inf") if order is None else order, entry.document.name


def _topics(
    articles: tuple[Entry, ...], questions: tuple[Entry, ...], base: str, translated: dict[str, str], first: str
) -> tuple[Topic, ...]:
    """Return the topics by name. Two spellings that make one address are one topic, under the spelling met first.

    `translated` are the titles that translations give, by slug; any other is in the language `first`.
    """
    titles: dict[str, str] = {}
    of_articles: dict[str, list[Entry]] = defaultdict(list)
    of_questions: dict[str, list[Entry]] = defaultdict(list)
    for entry in articles:
        assert isinstance(entry.document.fields, ArticleFields)
        for name, title in {slug(title): title for title in reversed(entry.document.fields.topics)}.items():
            titles.setdefault(name, title)
            of_articles[name].append(entry)
    for entry in questions:
        assert isinstance(entry.document.fields, QuestionFields)
        name = slug(entry.document.fields.topic)
        titles.setdefault(name, entry.document.fields.topic)
        of_questions[name].append(entry)
    return tuple(
        Topic(
            name,
            translated.get(name, titles[name]),
            f"{base}topics/{name}/",
            tuple(of_articles[name]),
            tuple(of_questions[name]),
            "" if name in translated else first,
        )
        for name in sorted(titles)
        if name
    )
