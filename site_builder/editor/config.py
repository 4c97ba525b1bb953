"""The editor's forms, made from the types that declare the front matter and the data files.

So a field that is added to a type appears in the checks, the schemas and here. What comes out is the configuration of
Decap CMS, which Sveltia CMS reads too; the names of its parts are explained at https://decapcms.org/docs/widgets/.

Text stays text and nothing that the editor does not know is lost, whatever a widget makes of a value: see
`page/round-trip.js`, which both of them call through a format of their own for each kind of file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from msgspec import inspect

from site_builder.model.comparison import FILE as TREATMENTS
from site_builder.model.comparison import TreatmentsFields, TreatmentsTranslation
from site_builder.model.config import CLINIC, AdminBackend, Clinic, ClinicTranslation
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.figures import FiguresFields, FiguresTranslation
from site_builder.model.front_matter import TRANSLATED, translation_of_kind, type_of_kind
from site_builder.text.fields import Data
from site_builder.text.yaml_text import load_yaml
from site_builder.urls import data_file, identify, translation_path

Node = dict[str, Any]

IN_FOLDERS = "-in-folders"
"""What follows the name of a form for files that each have a folder of their own."""

DATA_FILES: dict[str, tuple[str, type, type]] = {
    CLINIC: ("The clinic", Clinic, ClinicTranslation),
    TREATMENTS: ("The comparison", TreatmentsFields, TreatmentsTranslation),
    FIGURES: ("The figures", FiguresFields, FiguresTranslation),
}
"""The data files with a form, each with what to call it, the type that declares it and that of a translation."""

COLLECTIONS = {
    "article": ("articles", "Articles", "article", "content/articles"),
    "question": ("faq", "Questions", "question", "content/faq"),
    "service": ("services", "Services", "service", "content/services"),
    "page": ("pages", "Pages", "page", "content"),
}
"""By kind: the name of its collection, what to call many of it and one, and its folder."""

LABELS = {
    "aliases": "Old addresses",
    "alt": "What the picture shows",
    "area_served": "Where patients come from",
    "authorization_id": "Number of the release",
    "body": "Text",
    "booking_url": "Web address for booking",
    "cells": "What it says of each treatment",
    "crisis": "Crisis line",
    "default_author": "Usual author",
    "directions_url": "Web address of a map",
    "draft": "Draft: not on the site",
    "drawing": "Small drawing",
    "email": "E-mail",
    "expires": "Take off the site on",
    "footer": "Links at the foot of the page",
    "form_endpoint": "Where the form is sent",
    "image": "Picture",
    "navigation": "Menu",
    "of_100_with": "Of 100 people with the treatment",
    "of_100_without": "Of 100 people with the other",
    "order": "Place in the list",
    "original_digest": "Translated from",
    "outcome_is": "Hoped for or feared",
    "publish_on": "Show from",
    "regulatory_as_of": "Rules checked on",
    "related": "Articles to read next",
    "review_digest": "Signature of the review",
    "review_due": "Review again on",
    "reviewed": "Reviewed on",
    "slug": "End of the address",
    "source_gives_number": "The source gives this number",
    "sponsored": "Paid for by",
    "src": "File",
    "updated": "Last changed on",
    "url": "Web address of the site",
}
"""What to call a field whose name says it in a programmer's words; any other is called by its name."""

LONG = frozenset(
    {"caption", "cells", "description", "detail", "disclaimer", "key_points", "message", "note", "tagline"}
)
"""Texts of more than a line."""

PEOPLE = frozenset({"author", "reviewed_by", "default_author"})
ARTICLES = frozenset({"related", "featured_articles"})
QUESTIONS = frozenset({"questions", "featured_questions"})
"""Fields that name people, articles, questions: there is a choice of those that the site has."""

FIRST = ("title", "question", "description", "body")
"""What stands at the head of a form: what people come for. The rest follows in the order of its declaration."""

SOURCE, IS = "_source", "_is"
"""Fields that no form shows: the file as it was read, and whether it is an original or a translation."""

DAY = {"date_format": "YYYY-MM-DD", "time_format": False, "format": "YYYY-MM-DD"}


AS_WRITTEN = {"modes": ["raw"], "buttons": [], "editor_components": []}
"""The text as it stands in the file: no editor of formatted text knows our blocks, sources and notes."""


class Names(NamedTuple):
    """What the fields of a form can name: people by their keys, each with a role; articles by name, with a title."""

    people: Mapping[str, str]
    articles: Mapping[str, str]


def configuration(
    data: Mapping[str, bytes], documents: Sequence[str], titles: Mapping[str, str], backend: AdminBackend
) -> Node:
    """Return the configuration for a site of these data files, by path, and documents, some with a title by path."""
    read = {path: _read(path, data[path]) for path in sorted(data)}
    clinic = read.get(CLINIC, {})
    languages = [each for each in _items(clinic.get("languages")) if isinstance(each, str)] or ["en"]
    names = Names(
        {key: _text(person, "role") or key for key, person in _parts(clinic.get("people", ""))},
        {found.name: titles.get(path, found.name) for path, found in _articles(documents)},
    )
    return {
        "backend": {key: value for key, value in msgspec.structs.asdict(backend).items() if value},
        "app_title": f"Editor of {_text(clinic, 'name') or 'the clinic'}",
        "media_folder": "static",
        "public_folder": "/",
        "show_preview_links": False,
        # Of Sveltia CMS alone, which would offer pictures of other services, and keep spaces in the names of files.
        "media_libraries": {"default": {"config": {"slugify_filename": True}}, "stock_assets": {"providers": []}},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [
            each
            for language in ("", *languages[1:])
            for each in (*_texts(language, documents, names), *_data(language, read, names))
        ],
    }


