"""A language of the site made of what was translated into it, and of its originals for all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from site_builder.model.comparison import Aspect, Comparison
from site_builder.model.config import Clinic, ClinicTranslation, NavigationItem
from site_builder.model.document import Document
from site_builder.model.figures import Figures, IconArray, Timeline
from site_builder.model.front_matter import (
    TRANSLATED,
    ArticleFields,
    FrontMatter,
    Image,
    QuestionFields,
    TranslatedImage,
    Translation,
)
from site_builder.urls import slug

Figure = TypeVar("Figure", Timeline, IconArray)

OF_ITS_OWN = frozenset({"reviewed", "reviewed_by", "review_due", "review_digest"})
"""What a translation never has from its original: somebody has reviewed its own words, or nobody has."""

PAIRED = frozenset({"topics", "topic", "original_digest"})
"""What gives words to something that keeps its place: see `topic_titles`."""

WHOLE_SITE = frozenset({"url", "languages", "default_author", "featured_articles", "featured_questions", "security"})
"""What clinic.yaml says once for all languages."""


# Documents


def translated(original: Document, own: Document) -> Document:
    """Return the translation `own` with what it leaves to its original; both have fields that could be read."""
    fields, given = original.fields, own.fields
    assert fields is not None
    assert isinstance(given, Translation)
    values = {
        name: getattr(given, name)
        for name in fields.__struct_fields__
        if name in OF_ITS_OWN or (name in TRANSLATED - PAIRED and getattr(given, name))
    }
    if "image" in fields.__struct_fields__:
        values["image"] = _image(getattr(fields, "image", None), getattr(given, "image", None))
    return replace(own, fields=replace(fields, **values))


def _image(original: Image | None, own: TranslatedImage | None) -> Image | None:
    """Return the picture of the original with the words of the translation, or with its own picture."""
    if own is None or not (own.src or original):
        return original
    src = own.src or (original.src if original else "")
    return Image(src, own.alt, own.caption or (original.caption if original else ""))


def ignored(original: FrontMatter, own: FrontMatter) -> Iterator[str]:
    """Yield the name of each field that a translation gives otherwise than its original, where it does not count."""
    for name, default in _defaults(own).items():
        if name not in TRANSLATED and getattr(own, name) not in (default, getattr(original, name)):
            yield name


def topic_titles(pairs: Iterable[tuple[FrontMatter, FrontMatter]]) -> dict[str, str]:
    """Return the title of each topic that a translation gives, by the slug of the original's, the first one met.

    The topics of an article and of its translation are pairs, in their order.
    """
    titles: dict[str, str] = {}
    for original, own in pairs:
        for topic, title in paired_topics(original, own):
            titles.setdefault(slug(topic), title)
    return titles


def paired_topics(original: FrontMatter, own: FrontMatter) -> Sequence[tuple[str, str]]:
    """Return each topic of an original with what its translation calls it."""
    if isinstance(original, ArticleFields) and isinstance(own, ArticleFields):
        return [*zip(original.topics, own.topics, strict=False)]
    if isinstance(original, QuestionFields) and isinstance(own, QuestionFields) and own.topic:
        return [(original.topic, own.topic)]
    return ()


# The data files


def translated_clinic(clinic: Clinic, own: ClinicTranslation | None) -> Clinic:
    """Return the clinic in the words of a translation, as far as it has any."""
    if own is None:
        return clinic
    given = {
        name: value
        for name, default in _defaults(own).items()
        if name in clinic.__struct_fields__ and name not in WHOLE_SITE and (value := getattr(own, name)) != default
    }
    crisis = {name: value for name in own.crisis.__struct_fields__ if (value := getattr(own.crisis, name))}
    people = {
        key: replace(person, role=own.people[key].role, credentials=own.people[key].credentials)
        if key in own.people
        else person
        for key, person in clinic.people.items()
    }
    whole = {
        "crisis": replace(clinic.crisis, **crisis),
        "people": people,
        "navigation": _labelled(clinic.navigation, own.navigation),
        "footer": _labelled(clinic.footer, own.footer),
    }
    return replace(clinic, **(given | whole))


def _labelled(items: tuple[NavigationItem, ...], own: tuple[NavigationItem, ...]) -> tuple[NavigationItem, ...]:
    labels = {item.page: item.label for item in own}
    return tuple([replace(item, label=labels.get(item.page, item.label)) for item in items])


def foreign(clinic: Clinic, own: Clinic) -> tuple[str, ...]:
    """Return the fields of clinic.yaml whose words are the original's in the clinic of another language.

    Of a list of links the page of each that has kept its label, as in `navigation.articles/`.
    """
    texts = [name for name in ("tagline", "disclaimer", "crisis") if _same_words(clinic, own, name)]
    for name in ("navigation", "footer"):
        pairs = zip(getattr(clinic, name), getattr(own, name), strict=True)
        texts += [f"{name}.{item.page}" for item, translation in pairs if item.label == translation.label]
    return tuple(texts)


def _same_words(clinic: Clinic, own: Clinic, name: str) -> bool:
    if name == "crisis":
        return clinic.crisis.message == own.crisis.message
    return bool(getattr(clinic, name) == getattr(own, name) != "")


def translated_comparison(original: Comparison | None, own: Comparison | None, language: str) -> Comparison | None:
    """Return the comparison with the columns and rows of the original, each in the words of the translation.

    A row that was not translated, or not for every treatment, has the original's words and its `language`; where
    nothing was translated that is the language of the whole.
    """
    if original is None or own is None:
        return original and replace(original, language=language)
    columns = [treatment.key for treatment in original.treatments]
    names = {treatment.key: treatment for treatment in own.treatments}
    rows = {aspect.key: aspect for aspect in own.aspects}
    order = [treatment.key for treatment in own.treatments]
    if not set(columns) <= names.keys():
        return replace(original, language=language)
    return replace(
        own,
        treatments=tuple([names[key] for key in columns]),
        aspects=tuple(
            [
                _in_order(rows[aspect.key], order, columns)
                if aspect.key in rows
                else replace(aspect, language=language)
                for aspect in original.aspects
            ]
        ),
        updated=original.updated,
        regulatory_as_of=original.regulatory_as_of,
    )


def _in_order(aspect: Aspect, order: Sequence[str], columns: Sequence[str]) -> Aspect:
    cells = dict(zip(order, aspect.cells, strict=True))
    return replace(aspect, cells=tuple([cells[key] for key in columns]))


def translated_figures(original: Figures, own: Figures | None, language: str) -> Figures:
    """Return every figure of the original, in the words of the translation where it has them with the same numbers.

    The names of all others are given with `language`.
    """
    known = own or Figures()
    timelines = {name: _if_equal(each, known.timelines.get(name)) for name, each in original.timelines.items()}
    icon_arrays = {name: _if_equal(each, known.icon_arrays.get(name)) for name, each in original.icon_arrays.items()}
    missing = [name for name, each in timelines.items() if each is original.timelines[name]]
    missing += [name for name, each in icon_arrays.items() if each is original.icon_arrays[name]]
    return replace(original, timelines=timelines, icon_arrays=icon_arrays, languages=dict.fromkeys(missing, language))


def _if_equal(original: Figure, own: Figure | None) -> Figure:
    return own if own is not None and numbers_of(own) == numbers_of(original) else original


def numbers_of(figure: Timeline | IconArray) -> object:
    """Return all of a figure that is no word of a language: what a translation must leave as it is."""
    if isinstance(figure, Timeline):
        return [[(span.kind, span.starts, span.ends, span.citations) for span in lane.spans] for lane in figure.lanes]
    shares = (figure.of_100_with, figure.of_100_without, figure.source_gives_number)
    return (figure.outcome_is, *shares, figure.citations)


def _defaults(value: msgspec.Struct) -> dict[str, Any]:
    """Return what each field has that nobody gave; those that must be given are not among them."""
    defaults: tuple[Any, ...] = value.__struct_defaults__
    return dict(zip(value.__struct_fields__[-len(defaults) :], defaults, strict=True))
