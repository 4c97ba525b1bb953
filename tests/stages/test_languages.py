"""The furniture of the site: what files and templates say, laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import pytest

from site_builder.interface import say
from site_builder.language.locales import find_locale
from site_builder.model.inputs import Source
from site_builder.model.interface import FOLDER, Interface, Languages, LanguagesTask, MarkupWords, Said
from site_builder.model.problem import Place
from site_builder.stages import languages as module
from site_builder.stages.interface import parse_interface
from site_builder.stages.languages import KEYS, settle
from tests.blobs import MemoryBlobs
from tests.builders import interface, shown_as

ENGLISH = """\
locale: en-US
toc:
  title: On this page
articles:
  count:
    one: "{count} article"
    other: "{count} articles"
  about: About {topic}
"""

SPANISH = """\
locale: es-US
toc:
  title: En esta página
articles:
  count:
    one: "{count} artículo"
    other: "{count} artículos"
  about: Sobre {topic}
"""

SAID = [Said("toc.title", 3), Said("articles.count", 4), Said("articles.about", 5)]


@pytest.fixture(autouse=True)
def _the_builder_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few texts make a whole language."""
    monkeypatch.setattr(module, "KEYS", frozenset())
    monkeypatch.setattr(module, "MARKUP_WORDS", {"note": "toc.title", "table": "articles.about"})


def settled(
    files: Mapping[str, str], languages: Iterable[str] = ("en", "es"), said: Iterable[Said] = SAID
) -> tuple[Languages, MemoryBlobs]:
    """Return the furniture of these files, by language, for a clinic that names its languages in line 7."""
    blobs = MemoryBlobs()
    read = []
    for language, text in files.items():
        data = text.encode()
        read.append(parse_interface(Source(f"{FOLDER}{language}.yaml", blobs.keep(data), len(data)), blobs))
        assert not read[-1].problems
    named = tuple((language, Place(7, 13 + 4 * index)) for index, language in enumerate(languages))
    tags = {*languages, *(file.locale for file in read)}
    locales = {tag: find_locale(tag) for tag in tags}
    task = LanguagesTask(named, Place(7, 12), tuple(read), locales, (("templates/a.html", tuple(said)),))
    return settle(task, blobs), blobs


def found(files: Mapping[str, str], languages: Iterable[str] = ("en", "es"), said: Iterable[Said] = SAID) -> list[str]:
    """Return each problem with what is wrong."""
    return [f"{shown_as(each)} {each.message}" for each in settled(files, languages, said)[0].problems]


def test_each_language_of_the_clinic_has_its_words() -> None:
    made, blobs = settled({"de": ENGLISH.replace("en-US", "de"), "en": ENGLISH, "es": SPANISH})
    assert made.problems == ()
    assert [each.language for each in made.furniture] == ["en", "es"]
    english, spanish = (msgspec.msgpack.decode(blobs.read(each.interface), type=Interface) for each in made.furniture)
    assert (say(english, "toc.title"), say(spanish, "toc.title")) == ("On this page", "En esta página")
    assert (spanish.language, spanish.locale) == ("es", find_locale("es-US"))


def test_what_markdown_says_is_kept_apart() -> None:
    made, blobs = settled({"en": ENGLISH, "es": SPANISH})
    words = [msgspec.msgpack.decode(blobs.read(each.words), type=MarkupWords) for each in made.furniture]
    assert words == [
        MarkupWords("On this page", table="About {topic}"),
        MarkupWords("En esta página", table="Sobre {topic}"),
    ]


def test_a_text_that_is_not_translated_is_said_in_the_first_language() -> None:
    files = {
        "en": ENGLISH,
        "es": SPANISH.replace("  about: Sobre {topic}\n", "").replace("toc:\n  title: En esta página\n", ""),
    }
    made, blobs = settled(files)
    spanish = msgspec.msgpack.decode(blobs.read(made.furniture[1].interface), type=Interface)
    assert say(spanish, "articles.about", topic="x") == "About x"
    assert found(files) == [
        "templates/interface/es.yaml:1:1: warning[interface-untranslated] "
        "The text “toc.title” is not translated; pages say it as in templates/interface/en.yaml.",
        "templates/interface/es.yaml:2:1: warning[interface-untranslated] "
        "The text “articles.about” is not translated; pages say it as in templates/interface/en.yaml.",
    ]


def test_a_text_that_cannot_be_filled_is_said_in_the_first_language_too() -> None:
    made, blobs = settled({"en": ENGLISH, "es": SPANISH.replace("{topic}", "{tema}")})
    spanish = msgspec.msgpack.decode(blobs.read(made.furniture[1].interface), type=Interface)
    assert say(spanish, "articles.about", topic="x") == "About x"


def test_a_file_that_cannot_be_read_leaves_its_language_out() -> None:
    blobs = MemoryBlobs()
    english = parse_interface(Source(f"{FOLDER}en.yaml", blobs.keep(ENGLISH.encode()), 1), blobs)
    broken = parse_interface(Source(f"{FOLDER}es.yaml", blobs.keep(b"- a"), 1), blobs)
    locales = {"en-US": find_locale("en-US")}
    task = LanguagesTask((("en", Place()), ("es", Place())), Place(), (english, broken), locales, ())
    assert [each.language for each in settle(task, blobs).furniture] == ["en"]


