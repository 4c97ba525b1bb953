"""languages: the files of texts, and what templates say → the furniture of the site in each of its languages.

A text that one language lacks is said in the first, so that every page is whole while a translation is under way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from site_builder.cache.memo import Blobs
from site_builder.digest import encoder
from site_builder.interface import SAID_BY_BUILDER
from site_builder.model.interface import (
    FOLDER,
    Furniture,
    Interface,
    Languages,
    LanguagesTask,
    Locale,
    MarkupWords,
    Message,
    Messages,
)
from site_builder.model.problem import TOP, Place, Problem, Severity, problem
from site_builder.text.fields import nearest

CLINIC = "content/clinic.yaml"

MARKUP_WORDS = {
    "note": "callout.note",
    "warning": "callout.warning",
    "emergency": "callout.emergency",
    "label": "callout.label",
    "footnote": "footnote.back",
    "table": "table.unnamed",
    "table_about": "table.about",
}
"""The keys of the texts that Markdown's own syntax puts into a page, by their names in MarkupWords."""

NAMED = {
    "arabic": "ar",
    "chinese": "zh",
    "deutsch": "de",
    "english": "en",
    "español": "es",
    "français": "fr",
    "french": "fr",
    "german": "de",
    "korean": "ko",
    "portuguese": "pt",
    "português": "pt",
    "russian": "ru",
    "spanish": "es",
    "tagalog": "fil",
    "vietnamese": "vi",
}
"""The codes of languages that many clinics in the US write in, by what people call them."""

KEYS = SAID_BY_BUILDER | set(MARKUP_WORDS.values())
"""The keys of all texts that the builder itself says, whatever templates say beside them."""


def settle(task: LanguagesTask, blobs: Blobs) -> Languages:
    """Return the furniture in each language of the clinic that has texts, and all that is wrong with it."""
    problems = [*_without_texts(task)]
    spoken = [*_spoken(task, problems, blobs)]
    if not spoken or spoken[0].language != task.languages[0][0]:
        return Languages((), tuple(sorted(problems)))
    first = spoken[0]
    problems += [*_unsaid(first, task), *_said_wrongly(first, task)]
    for each in spoken:
        problems += _wrong_forms(each, first)
        if each is not first:
            problems += [*_missing(each, first), *_surplus(each, first), *_wrong_places(each, first)]
    # A key stands for a text that is nowhere: that is an error, and what else is wrong is still to be told.
    base = {key: Message((("other", (key,)),)) for key in KEYS} | first.messages
    return Languages(tuple([_furniture(each, base, blobs) for each in spoken]), tuple(sorted(problems)))


