"""The words of the site's furniture in one language, and how that language writes dates, times, numbers and plurals."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Place, Problem

FOLDER = "templates/interface/"
"""Where the words are, one file a language: `es.yaml`."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the Unicode CLDR; a language has some of them, and each has `other`."""

Pieces = tuple[str, ...]
"""A text taken apart: words and names of places by turns. `("By ", "name", "")` is `By {name}`."""


class Message(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A text in each of its forms: pairs of a plural category and its pieces; only `other` where nothing is counted."""

    forms: tuple[tuple[str, Pieces], ...]


class Locale(msgspec.Struct, frozen=True):
    """What the Unicode CLDR says of a language, as it is written in one country; `tag` is its name, as in `es-US`.

    `name` is the language in its own words, `direction` ltr or rtl. `months` and `weekdays` begin with January and
    Monday. `day` and `clock` are the pieces of a date and of a time of day, with the places that `interface.py` knows.
    `categories` are the plural categories of 0 to 199, `plurals` all that the language has. `grouped_from` is the least
    number that is written with `group`.
    """

    tag: str
    name: str
    direction: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: Pieces
    clock: Pieces
    categories: tuple[str, ...]
    plurals: tuple[str, ...]
    decimal: str
    group: str
    grouped_from: int


class LocaleFound(msgspec.Struct, frozen=True):
    """What is known under the name of a locale; None where nobody has heard of it."""

    locale: Locale | None


class Interface(msgspec.Struct, frozen=True):
    """The furniture of the site in `language`: every text by its key, as in `toc.title`."""

    language: str
    locale: Locale
    messages: dict[str, Message]


class MarkupWords(msgspec.Struct, frozen=True, gc=False):
    """The words that Markdown's own syntax puts into a text, in the language of that text.

    A callout is called `label` for its {kind} and {title}, a footnote leads back by `footnote` and its number {}, a
    table has a {number}, and where it stands under a {heading}, is about that.
    """

    note: str = ""
    warning: str = ""
    emergency: str = ""
    label: str = ""
    footnote: str = ""
    table: str = ""
    table_about: str = ""


class InterfaceFile(msgspec.Struct, frozen=True):
    """A file of texts, read: `messages` is the digest of its kept texts, b"" where the file cannot be read at all.

    `locale` is what the file says of the country whose way of writing it follows, or else its language.
    """

    path: str
    language: str
    locale: str
    messages: bytes
    problems: tuple[Problem, ...]


class Messages(msgspec.Struct, frozen=True):
    """The texts of a file by their keys; where groups, texts and forms stand: `toc`, `toc.title`, `toc.title.other`."""

    messages: dict[str, Message]
    places: dict[str, Place]


class Said(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A text that a template says, and in which line; with `is_prefix` any text whose key begins so."""

    key: str
    line: int
    is_prefix: bool = False


class LanguagesTask(msgspec.Struct, frozen=True):
    """All that the furniture of the site is made of.

    `languages` are those of the clinic, the first that of originals, each with its place in clinic.yaml, and `place` is
    that of all. `locales` are by the names that clinic.yaml and the files give; `said` is what each template says, by
    its path.
    """

    languages: tuple[tuple[str, Place], ...]
    place: Place
    files: tuple[InterfaceFile, ...]
    locales: dict[str, Locale | None]
    said: tuple[tuple[str, tuple[Said, ...]], ...]


class Furniture(msgspec.Struct, frozen=True, gc=False):
    """One language of the site: the digests of its kept Interface and of its MarkupWords."""

    language: str
    interface: bytes
    words: bytes


class Languages(msgspec.Struct, frozen=True):
    """The furniture of the site, in the order of the clinic's languages, without those that have no texts at all."""

    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]