@pytest.mark.parametrize(
    ("languages", "problem"),
    [
        ((), "7:12: error[language-missing] languages is empty."),
        (("en", "es", "en"), "7:21: error[language-repeated] languages names 'en' a second time."),
        (("en", '../x" onload'), "7:17: error[language-unknown] '../x\" onload' does not name a language."),
        (("en", "xx"), "7:17: error[language-unknown] 'xx' does not name a language."),
        (
            ("en", "de"),
            "7:17: error[interface-missing] There is no templates/interface/de.yaml, "
            "which has the words of the site in Deutsch.",
        ),
        (
            ("de", "en"),
            "7:13: error[interface-missing] There is no templates/interface/de.yaml, "
            "which has the words of the site in Deutsch.",
        ),
    ],
)
def test_a_language_without_words_is_told_where_the_clinic_names_it(languages: tuple[str, ...], problem: str) -> None:
    assert found({"en": ENGLISH, "es": SPANISH}, languages) == [f"content/clinic.yaml:{problem}"]


@pytest.mark.parametrize(
    ("language", "hint"), [("Deutsch", "Did you mean de?"), ("spanish", "Did you mean es?"), ("klingon", "Write it as")]
)
def test_the_name_of_a_language_is_no_code_for_it(language: str, hint: str) -> None:
    [problem] = settled({"en": ENGLISH}, ("en", language))[0].problems
    assert problem.rule == "language-unknown"
    assert problem.hint.startswith(hint)


def test_without_words_in_the_first_language_there_is_no_site() -> None:
    assert settled({"en": ENGLISH}, ("de", "en"))[0].furniture == ()


def test_a_locale_that_nobody_knows_is_told_in_the_file() -> None:
    assert found({"en": ENGLISH, "es": SPANISH.replace("es-US", "es-XX")}) == [
        "templates/interface/es.yaml:1:9: error[language-unknown] "
        "“es-XX” names no language whose dates and plurals are known."
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            '    one: "{count} artículo"\n',
            "",
            "5:3: error[interface-plural] “articles.count” lacks the form “one”, in which español counts.",
        ),
        (
            "    one:",
            '    few: "{count} x"\n    one:',
            "6:10: error[interface-plural] “articles.count” has the form “few”, in which español does not count.",
        ),
        (
            "Sobre {topic}",
            "Sobre {tema}",
            "8:10: error[interface-place] “articles.about” has the place {tema}, for which nothing is given.",
        ),
        ("Sobre {topic}", "Sobre", "8:10: error[interface-place] “articles.about” lacks the place {topic}."),
        (
            "  about:",
            "  abuot: x\n  about:",
            "8:3: warning[interface-key-unused] There is a text “articles.abuot” here, "
            "and none in templates/interface/en.yaml.",
        ),
    ],
)
def test_what_does_not_fit_the_original_is_told_at_its_place(old: str, new: str, problem: str) -> None:
    assert old in SPANISH
    assert f"templates/interface/es.yaml:{problem}" in found({"en": ENGLISH, "es": SPANISH.replace(old, new, 1)})


def test_a_form_may_leave_out_what_it_counts_and_a_language_its_form_for_millions() -> None:
    spanish = SPANISH.replace('one: "{count} artículo"', "one: Un artículo")
    assert found({"en": ENGLISH, "es": spanish}) == []
    with_millions = SPANISH.replace("    other:", '    many: "{count} de artículos"\n    other:')
    assert found({"en": ENGLISH, "es": with_millions}) == []


def test_a_text_that_nothing_says_is_told_once() -> None:
    assert found({"en": ENGLISH, "es": SPANISH}, said=SAID[:2]) == [
        "templates/interface/en.yaml:8:3: info[interface-key-unused] No template says the text “articles.about”."
    ]
    assert (
        found({"en": ENGLISH, "es": SPANISH}, said=[Said("toc.", 1, is_prefix=True), Said("art", 1, is_prefix=True)])
        == []
    )


def test_a_text_that_is_not_there_is_told_where_a_template_says_it() -> None:
    made, _ = settled({"en": ENGLISH, "es": SPANISH}, said=[*SAID, Said("toc.titel", 9)])
    [problem] = made.problems
    assert shown_as(problem) == "templates/a.html:9:1: error[interface-key-unknown]"
    assert problem.hint == "Did you mean toc.title?"


def test_a_text_that_the_builder_says_and_that_is_not_there_is_told_and_its_key_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "KEYS", frozenset({"clock.am"}))
    assert found({"en": ENGLISH}, ["en"]) == [
        "templates/interface/en.yaml:1:1: error[interface-key-missing] "
        "The text “clock.am” is missing, which the builder says."
    ]
    made, blobs = settled({"en": ENGLISH}, ["en"])
    english = msgspec.msgpack.decode(blobs.read(made.furniture[0].interface), type=Interface)
    assert say(english, "clock.am") == "clock.am"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_languages_that_ship_are_whole(language: str) -> None:
    assert interface(language).messages.keys() == interface().messages.keys() >= KEYS
