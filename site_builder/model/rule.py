"""The rules for health writing: what each flags, why, and how a writer mends it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.front_matter import Text
from site_builder.model.problem import Problem, Severity


class Kind(StrEnum):
    """What a rule looks at: the words of a text, the HTML of a page, or more than a pattern can see."""

    TEXT = "text"
    HTML = "html"
    DOCUMENT = "document"


class Scope(StrEnum):
    """How far a rule looks at once."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TAG = "tag"
    PAGE = "page"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One rule of a pack. It fires where `pattern` matches in its scope and `unless` does not match in the same.

    Patterns are RE2's, whatever the case of the letters; a rule of the kind `document` has a check of its own instead.
    """

    id: Annotated[Text, Meta(description="Its name, as in FTC-006; never changed once it is in use")]
    severity: Annotated[Severity, Meta(description="How much it matters; an error keeps the site from being written")]
    kind: Annotated[Kind, Meta(description="text: the words of a text; html: the HTML of a page; document: a check")]
    scope: Annotated[Scope, Meta(description="How far it looks at once")]
    flag: Annotated[Text, Meta(description="What it flags, in a few words")]
    message: Annotated[Text, Meta(description="Why that is wrong, in one sentence")]
    hint: Annotated[Text, Meta(description="What the writer does about it")]
    source: Annotated[Text, Meta(description="What the rule rests on: keys of references.bib, or words")]
    flagged: Annotated[Text, Meta(description="An example that it must flag")]
    not_flagged: Annotated[Text, Meta(description="An example that it must not flag")]
    pattern: Annotated[str, Meta(description="A regular expression (RE2) for what is wrong")] = ""
    unless: Annotated[str, Meta(description="A regular expression for what makes it right after all")] = ""
    covered_by: Annotated[
        tuple[Text, ...],
        Meta(description="Checks of the builder that tell this fault, or a part of it, by these names"),
    ] = ()
    left_to_a_person: Annotated[str, Meta(description="Why a person must judge it, or a part of it")] = ""
    languages: Annotated[
        tuple[Text, ...],
        Meta(description="The languages whose words it knows; no text of another is held to it", examples=["[en, es]"]),
    ] = ("en",)


class RulePack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A file of rules."""

    rules: Annotated[tuple[Rule, ...], Meta(description="Each rule, in reading order")]


class BuilderRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What the builder itself reports under one id: the code finds it, so there is neither pattern nor source."""

    id: Text
    severity: Annotated[Severity, Meta(description="What it is in most cases; the code may lower it")]
    flag: Annotated[Text, Meta(description="What it flags, in one sentence")]
    message: Annotated[Text, Meta(description="Why that matters")]
    hint: Annotated[Text, Meta(description="What the writer does about it")]


class BuilderFamily(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Rules of the builder's own that belong together."""

    title: Text
    rules: tuple[BuilderRule, ...]


class BuilderPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """All rules of the builder's own."""

    families: tuple[BuilderFamily, ...]


class RulesFile(msgspec.Struct, frozen=True):
    """The rules that hold for a site, those of `content/rules.yaml` last, and what is wrong with these.

    `known` are the ids of every rule there is, the builder's own too; none where the clinic's cannot all be read.
    """

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    known: tuple[str, ...] = ()


class Wording(msgspec.Struct, frozen=True):
    """What the texts of a data file break."""

    problems: tuple[Problem, ...]


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """How easy a text must be to read: `[tool.site-builder.reading]`. Grades are those of US schools.

    Spanish says the same in a ninth more words, as our own translations count, and so its sentences may be as much
    longer. The easy words are those of all languages.
    """

    target: Annotated[int, Meta(ge=1)] = 8
    warning: Annotated[int, Meta(ge=1)] = 9
    error: Annotated[int, Meta(ge=1)] = 12
    sentence_words: Annotated[int, Meta(ge=1)] = 25
    sentence_words_es: Annotated[int, Meta(ge=1)] = 28
    paragraph_sentences: Annotated[int, Meta(ge=1)] = 5
    easy_words: tuple[str, ...] = (
        "antidepressant",
        "citation",
        "clinician",
        "consultation",
        "depression",
        "esketamine",
        "ketamine",
        "medical",
        "medication",
        "medicine",
        "Spravato",
        "symptom",
        "treatment",
        "antidepresivo",
        "consulta",
        "depresión",
        "esketamina",
        "indicación",
        "infusión",
        "ketamina",
        "medicamento",
        "médico",
        "síntoma",
        "tratamiento",
    )


class Rulebook(msgspec.Struct, frozen=True):
    """What the texts of a site are held to."""

    rules: tuple[Rule, ...]
    reading: Reading = Reading()