def form_of(path: str) -> str:
    """Return where the editor has the form of this content file, `articles/entries/NAME`; "" where it has none."""
    original, language = data_file(path)
    if original in DATA_FILES:
        return f"{_of('data', language)}/entries/{_stem(original)}"
    found = identify(path)
    if found is None or not path.endswith(".md"):
        return ""
    collection = _of(COLLECTIONS[found.kind][0], found.language)
    if _is_in_folder(path, found.language):
        return f"{collection}{IN_FOLDERS}/entries/{quote(found.name)}/index"
    # Sveltia CMS calls a translation by the whole name of its file.
    return f"{collection}/entries/{quote(found.name)}{f'.{found.language}' if found.language else ''}"


def front_matter_form(type_: type, names: Names) -> list[Node]:
    """Return the fields of a content file whose front matter is a `type_`: the text among them, and the hidden two."""
    is_translation = type_ in translation_of_kind.values()
    fields = [each for each in form(type_, {}, names) if not is_translation or each["name"] in TRANSLATED]
    fields.append({"name": "body", "label": LABELS["body"], "widget": "markdown", **AS_WRITTEN, "required": False})
    fields.sort(key=lambda field: FIRST.index(field["name"]) if field["name"] in FIRST else len(FIRST))
    what = "translation" if is_translation else "original"
    return [*fields, _hidden(SOURCE, ""), _hidden(IS, what)]


def form(type_: type, data: Data, names: Names) -> list[Node]:
    """Return a field for each of a `type_`. Where it has parts under keys, `data` is a file that says which."""
    info = inspect.type_info(type_)
    assert isinstance(info, inspect.StructType)
    return _fields(info, data, names)


# Collections


def _texts(language: str, documents: Sequence[str], names: Names) -> Iterator[Node]:
    """Yield a collection for each kind in `language` ("" for originals), and for articles in folders, if there are."""
    types = translation_of_kind if language else type_of_kind
    for kind in COLLECTIONS:
        made = _collection(kind, front_matter_form(types[kind], names), language)
        yield made
        if kind == "article" and any(_is_in_folder(path, language) for path in documents):
            own = {"label": f"{made['label']} in folders", "path": "{{slug}}/index"}
            yield made | own | {"name": f"{made['name']}{IN_FOLDERS}"}


def _collection(kind: str, fields: list[Node], language: str) -> Node:
    name, label, one, folder = COLLECTIONS[kind]
    title = "question" if kind == "question" else "title"
    return {
        "name": _of(name, language),
        "label": _said_of(label, language),
        "label_singular": one,
        "folder": folder,
        # Sveltia CMS takes that of the format, and would find fault with the `md` of an original.
        **({"extension": f"{language}.md"} if language else {}),
        "format": _of(kind, language),
        "create": not language,
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "slug": "{{slug}}",
        # Beside the file that shows them.
        "media_folder": "",
        "public_folder": "",
        "filter": {"field": IS, "value": "translation" if language else "original"},
        "sortable_fields": [title, *(each["name"] for each in fields if each["widget"] == "datetime")],
        "view_filters": [{"label": "Drafts", "field": "draft", "pattern": True}],
        "fields": fields,
    }


def _data(language: str, read: Mapping[str, dict[str, Data]], names: Names) -> Iterator[Node]:
    """Yield a collection of the data files in `language`, as far as they are there and can be read."""
    files = []
    for original, (label, *types) in DATA_FILES.items():
        path = translation_path(original, language) if language else original
        if read.get(path):
            name = _stem(original)
            fields = [*form(types[bool(language)], read[path], names), _hidden(SOURCE, "")]
            files.append({"name": name, "label": label, "file": path, "format": _of(name, language), "fields": fields})
    if files:
        yield {"name": _of("data", language), "label": _said_of("Clinic and figures", language), "files": files}


def _stem(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".yaml")


def _of(name: str, language: str) -> str:
    return f"{name}-{language}" if language else name


def _said_of(label: str, language: str) -> str:
    return f"{language}: {label}" if language else label


def _hidden(name: str, default: str) -> Node:
    return {"name": name, "label": name, "widget": "hidden", "default": default}


