"""The medical reviews of all texts, each in its own language."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from site_builder.model.document import Parsed, Signed, Translates
from site_builder.model.figures import Figures
from site_builder.model.problem import Place
from site_builder.model.site import Standing
from site_builder.model.translation import DataTranslation
from site_builder.reviews import Reviews
from tests.builders import timeline

SHOWS = ("timeline/course", "faq/can-i")
FIGURES = Figures({"course": timeline()})
SPANISH = DataTranslation("es", figures=Figures({"course": timeline(title="El curso")}))


def parsed(own: bytes, *shows: str, given: str = "", is_translation: bool = False) -> Parsed:
    """Return a text that is reviewed; what matters here of it is its own words and what it shows."""
    translates = Translates("", Place()) if is_translation else None
    return Parsed(
        b"", b"", msgspec.Raw(b"\x90"), (), (), 0, (), signed=Signed(given, own, shows), translates=translates
    )


def texts(**changes: Parsed) -> dict[str, Parsed]:
    """Return an article that shows a figure and an answer, both texts in two languages; `changes` by their names."""
    whole = {
        "sleep": parsed(b"why", *SHOWS),
        "sleep_es": parsed(b"por que", SHOWS[0], is_translation=True),
        "can_i": parsed(b"yes"),
        "can_i_es": parsed(b"si", is_translation=True),
    } | changes
    paths = {
        "sleep": "content/articles/sleep.md",
        "sleep_es": "content/articles/sleep.es.md",
        "can_i": "content/faq/can-i.md",
        "can_i_es": "content/faq/can-i.es.md",
    }
    return {paths[name]: text for name, text in whole.items()}


def signatures(documents: dict[str, Parsed], *translations: DataTranslation) -> dict[str, str]:
    made = Reviews(documents, FIGURES, None, translations)
    return {path: made.signature(path) for path in documents}


def test_a_translation_signs_the_answers_of_its_original_in_its_own_language() -> None:
    before = signatures(texts(), SPANISH)
    changed = signatures(texts(can_i_es=parsed(b"no", is_translation=True)), SPANISH)
    assert before["content/articles/sleep.es.md"] != changed["content/articles/sleep.es.md"]
    assert before["content/articles/sleep.md"] == changed["content/articles/sleep.md"]


def test_it_signs_an_answer_that_was_not_translated_as_the_page_shows_it() -> None:
    documents = texts()
    del documents["content/faq/can-i.es.md"]
    changed = documents | {"content/faq/can-i.md": parsed(b"no")}
    path = "content/articles/sleep.es.md"
    assert signatures(documents)[path] != signatures(changed)[path]


def test_it_signs_figures_in_its_own_words() -> None:
    path = "content/articles/sleep.es.md"
    assert signatures(texts())[path] != signatures(texts(), SPANISH)[path]
    assert signatures(texts())["content/articles/sleep.md"] == signatures(texts(), SPANISH)["content/articles/sleep.md"]


def test_what_is_unsigned_or_changed_is_reopened_in_each_language() -> None:
    documents = texts()
    made = signatures(documents, SPANISH)
    signed = {
        path: replace(text, signed=replace(text.signed, given=made[path]))
        for path, text in documents.items()
        if text.signed
    }
    assert Reviews(signed, FIGURES, None, [SPANISH]).reopened() == {}
    assert Reviews(signed, FIGURES, None, []).reopened() == {"content/articles/sleep.es.md": Standing.CHANGED}
    assert set(Reviews(documents, FIGURES, None).reopened().values()) == {Standing.UNSIGNED}


def test_a_text_that_is_not_reviewed_has_no_signature() -> None:
    about = Parsed(b"", b"", msgspec.Raw(b"\x90"), (), (), 0, ())
    assert signatures({"content/about.md": about}) == {"content/about.md": ""}
