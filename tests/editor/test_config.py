"""The forms of the editor: every field, in the words of a nurse, in what both Decap CMS and Sveltia CMS read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from site_builder.editor.config import (
    COLLECTIONS,
    IS,
    LABELS,
    SOURCE,
    Names,
    configuration,
    form,
    form_of,
    front_matter_form,
)
from site_builder.model.comparison import TreatmentsFields
from site_builder.model.config import AdminBackend, Clinic
from site_builder.model.figures import FiguresFields
from site_builder.model.front_matter import (
    DRAWINGS,
    TRANSLATED,
    ArticleFields,
    QuestionFields,
    translation_of_kind,
    type_of_kind,
)

Node = dict[str, Any]

BACKEND = AdminBackend("github", "clinic/site")
CLINIC = """name: The clinic
languages: [en, es]
people:
  nurse-lead: {role: Lead nurse, credentials: RN}
  pharmacist: {credentials: PharmD}
"""
TREATMENTS = """treatments:
  ketamine: {name: Ketamine by infusion}
aspects:
  onset:
    name: When it starts
    cells:
      ketamine: Within hours
"""
DATA = {
    "content/clinic.yaml": CLINIC.encode(),
    "content/clinic.es.yaml": b"name: La clinica\n",
    "content/treatments.yaml": TREATMENTS.encode(),
    "content/figures.yaml": b"a: [broken",
}
DOCUMENTS = (
    "content/about.md",
    "content/articles/naps.md",
    "content/articles/naps.es.md",
    "content/articles/sleep/index.md",
    "content/faq/can-i-nap.md",
)

# https://decapcms.org/docs/widgets/ and https://decapcms.org/docs/configuration-options/
WIDGETS = {
    "boolean": {"default"},
    "datetime": {"format", "date_format", "time_format"},
    "hidden": {"default"},
    "image": {"choose_url"},
    "list": {"label_singular", "collapsed", "summary", "field", "fields"},
    "markdown": {"modes", "buttons", "editor_components"},
    "number": {"value_type", "min", "max", "step"},
    "object": {"collapsed", "fields"},
    "relation": {"collection", "value_field", "search_fields", "display_fields", "multiple"},
    "select": {"options", "multiple"},
    "string": set[str](),
    "text": set[str](),
}
EVERYWHERE = {"name", "label", "widget", "required", "hint"}
COLLECTION = set(
    "name label label_singular folder extension format create identifier_field summary slug media_folder public_folder"
    " filter sortable_fields view_filters fields path files".split()
)
TOP = {
    "backend",
    "app_title",
    "media_folder",
    "public_folder",
    "show_preview_links",
    "slug",
    "editor",
    "collections",
    "media_libraries",
}
"""The last one is of Sveltia CMS; Decap CMS passes over what it does not know."""


def made(**changed: Any) -> Node:
    given = {"data": DATA, "documents": DOCUMENTS, "titles": {"content/articles/naps.md": "Naps"}, "backend": BACKEND}
    return configuration(**{**given, **changed})


def fields_of(node: Node, name: str) -> dict[str, Node]:
    """Return the fields of a collection, or of a file in one (`data/clinic`), by name."""
    name, _, file = name.partition("/")
    found = next(each for each in node["collections"] if each["name"] == name)
    if file:
        found = next(each for each in found["files"] if each["name"] == file)
    return {each["name"]: each for each in found["fields"]}


def every_field(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from every_field(node.get("fields", []))
        yield from every_field([node["field"]] if "field" in node else [])


def all_fields(**changed: Any) -> list[Node]:
    forms = [each for one in made(**changed)["collections"] for each in one.get("files", [one])]
    return [field for each in forms for field in every_field(each["fields"])]


@pytest.mark.parametrize("kind", type_of_kind)
def test_every_field_of_a_kind_is_in_its_form_with_its_hint_and_whether_it_must_be_there(kind: str) -> None:
    fields = fields_of(made(), COLLECTIONS[kind][0])
    declared = msgspec.json.schema(type_of_kind[kind])["$defs"][type_of_kind[kind].__name__]
    names = set(declared["properties"]) - {"type"}
    assert set(fields) == names | {"body", SOURCE, IS}
    for name in names:
        assert fields[name]["hint"] == declared["properties"][name]["description"]
        assert fields[name]["required"] == (name in declared["required"])


@pytest.mark.parametrize("kind", translation_of_kind)
def test_the_form_of_a_translation_has_what_is_translated(kind: str) -> None:
    fields = fields_of(made(), f"{COLLECTIONS[kind][0]}-es")
    declared = set(translation_of_kind[kind].__struct_fields__)
    assert set(fields) == (declared & TRANSLATED) | {"body", SOURCE, IS}


@pytest.mark.parametrize("type_", [Clinic, TreatmentsFields, FiguresFields])
def test_every_field_of_a_data_file_is_in_its_form(type_: type) -> None:
    assert [each["name"] for each in form(type_, {}, Names({}, {}))] == [
        each.name for each in msgspec.structs.fields(type_)
    ]


def test_what_people_come_for_stands_first() -> None:
    article = [each["name"] for each in front_matter_form(ArticleFields, Names({}, {}))]
    assert article[:4] == ["title", "description", "body", "date"]
    assert [each["name"] for each in front_matter_form(QuestionFields, Names({}, {}))][:3] == [
        "question",
        "body",
        "topic",
    ]


def test_both_editors_know_every_widget_and_option() -> None:
    config = made()
    assert set(config) <= TOP
    for collection in config["collections"]:
        assert set(collection) <= COLLECTION
    for field in all_fields():
        assert set(field) <= EVERYWHERE | WIDGETS[field["widget"]], field


def test_labels_are_words_and_no_two_fields_of_a_form_share_one() -> None:
    figures = {"content/figures.yaml": b"timelines: {a: {title: A}}\nicon_arrays: {b: {title: B}}\n"}
    used = {field["name"] for field in [*all_fields(), *all_fields(data={**DATA, **figures})]}
    assert set(LABELS) <= used
    for field in all_fields():
        if field["widget"] != "hidden":
            assert re.fullmatch(r"[^_]+", field["label"]), field
    for kind in type_of_kind:
        labels = [each["label"] for each in fields_of(made(), COLLECTIONS[kind][0]).values()]
        assert len(labels) == len(set(labels))


def test_the_people_of_the_clinic_are_a_choice() -> None:
    fields = fields_of(made(), "articles")
    people = [{"label": "Lead nurse", "value": "nurse-lead"}, {"label": "pharmacist", "value": "pharmacist"}]
    assert fields["reviewed_by"]["options"] == fields["author"]["options"] == people
    assert fields_of(made(data={}), "articles")["author"]["widget"] == "string"


def test_articles_and_questions_of_the_site_are_a_choice() -> None:
    fields = fields_of(made(), "articles")
    assert fields["related"]["options"] == [{"label": "Naps", "value": "naps"}, {"label": "sleep", "value": "sleep"}]
    assert (fields["questions"]["widget"], fields["questions"]["collection"]) == ("relation", "faq")


def test_days_choices_truth_and_numbers_have_widgets_of_their_own() -> None:
    fields = fields_of(made(), "articles")
    assert (fields["date"]["widget"], fields["date"]["format"]) == ("datetime", "YYYY-MM-DD")
    assert fields["drawing"]["options"] == [*DRAWINGS]
    assert (fields["draft"]["widget"], fields["draft"]["default"]) == ("boolean", True)
    assert fields["image"]["widget"] == "object"
    assert [each["widget"] for each in fields["image"]["fields"]] == ["image", "string", "text"]
    assert fields["key_points"]["field"]["widget"] == "text"
    assert fields["body"]["modes"] == ["raw"]
    order = fields_of(made(), "services")["order"]
    assert (order["widget"], order["value_type"], order["min"]) == ("number", "int", 0)


def test_parts_under_keys_of_the_clinics_own_have_a_field_each() -> None:
    people = fields_of(made(), "data/clinic")["people"]["fields"]
    assert [(each["name"], each["label"]) for each in people] == [
        ("nurse-lead", "Lead nurse"),
        ("pharmacist", "Pharmacist"),
    ]
    aspects = fields_of(made(), "data/treatments")["aspects"]["fields"]
    assert [(each["name"], each["label"], each["widget"]) for each in aspects] == [
        ("onset", "When it starts", "object")
    ]
    cells = next(each for each in aspects[0]["fields"] if each["name"] == "cells")
    assert [(each["name"], each["widget"]) for each in cells["fields"]] == [("ketamine", "text")]


def test_a_data_file_that_cannot_be_read_has_no_form() -> None:
    data = next(each for each in made()["collections"] if each["name"] == "data")
    assert [each["name"] for each in data["files"]] == ["clinic", "treatments"]


def test_there_is_a_collection_for_each_kind_in_each_language_and_shape() -> None:
    assert [each["name"] for each in made()["collections"]] == [
        *("articles", "articles-in-folders", "faq", "services", "pages", "data"),
        *("articles-es", "faq-es", "services-es", "pages-es", "data-es"),
    ]
    assert {each["name"]: each["create"] for each in made()["collections"] if "create" in each}["articles-es"] is False


def test_originals_and_translations_are_told_apart() -> None:
    by_name = {each["name"]: each for each in made()["collections"]}
    assert by_name["articles"]["filter"] == {"field": IS, "value": "original"}
    assert by_name["articles-es"]["filter"] == {"field": IS, "value": "translation"}
    assert by_name["articles-es"]["extension"] == "es.md"
    assert by_name["articles-in-folders"]["path"] == "{{slug}}/index"


def test_a_site_of_nothing_has_forms_too() -> None:
    config = configuration({"content/clinic.yaml": b"\xff: [\n- "}, (), {}, BACKEND)
    assert [each["name"] for each in config["collections"]] == ["articles", "faq", "services", "pages"]
    assert config["backend"] == {"name": "github", "repo": "clinic/site", "branch": "main"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("content/articles/naps.md", "articles/entries/naps"),
        ("content/articles/naps.es.md", "articles-es/entries/naps.es"),
        ("content/articles/sleep/index.md", "articles-in-folders/entries/sleep/index"),
        ("content/articles/sleep/index.es.md", "articles-es-in-folders/entries/sleep/index"),
        ("content/faq/can-i-nap.md", "faq/entries/can-i-nap"),
        ("content/about.md", "pages/entries/about"),
        ("content/clinic.es.yaml", "data-es/entries/clinic"),
        ("content/references.bib", ""),
        ("templates/layouts/base.html", ""),
    ],
)
def test_every_content_file_is_found_in_the_editor(path: str, place: str) -> None:
    assert form_of(path) == place
