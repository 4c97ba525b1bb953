"""plan: Documents → Site. All files together: addresses, links, topics, the order of lists."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from site_builder.model.comparison import FILE
from site_builder.model.config import Clinic
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, FrontMatter, PageFields, QuestionFields, ServiceFields
from site_builder.model.inputs import Options
from site_builder.model.site import Card, Entry, Materials, Site, Standing, Target, Topic
from site_builder.parts.comparison import PATH
from site_builder.parts.frame import frame
from site_builder.parts.prose import prose
from site_builder.parts.status import why_not_published
from site_builder.urls import escape, slug, split_url


class Parts(msgspec.Struct, frozen=True):
    """What plan puts together."""

    clinic: Clinic
    options: Options
    documents: list[Document]
    materials: Materials
    reopened: dict[str, Standing] = {}


def plan(parts: Parts) -> Site:
    """Return the site that these parts make."""
    origin, base = split_url(parts.options.base_url or parts.clinic.url)
    targets = {
        document.path: _target(document, parts.options, base) for document in parts.documents if not document.language
    }
    if comparison := parts.materials.comparison:
        rows = tuple([aspect.key for aspect in comparison.aspects])
        targets[FILE] = Target(f"{base}{PATH}", comparison.title, rows)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for document in parts.documents:
        target = targets.get(document.path)
        if target is not None and document.fields is not None and not target.why:
            card = _card(target.url, document.fields)
            text = prose(document, targets, parts.materials)
            entries[document.kind].append(Entry(document, page_path(document), target.url, card, text))
    articles = tuple(sorted(entries["article"], key=_newest_first))
    questions = tuple(sorted(entries["question"], key=_by_order))
    return Site(
        clinic=parts.clinic,
        frame=frame(
            parts.clinic,
            targets,
            origin=origin,
            base=base,
            consultation_url=_consultation_url(entries["page"]),
            stylesheet=parts.materials.stylesheet,
            assets=parts.materials.assets,
        ),
        today=parts.options.today,
        base=base,
        origin=origin,
        articles=articles,
        services=tuple(sorted(entries["service"], key=_by_order)),
        questions=questions,
        pages=tuple(entries["page"]),
        topics=_topics(articles, questions, base),
        targets=targets,
        materials=parts.materials,
        reopened=parts.reopened,
    )


def _target(document: Document, options: Options, base: str) -> Target:
    fields = document.fields
    if fields is None:
        return Target("", document.name, document.ids, "its front matter cannot be used")
    why, timely = why_not_published(fields, options)
    url = "" if why else page_url(page_path(document), base)
    return Target(url, title_of(fields), document.ids, why, timely)


def _consultation_url(pages: list[Entry]) -> str:
    """Return the address of the page that books a consultation, or "" where there is none."""
    layouts = ((entry.url, entry.document.fields) for entry in pages)
    return next(
        (url for url, fields in layouts if isinstance(fields, PageFields) and fields.layout == "consultation"), ""
    )


def page_path(document: Document) -> str:
    """Return where the page of `document` stands on the site: `articles/name`, `faq/#name`, "" for the home page."""
    name = slug(document.name)
    match document.fields:
        case ArticleFields(slug=own):
            return f"articles/{own or name}"
        case ServiceFields():
            return f"services/{name}"
        case QuestionFields():
            return f"faq/#{name}"
        case _:
            return "" if document.name == "index" else name


def page_url(path: str, base: str) -> str:
    """Return the address of the page at `path`: a folder, so with a closing slash."""
    folder, mark, part = path.partition("#")
    return base + escape(f"{folder.rstrip('/')}/" if folder else "") + mark + part


def title_of(fields: FrontMatter) -> str:
    """Return the title, or the question."""
    return fields.question if isinstance(fields, QuestionFields) else fields.title


def _card(url: str, fields: FrontMatter) -> Card:
    match fields:
        case ArticleFields(title=title, description=description, date=published):
            return Card(url, title, description, published)
        case QuestionFields(question=question):
            return Card(url, question)
        case ServiceFields(title=title, description=description) | PageFields(title=title, description=description):
            return Card(url, title, description)


def _newest_first(entry: Entry) -> tuple[int, str]:
    assert isinstance(entry.document.fields, ArticleFields)
    return -entry.document.fields.date.toordinal(), entry.document.name


def _by_order(entry: Entry) -> tuple[float, str]:
    assert isinstance(entry.document.fields, (QuestionFields, ServiceFields))
    order = entry.document.fields.order
    return float("inf") if order is None else order, entry.document.name


def _topics(articles: tuple[Entry, ...], questions: tuple[Entry, ...], base: str) -> tuple[Topic, ...]:
    """Return the topics by name. Two spellings that make one address are one topic, under the spelling met first."""
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
        Topic(name, titles[name], f"{base}topics/{name}/", tuple(of_articles[name]), tuple(of_questions[name]))
        for name in sorted(titles)
        if name
    )