class _Spoken(NamedTuple):
    """A language of the site with what its file says."""

    language: str
    path: str
    locale: Locale
    messages: dict[str, Message]
    places: dict[str, Place]

    def problem(
        self, rule: str, message: str, hint: str, key: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return what is wrong with the text or the group `key`, or with the file."""
        return problem(rule, message, hint, file=self.path, place=self.places.get(key, TOP), severity=severity)


def _without_texts(task: LanguagesTask) -> Iterator[Problem]:
    """Yield a problem for each language of the clinic that is none, or has no file."""
    if not task.languages:
        hint = "Name one at least, as in [en]."
        yield problem("language-missing", "languages is empty.", hint, file=CLINIC, place=task.place)
    for index, (language, place) in enumerate(task.languages):
        if language in dict(task.languages[:index]):
            message = f"languages names {language!r} a second time."
            yield problem("language-repeated", message, "Keep one of the two.", file=CLINIC, place=place)
        elif any(file.language == language for file in task.files):
            continue
        elif (locale := task.locales.get(language)) is None:
            message = f"{language!r} does not name a language."
            code = NAMED.get(language.lower(), "")
            hint = f"Did you mean {code}?" if code else "Write it as in en or es."
            yield problem("language-unknown", message, hint, file=CLINIC, place=place)
        else:
            message = f"There is no {FOLDER}{language}.yaml, which has the words of the site in {locale.name}."
            hint = f"Copy a file of {FOLDER} to that name and translate it, or take {language} out of languages."
            yield problem("interface-missing", message, hint, file=CLINIC, place=place)


def _spoken(task: LanguagesTask, problems: list[Problem], blobs: Blobs) -> Iterator[_Spoken]:
    """Yield the languages of the clinic that have texts, in its order; what they cannot be used for is told."""
    files = {file.language: file for file in task.files}
    for language in dict(task.languages):
        if (file := files.get(language)) is None or not file.messages:
            continue
        read = _MESSAGES.decode(blobs.read(file.messages))
        if locale := task.locales.get(file.locale):
            yield _Spoken(language, file.path, locale, read.messages, read.places)
        else:
            message = f"“{file.locale}” names no language whose dates and plurals are known."
            hint = "Write locale: and the language with its country, as in es-US."
            place = read.places.get("locale", TOP)
            problems.append(problem("language-unknown", message, hint, file=file.path, place=place))


_MESSAGES = msgspec.msgpack.Decoder(Messages)


def _furniture(spoken: _Spoken, base: dict[str, Message], blobs: Blobs) -> Furniture:
    """Return the language with what it lacks said as in `base`, and what has places for which nothing is given."""
    fit = {key for key in base.keys() & spoken.messages.keys() if _places(spoken.messages[key]) <= _places(base[key])}
    messages = {key: spoken.messages[key] if key in fit else base[key] for key in base}
    words = {name: _template(messages[key]) for name, key in MARKUP_WORDS.items()}
    return Furniture(
        language=spoken.language,
        interface=blobs.keep(encoder()(Interface(spoken.language, spoken.locale, messages))),
        words=blobs.keep(encoder()(MarkupWords(**words))),
    )


def _template(message: Message) -> str:
    """Return a text as it was written, for `str.format`."""
    pieces = dict(message.forms)["other"]
    return "".join([f"{{{piece}}}" if index % 2 else piece for index, piece in enumerate(pieces)])


def _unsaid(first: _Spoken, task: LanguagesTask) -> Iterator[Problem]:
    """Yield a problem for each text that nothing says, and for each that the builder says and that is not there."""
    said = {each.key for _, all_said in task.said for each in all_said if not each.is_prefix} | KEYS
    prefixes = tuple({each.key for _, all_said in task.said for each in all_said if each.is_prefix})
    for key in sorted(KEYS - first.messages.keys()):
        message, hint = f"The text “{key}” is missing, which the builder says.", "Write it, as in the site that ships."
        yield first.problem("interface-key-missing", message, hint, key.partition(".")[0])
    for key in first.messages:
        if key not in said and not key.startswith(prefixes):
            message, hint = f"No template says the text “{key}”.", "Delete it here and in the other languages."
            yield first.problem("interface-key-unused", message, hint, key, Severity.INFO)


def _said_wrongly(first: _Spoken, task: LanguagesTask) -> Iterator[Problem]:
    """Yield a problem for each text that a template says and that is not there."""
    for path, all_said in task.said:
        for each in all_said:
            if each.key not in first.messages and not each.is_prefix:
                near = nearest(each.key, first.messages)
                hint = f"Did you mean {near}?" if near else f"Add it to {first.path}."
                message = f"The template says the text “{each.key}”, which is not in {first.path}."
                yield problem("interface-key-unknown", message, hint, file=path, place=Place(each.line, 1))


def _wrong_forms(spoken: _Spoken, first: _Spoken) -> Iterator[Problem]:
    """Yield a problem for each text that counts, or whose original does, not in the forms of its language."""
    needed = {*spoken.locale.categories, "other"}
    for key, message in spoken.messages.items():
        forms = {name for name, _ in message.forms}
        if len(forms) == 1 and len(first.messages.get(key, message).forms) == 1:
            continue
        for name in sorted(forms - {*spoken.locale.plurals}):
            hint = f"Delete it; the forms are {', '.join(spoken.locale.plurals)}."
            what = f"“{key}” has the form “{name}”, in which {spoken.locale.name} does not count."
            yield spoken.problem("interface-plural", what, hint, f"{key}.{name}")
        if lacking := sorted(needed - forms):
            what = f"“{key}” lacks the form “{lacking[0]}”, in which {spoken.locale.name} counts."
            yield spoken.problem("interface-plural", what, f"Add a line that begins with {lacking[0]}:", key)


def _missing(spoken: _Spoken, first: _Spoken) -> Iterator[Problem]:
    """Yield a problem for each text of the first language that this one lacks."""
    for key in first.messages.keys() - spoken.messages.keys():
        message = f"The text “{key}” is not translated; pages say it as in {first.path}."
        hint = f"Add {key.partition('.')[2]}: to the group {key.partition('.')[0]}."
        yield spoken.problem("interface-untranslated", message, hint, key.partition(".")[0], Severity.WARNING)


def _surplus(spoken: _Spoken, first: _Spoken) -> Iterator[Problem]:
    """Yield a problem for each text that the first language does not have."""
    for key in spoken.messages.keys() - first.messages.keys():
        near = nearest(key, first.messages.keys() - spoken.messages.keys())
        message = f"There is a text “{key}” here, and none in {first.path}."
        hint = f"Did you mean {near}?" if near else "Delete it."
        yield spoken.problem("interface-key-unused", message, hint, key, Severity.WARNING)


def _wrong_places(spoken: _Spoken, first: _Spoken) -> Iterator[Problem]:
    """Yield a problem where a text has other places than its original; a form may leave out what it counts."""
    for key in spoken.messages.keys() & first.messages.keys():
        wanted = _places(first.messages[key])
        for name, pieces in spoken.messages[key].forms:
            given = set(pieces[1::2])
            for place in sorted(given - wanted):
                message = f"“{key}” has the place {{{place}}}, for which nothing is given."
                hint = (
                    f"The places are {', '.join(f'{{{each}}}' for each in sorted(wanted))}." if wanted else "Delete it."
                )
                yield spoken.problem("interface-place", message, hint, f"{key}.{name}")
            for place in sorted(wanted - given - {"count"}):
                message, hint = f"“{key}” lacks the place {{{place}}}.", f"Write {{{place}}} where it belongs."
                yield spoken.problem("interface-place", message, hint, f"{key}.{name}")


def _places(message: Message) -> set[str]:
    """Return the names of all places of a text."""
    return {name for _, pieces in message.forms for name in pieces[1::2]}
