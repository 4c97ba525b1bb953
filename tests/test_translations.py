"""Which translations say what their original says no longer."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.model.config import ClinicFile, ClinicTranslation, ClinicTranslationFile
from site_builder.model.document import Parsed, Translates
from site_builder.model.figures import Figures, FiguresFile
from site_builder.model.problem import Place
from site_builder.report import as_text
from site_builder.translations import DataFiles, Pair, pairs, told

NOW = bytes.fromhex("0123456789abcdef" * 2)
LINE = Place(5, 18)


def parsed(wording: bytes = NOW, translates: Translates | None = None) -> Parsed:
    """Return a text as it is divided, of which only this matters here."""
    return Parsed(b"", b"", msgspec.Raw(b"\x90"), (), (), 0, (), wording=wording, translates=translates)


def said(pair: Pair) -> str:
    return as_text(told(pair))


@pytest.mark.parametrize(
    ("digest", "standing"), [("0123456789abcdef", "current"), ("fedcba9876543210", "behind"), ("", "undated")]
)
@pytest.mark.parametrize("path", ["content/articles/sleep.md", "content/articles/sleep/index.md", "content/about.md"])
def test_a_translation_is_compared_with_the_text_beside_it(path: str, digest: str, standing: str) -> None:
    own = path.replace(".md", ".es.md")
    [pair] = pairs({own: parsed(translates=Translates(digest, LINE)), path: parsed()}, {})
    assert (pair.path, pair.original, pair.now, pair.standing) == (own, path, "0123456789abcdef", standing)


@pytest.mark.parametrize(
    "documents",
    [
        {"content/about.md": parsed()},
        {"content/about.es.md": parsed(translates=Translates("", LINE))},
        {"content/about.es.md": parsed(translates=Translates(None, LINE)), "content/about.md": parsed()},
        {"content/about.es.md": parsed(translates=Translates("", LINE)), "content/about.md": parsed(b"")},
    ],
    ids=["an original", "without its original", "a translation that cannot be read", "an original that cannot be"],
)
def test_nothing_is_compared_that_is_not_there_or_cannot_be_read(documents: dict[str, Parsed]) -> None:
    assert [*pairs(documents, {})] == []


def test_what_is_behind_is_told_where_it_says_what_it_translates() -> None:
    pair = Pair("content/about.es.md", Translates("fedcba9876543210", LINE), "content/about.md", "0123456789abcdef")
    assert said(pair) == (
        "content/about.es.md:5:18: warning[translation-behind] The original, content/about.md, was changed since this "
        "was translated; the page says so.\n"
        "    hint: Bring the translation up to date, then write original_digest: 0123456789abcdef\n"
    )


def test_one_that_does_not_say_what_it_translates_is_told_the_line_to_write() -> None:
    pair = Pair("content/about.es.md", Translates("", Place()), "content/about.md", "0123456789abcdef")
    assert said(pair) == (
        "content/about.es.md:1:1: warning[translation-undated] Nothing says which text of content/about.md was "
        "translated, so nobody learns when it changes.\n"
        "    hint: Once the translation says the same, write original_digest: 0123456789abcdef\n"
    )


def test_nothing_is_said_of_one_that_is_up_to_date() -> None:
    assert said(Pair("content/about.es.md", Translates("01", LINE), "content/about.md", "01")) == ""


def test_data_files_are_compared_too_and_put_together_by_language() -> None:
    clinic = ClinicTranslation(tagline="Escuchamos.")
    data = DataFiles(
        clinics={"content/clinic.es.yaml": ClinicTranslationFile(clinic, (), (), Translates("", LINE))},
        comparisons={},
        figures={
            "content/figures.yaml": FiguresFile(Figures(), (), NOW),
            "content/figures.es.yaml": FiguresFile(Figures(), (), b"other", Translates("00", LINE)),
            "content/figures.fr.yaml": FiguresFile(Figures(is_readable=False), ()),
        },
    )
    found = {pair.path: pair.standing for pair in pairs({}, data.wordings(ClinicFile(None, (), (), NOW)))}
    assert found == {"content/clinic.es.yaml": "undated", "content/figures.es.yaml": "behind"}
    spanish, french = data.translations()
    assert (spanish.language, spanish.clinic, spanish.figures) == ("es", clinic, Figures())
    assert (french.language, french.clinic) == ("fr", None)
