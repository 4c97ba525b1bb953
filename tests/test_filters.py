from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from markupsafe import Markup

from site_builder.filters import (
    FILTERS,
    OF_A_LANGUAGE,
    asset,
    capital,
    in_language,
    lang,
    language_of,
    parts_of,
    say_in,
    with_answers,
)
from site_builder.model.document import CitationMark, LinkEnd, LinkStart, Text
from site_builder.model.site import Answer, Prose
from tests.blobs import MemoryBlobs
from tests.builders import clinic, interface, sites

FRAME: Any = SimpleNamespace(assets=(("logo.svg", "/logo.0a.svg"), ("a/b.png", "/a/b.01.png")))


def test_an_asset_is_its_final_address() -> None:
    assert asset("a/b.png", FRAME) == "/a/b.01.png"


@pytest.mark.parametrize("name", ["logo.png", "", "../logo.svg"])
def test_an_asset_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(LookupError, match="there is no file static/"):
        asset(name, FRAME)


@pytest.mark.parametrize(("text", "expected"), [("sleep", "Sleep"), ("McX y", "McX y"), ("", ""), ("élan", "Élan")])
def test_capital_changes_the_first_letter_only(text: str, expected: str) -> None:
    assert capital(text) == expected


def test_a_text_is_said_with_what_is_given_for_its_places() -> None:
    say = say_in(interface())
    assert say("toc.title") == "On this page"
    assert say("pagination.place", number=2, pages=1200) == "Page 2 of 1,200"
    assert say("topics.about", topic="<sleep>") == "Articles and questions about &lt;sleep&gt;."
    assert say("topics.about", topic=Markup("<i>x</i>")) == Markup("Articles and questions about <i>x</i>.")


def test_a_text_that_is_not_there_is_told_or_said_otherwise() -> None:
    say = say_in(interface())
    with pytest.raises(LookupError, match=r"no text “toc\.titel”"):
        say("toc.titel")
    assert say("study-type.tarot", otherwise="tarot & tea") == Markup("tarot &amp; tea")
    assert say_in(interface("es"))("study-type.letter", otherwise="letter") == "carta"


def test_filters_of_a_language_are_known_before_there_is_one() -> None:
    assert in_language(interface()).keys() == OF_A_LANGUAGE.keys()
    assert in_language(interface("es"))["day"](date(2026, 11, 2)) == "2 de noviembre de 2026"
    for unbound in OF_A_LANGUAGE.values():
        with pytest.raises(LookupError):
            unbound("x")


def test_a_text_without_slots_is_one_piece() -> None:
    assert list(parts_of(Text(("<p>x</p>",)), Prose(b""))) == [(Markup("<p>x</p>"), None)]


def test_pieces_are_markup_and_what_is_between_them_is_what_this_page_makes_of_it() -> None:
    text = Text(("a", "b", "c", "d"), (LinkStart(0, "t"), LinkEnd(0), CitationMark(((0, 1),))))
    drawn = list(parts_of(text, Prose(b"", links=("",), numbers=((4, 2),))))
    assert [html for html, _ in drawn] == [Markup(each) for each in "abcd"]
    assert [slot.kind if slot else None for _, slot in drawn] == ["link", "link-end", "citation", None]
    assert drawn[0][1].url == ""
    assert drawn[1][1].drawn is False
    assert (drawn[2][1].marks[0].number, drawn[2][1].marks[0].nth) == (4, 4)


def test_a_text_with_too_few_pieces_is_a_fault_of_the_builder() -> None:
    with pytest.raises(ValueError, match="longer"):
        list(parts_of(Text(("a",), (LinkEnd(0),)), Prose(b"", links=("",))))


def test_every_filter_can_be_called() -> None:
    assert all(callable(each) for each in FILTERS.values())


def test_a_page_of_questions_tells_its_answers_in_plain_words() -> None:
    text = Text(
        ("<p>Yes, ", "most do", " &amp; well ", ".</p>\n<ul><li>One</li><li>Two</li></ul>"),
        (LinkStart(0, ""), LinkEnd(0), CitationMark(((0, 0),))),
    )
    blobs = MemoryBlobs()
    prose = Prose(blobs.keep(msgspec.msgpack.encode(text)), links=("/a/",), numbers=((1, 0),))
    answer = Answer("can-i", "Can I?", "/faq/#can-i", prose, None, ())
    view = SimpleNamespace(
        head=SimpleNamespace(structured_data='{"@type":"FAQPage"}'),
        frame=SimpleNamespace(origin="https://host.example"),
        topics=(SimpleNamespace(answers=(answer,)),),
    )
    environment: Any = SimpleNamespace(loader=SimpleNamespace(blobs=blobs))
    assert json.loads(with_answers(environment, view)) == {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Can I?",
                "url": "https://host.example/faq/#can-i",
                "acceptedAnswer": {"@type": "Answer", "text": "Yes, most do & well. One Two"},
            }
        ],
    }


@pytest.mark.parametrize(("language", "attributes"), [("", ""), ("es", ' lang="es" dir="auto"')])
def test_words_in_another_language_than_their_page_are_marked(language: str, attributes: str) -> None:
    assert lang(language) == attributes


def test_the_clinics_own_words_have_the_language_in_which_they_are() -> None:
    english, spanish = sites(of=clinic(languages=("en", "es"), tagline="We listen."))
    assert language_of("tagline", spanish.frame) == "en"
    assert language_of("tagline", english.frame) == ""