def _articles(documents: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for path in documents:
        if (found := identify(path)) and found.kind == "article" and not found.language:
            yield path, found


def _is_in_folder(path: str, language: str) -> bool:
    found = identify(path)
    return found is not None and found.kind == "article" and found.language == language and path.count("/") > 2


# Fields


def _fields(info: inspect.StructType, data: Data, names: Names) -> list[Node]:
    return [
        _field(each.encode_name, each.type, each.required, _part(data, each.encode_name), names) for each in info.fields
    ]


def _field(name: str, info: inspect.Type, required: bool, data: Data, names: Names) -> Node:  # noqa: FBT001
    """Return the field of this name."""
    info, said = _bare(info)
    hint = said.get("description", "")
    head = {"name": name, "label": LABELS.get(name, _words(name))}
    return head | _widget(name, info, said, data, names) | {"required": required} | ({"hint": hint} if hint else {})


def _under_key(name: str, key: str, info: inspect.Type, data: Data, names: Names) -> Node:
    """Return the field of a part that stands under a key of the clinic's own in the field `name`."""
    bare, said = _bare(info)
    return {"name": key, "label": _title(key, data)} | _widget(name, bare, said, data, names) | {"required": True}


def _widget(name: str, info: inspect.Type, said: Mapping[str, Any], data: Data, names: Names) -> Node:
    """Return how a value of this type is edited."""
    match info:
        case inspect.VarTupleType() if name in QUESTIONS:
            return _relation("faq", "question")
        case inspect.VarTupleType() if name in ARTICLES:
            return _choice([{"label": title, "value": each} for each, title in names.articles.items()], multiple=True)
        case inspect.StrType() if name in PEOPLE and names.people:
            return _choice([{"label": role, "value": key} for key, role in names.people.items()])
        case inspect.StrType() if "enum" in said:
            return _choice(said["enum"])
        case inspect.StrType() if name == "src":
            return {"widget": "image", "choose_url": False}
        case inspect.StrType():
            return {"widget": "text" if name in LONG else "string"}
        case inspect.DateType():
            return {"widget": "datetime", **DAY}
        case inspect.BoolType():
            # What somebody begins in the editor is a draft, until they say otherwise.
            return {"widget": "boolean", "default": name == "draft"}
        case inspect.IntType():
            return {"widget": "number", "value_type": "int", **_bounds(info)}
        case inspect.FloatType():
            return {"widget": "number", "value_type": "float", "step": 0.1, **_bounds(info)}
        case inspect.EnumType():
            return _choice([each.value for each in info.cls])
        case inspect.VarTupleType():
            return _list(name, info.item_type, names)
        case inspect.DictType():
            return {
                "widget": "object",
                "collapsed": True,
                "fields": [_under_key(name, key, info.value_type, part, names) for key, part in _parts(data)],
            }
        case inspect.StructType():
            return {"widget": "object", "fields": _fields(info, data, names)}
    raise TypeError(f"no widget for {info!r}")


def _list(name: str, item: inspect.Type, names: Names) -> Node:
    bare, _ = _bare(item)
    if isinstance(bare, inspect.StructType):
        fields = _fields(bare, {}, names)
        return {
            "widget": "list",
            "label_singular": "entry",
            "collapsed": True,
            "summary": f"{{{{fields.{fields[0]['name']}}}}}",
            "fields": fields,
        }
    # A list of one field each: where there is none, Decap divides what is typed at its commas.
    widget = "text" if name in LONG else "string"
    return {"widget": "list", "label_singular": "line", "field": {"name": "item", "label": "Text", "widget": widget}}


def _choice(options: Sequence[Any], *, multiple: bool = False) -> Node:
    return {"widget": "select", "options": [*options], **({"multiple": True} if multiple else {})}


def _relation(collection: str, shown: str) -> Node:
    return {
        "widget": "relation",
        "collection": collection,
        "search_fields": [shown],
        "display_fields": [shown],
        "value_field": "{{slug}}",
        "multiple": True,
    }


def _bounds(info: inspect.IntType | inspect.FloatType) -> Node:
    return {name: value for name, value in (("min", info.ge), ("max", info.le)) if value is not None}


def _bare(info: inspect.Type) -> tuple[inspect.Type, dict[str, Any]]:
    """Return the type within what only says more of it, and what that says."""
    said: dict[str, Any] = {}
    while isinstance(info, inspect.Metadata | inspect.UnionType):
        if isinstance(info, inspect.Metadata):
            said = {**(info.extra_json_schema or {}), **said}
            info = info.type
        else:
            (info,) = (part for part in info.types if not isinstance(part, inspect.NoneType))
    return info, said


# Data, in which anything may be wrong


def _read(path: str, data: bytes) -> dict[str, Data]:
    return load_yaml(path, data.decode("utf-8-sig", errors="replace")).fields or {}


def _title(key: str, data: Data) -> str:
    """Return what to call a part that stands under a key: its own name for readers, as far as it has one."""
    return next((text for name in ("role", "name", "title") if (text := _text(data, name))), _words(key))


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def _parts(data: Data) -> list[tuple[str, Data]]:
    return [*data.items()] if isinstance(data, dict) else []


def _part(data: Data, name: str) -> Data:
    return data.get(name, "") if isinstance(data, dict) else ""


def _text(data: Data, name: str) -> str:
    found = _part(data, name)
    return found if isinstance(found, str) else ""


def _items(data: Data | None) -> list[Data]:
    return data if isinstance(data, list) else []
