"""What a text is about, as far as its words tell: the treatments, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from site_builder.checks.texts.writing import Mention, Writing, compiled
from site_builder.language.passages import Passage, Role
from site_builder.language.patterns import PatternSet
from site_builder.language.sentences import CITATION
from site_builder.model.front_matter import type_of_kind

KETAMINE = r"\b(ketamin[ea]|ketalar)\b"
ESKETAMINE = r"\b(esketamin[ea]|s-ketamin[ea]|spravato)\b"
EITHER = r"\b((e?s-?)?ketamin[ea]|spravato|ketalar)\b"
"""The names of the two products, here and in Spanish; a text that has none of them is about something else."""

TREATMENT = (
    rf"({EITHER}|\b(infusions?|nasal spray|kap)\b|\b(this|the|our|that) (treatment|therapy|medicine|medication)\b)"
)
"""What a text that is about ketamine or esketamine calls it."""

TREATMENTS = {
    "en": TREATMENT,
    "es": (
        rf"({EITHER}|\b(infusi(ón|ones)|aerosol nasal)\b"
        r"|\b(este|el|ese|nuestro|esta|la|esa|nuestra) (tratamiento|terapia|medicamento|medicina)\b)"
    ),
}
"""The same in each language."""

NOT = (
    r"(\b(not|no|never|cannot|nor|neither|none|without|nobody|unproven|unknown|unclear|unlikely|whether|myths?"
    r"|false)\b|n't\b)"
)
"""Words that turn a statement round, or leave it open."""

NOTS = {
    "en": NOT,
    "es": (
        r"\b(no|ni|nunca|jamás|nadie|ningún|ninguna|ninguno|tampoco|sin|se desconoce|qué tan|cuán|falso|mitos?"
        r"|poco probable)\b"
    ),
}
"""The same in each language."""

MANY = 5
"""Sentences that name a treatment, that make a text one about it, whatever its title; a quarter of a short one."""

SHARE = 0.2
"""Part of all sentences that must name it as well."""


class Subject(NamedTuple):
    """Which of the two a text is about, and not only mentions; `named`: it names one of them at all."""

    named: bool
    ketamine: bool = False
    esketamine: bool = False

    @property
    def either(self) -> bool:
        """Whether one of them is what the text is about."""
        return self.ketamine or self.esketamine


@lru_cache(maxsize=1)
def subject(writing: Writing) -> Subject:
    """Return what a text is about. Asked by most checks of the same text, one after the other."""
    text = writing.text.lower()
    if "ketamin" not in text and "spravato" not in text and "ketalar" not in text:
        return Subject(named=False)
    lines = _one_name_each(CITATION.sub("", text)).split("\n")
    least = max(min(MANY, max(2, len(lines) / 4)), SHARE * len(lines))
    head = _one_name_each(title(writing).lower())
    about = [name in head or sum(1 for line in lines if name in line) >= least for name in ("ketamine", "spravato")]
    return Subject(True, *about)


def _one_name_each(text: str) -> str:
    """Return a text in lower case with one name for each of the two."""
    text = text.replace("ketamina", "ketamine")
    return text.replace("esketamine", "spravato").replace("s-ketamine", "spravato").replace("ketalar", "ketamine")


def titles(writing: Writing) -> Iterator[Passage]:
    """Yield the title, then each heading."""
    return (passage for passage in writing.passages if passage.role in (Role.TITLE, Role.HEADING))


def title(writing: Writing) -> str:
    """Return the title, or the question."""
    return next((passage.text for passage in writing.passages if passage.role is Role.TITLE), "")


def entitled(writing: Writing, pattern: str) -> Mention | None:
    """Return the title or the first heading in which `pattern` matches; of a question only what it asks."""
    for passage, index in headed(writing, pattern):
        if passage.role is Role.TITLE or writing.kind != "question":
            return mention(writing, passage, index)
    return None


def headed(writing: Writing, pattern: str) -> Iterator[tuple[Passage, int]]:
    """Yield the title and each heading in which `pattern` matches, with where in it the match begins."""
    among = tuple(titles(writing))
    text = "\n".join([passage.text for passage in among])
    wanted, number, start = compiled(pattern), 0, 0
    after = 0
    while found := wanted.find(text, after):
        while found[0] > start + len(among[number].text):
            start += len(among[number].text) + 1
            number += 1
        yield among[number], found[0] - start
        after = start + len(among[number].text) + 1
        if after >= len(text):
            return


def unsaid(text: str, parts: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the names of the parts, each a name and a pattern, that do not match anywhere in a text."""
    likely = set(_together(tuple([pattern for _, pattern in parts])).matching(text))
    return [
        name for number, (name, pattern) in enumerate(parts) if number not in likely or not compiled(pattern).find(text)
    ]


@cache
def _together(patterns: tuple[str, ...]) -> PatternSet:
    return PatternSet(patterns)


def mention(writing: Writing, passage: Passage, index: int = 0) -> Mention:
    """Return the mention that begins at the character `index` of a passage of the text."""
    inside = [sentence for sentence in writing.sentences if sentence.passage is passage]
    sentence = next((each for each in reversed(inside) if each.start <= index), inside[0])
    return Mention(sentence, passage.place(index))


def statements(writing: Writing, pattern: str, unless: str = NOT) -> Iterator[Mention]:
    """Yield each sentence in which `pattern` matches, that is no question and in which `unless` does not match."""
    turned = compiled(unless)
    for found in writing.all(pattern):
        if not is_question(found.sentence.text) and not turned.find(found.sentence.text):
            yield found


def is_question(text: str) -> bool:
    """Return whether a sentence asks, and does not state."""
    return compiled(r"\?[\"')\]]*( ?\[[@^][^\]]*\])*$").find(text) is not None


def has_field(writing: Writing, name: str) -> bool:
    """Return whether the front matter of such a text can have the field `name`."""
    kind = type_of_kind.get(writing.kind)
    return kind is not None and name in kind.__struct_fields__


def lacks_field(writing: Writing, name: str) -> bool:
    """Return whether the front matter could be read, can have the field `name`, and does not give it."""
    return writing.fields is not None and has_field(writing, name) and not getattr(writing.fields, name, None)


def whole(writing: Writing, heading: Passage) -> str:
    """Return all words below a heading, to the next that is not below it; for the title all of the text."""
    if heading.role is Role.TITLE:
        return writing.text
    below: list[str] = []
    begun = False
    for passage in writing.passages:
        if begun and passage.role is Role.HEADING and 0 < passage.level <= (heading.level or 6):
            break
        if begun:
            below.append(passage.text)
        begun = begun or passage is heading
    return "\n".join(below)


def beside(writing: Writing, passage: Passage) -> str:
    """Return all words of the section that holds a passage; of a question the whole, which is one section."""
    if writing.kind == "question":
        return writing.text
    for heading, below in writing.sections():
        part = (heading, *below) if heading else below
        if any(each is passage for each in part):
            return "\n".join([each.text for each in part])
    return passage.text


def listed(names: list[str], last: str = "and") -> str:
    """Return the names as an enumeration, as in `a, b and c`."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
