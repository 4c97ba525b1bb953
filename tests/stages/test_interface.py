"""A file of texts, read by itself."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.model.inputs import Source
from site_builder.model.interface import InterfaceFile, Message, Messages
from site_builder.model.problem import Place
from site_builder.stages.interface import parse_interface
from tests.blobs import MemoryBlobs
from tests.builders import shown_as


def read(text: str | bytes, path: str = "templates/interface/es.yaml") -> tuple[InterfaceFile, Messages]:
    """Return what is read of a file, and its texts."""
    blobs = MemoryBlobs()
    data = text.encode() if isinstance(text, str) else text
    file = parse_interface(Source(path, blobs.keep(data), len(data)), blobs)
    texts = msgspec.msgpack.decode(blobs.read(file.messages), type=Messages) if file.messages else Messages({}, {})
    return file, texts


def found(text: str) -> list[str]:
    """Return each problem of a file, with what is wrong."""
    return [f"{shown_as(each)} {each.message}" for each in read(text)[0].problems]


def test_texts_are_known_by_their_group_and_name() -> None:
    file, texts = read("toc:\n  title: En esta página\nlist:\n  next: '{list}, {item}'\n")
    assert (file.language, file.locale, file.problems) == ("es", "es", ())
    assert texts.messages == {
        "toc.title": Message((("other", ("En esta página",)),)),
        "list.next": Message((("other", ("", "list", ", ", "item", "")),)),
    }


def test_what_is_counted_has_a_form_for_each_plural() -> None:
    _, texts = read('articles:\n  count:\n    one: "{count} artículo"\n    other: "{count} artículos"\n')
    assert texts.messages["articles.count"].forms == (
        ("one", ("", "count", " artículo")),
        ("other", ("", "count", " artículos")),
    )


def test_every_text_and_form_knows_its_place() -> None:
    _, texts = read("locale: es-US\ntoc:\n  title: Aquí\n  count:\n    one: Uno\n    other: Varios\n")
    assert texts.places == {
        "locale": Place(1, 9),
        "toc": Place(2, 1),
        "toc.title": Place(3, 3),
        "toc.title.other": Place(3, 10),
        "toc.count": Place(4, 3),
        "toc.count.one": Place(5, 10),
        "toc.count.other": Place(6, 12),
    }


def test_a_file_may_name_the_country_whose_ways_it_follows() -> None:
    assert read("locale: es-US\n")[0].locale == "es-US"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: Aquí\n", "1:1: error[interface-group] “title” is no group of texts."),
        ("toc:\n  title: [a]\n", "2:10: error[interface-text] “toc.title” has no text here."),
        ("toc:\n  title:\n", "2:3: error[interface-text] “toc.title” has no text here."),
        ("toc:\n  title: ' '\n", "2:10: error[interface-text] “toc.title” has no text here."),
        (
            "toc:\n  title:\n    uno: x\n    other: y\n",
            "3:5: error[interface-plural] “toc.title” has a form called “uno”.",
        ),
        ("toc:\n  title:\n    one: x\n", "2:3: error[interface-plural] “toc.title” has no form called other."),
        ("toc:\n  title: 'a {count b'\n", "2:10: error[interface-place] “toc.title” has a { that belongs to no place."),
        ("toc:\n  title: 'a {} b'\n", "2:10: error[interface-place] “toc.title” has a { that belongs to no place."),
        (
            "toc:\n  title:\n    one: 'a} b'\n    other: y\n",
            "3:10: error[interface-place] “toc.title” has a } that belongs to no place.",
        ),
        ("toc:\n  title: x\n  title: y\n", "3:3: error[yaml-duplicate-field] The field “title” is here a second time."),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, problem: str) -> None:
    assert found(text) == [f"templates/interface/es.yaml:{problem}"]


def test_one_wrong_text_leaves_the_others() -> None:
    file, texts = read("toc:\n  title: '{'\n  other: Aquí\n")
    assert list(texts.messages) == ["toc.other"]
    assert [each.hint for each in file.problems] == ["Write the name of a place as in {count}."]


@pytest.mark.parametrize("text", ["toc: [a\n", "- a\n", b"\xff\xfe\x00"])
def test_of_a_file_that_cannot_be_read_there_are_no_texts(text: str | bytes) -> None:
    file, _ = read(text)
    assert file.messages == b""
    assert file.problems


def test_an_empty_file_has_no_texts_and_no_fault() -> None:
    file, texts = read("# Later\n")
    assert texts.messages == {}
    assert file.problems == ()
