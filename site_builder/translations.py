"""Translations and their originals: which of them say what their original says no longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.model.comparison import FILE as TREATMENTS
from site_builder.model.comparison import ComparisonFile
from site_builder.model.config import CLINIC, ClinicFile, ClinicTranslationFile
from site_builder.model.document import Parsed, Translates
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.figures import FiguresFile
from site_builder.model.problem import Problem, Severity, problem
from site_builder.model.translation import DataTranslation
from site_builder.parts.signature import LENGTH
from site_builder.urls import data_file, original_path, translation_path


class Pair(NamedTuple):
    """A translation at `path` and what its original says now: its digest as a translation gives it."""

    path: str
    translates: Translates
    original: str
    now: str

    @property
    def is_behind(self) -> bool:
        """Whether the original was changed since it was translated."""
        return bool(self.translates.digest) and self.translates.digest != self.now

    @property
    def standing(self) -> str:
        """How the translation stands to its original: `current`, `behind`, or `undated` where it does not say."""
        return "behind" if self.is_behind else "current" if self.translates.digest else "undated"


def pairs(documents: Mapping[str, Parsed], data: Mapping[str, tuple[bytes, Translates | None]]) -> Iterator[Pair]:
    """Yield each translation that can be read with its original, where there is one that can be read, too.

    `data` are the data files by their paths: the digest of what each says, and what it translates.
    """
    for path, parsed in documents.items():
        if parsed.translates and (original := documents.get(original_path(path))):
            yield from _pair(path, parsed.translates, original_path(path), original.wording)
    for path, (_, translates) in data.items():
        original_file = data_file(path)[0]
        if translates and original_file in data:
            yield from _pair(path, translates, original_file, data[original_file][0])


def _pair(path: str, translates: Translates, original: str, wording: bytes) -> Iterator[Pair]:
    if wording and translates.digest is not None:
        yield Pair(path, translates, original, wording.hex()[:LENGTH])


def told(pair: Pair) -> Iterator[Problem]:
    """Yield a warning for a translation whose original was changed since, or that does not say what it translates."""
    line = f"original_digest: {pair.now}"
    if pair.is_behind:
        shown = "; the page says so" if pair.path.endswith(".md") else ""
        message = f"The original, {pair.original}, was changed since this was translated{shown}."
        hint = f"Bring the translation up to date, then write {line}"
        place = pair.translates.place
        yield problem("translation-behind", message, hint, file=pair.path, place=place, severity=Severity.WARNING)
    elif not pair.translates.digest:
        message = f"Nothing says which text of {pair.original} was translated, so nobody learns when it changes."
        hint = f"Once the translation says the same, write {line}"
        yield problem("translation-undated", message, hint, file=pair.path, severity=Severity.WARNING)


class DataFiles(NamedTuple):
    """The data files that are translated, and their translations, as they were read: each by its path."""

    clinics: dict[str, ClinicTranslationFile]
    comparisons: dict[str, ComparisonFile]
    figures: dict[str, FiguresFile]

    @property
    def files(self) -> list[ClinicTranslationFile | ComparisonFile | FiguresFile]:
        """All of them."""
        return [*self.clinics.values(), *self.comparisons.values(), *self.figures.values()]

    def wordings(self, clinic: ClinicFile) -> dict[str, tuple[bytes, Translates | None]]:
        """Return the digest of what each says, b"" for a translation of the clinic, and what it translates."""
        return {
            CLINIC: (clinic.wording, None),
            **{path: (b"", each.translates) for path, each in self.clinics.items()},
            **{path: (each.wording, each.translates) for path, each in self.comparisons.items()},
            **{path: (each.wording, each.translates) for path, each in self.figures.items()},
        }

    def translations(self) -> tuple[DataTranslation, ...]:
        """Return the data files of each language that has any."""
        languages = {data_file(path)[1] for path in (*self.clinics, *self.comparisons, *self.figures)}
        return tuple([self._in_language(language) for language in sorted(languages - {""})])

    def _in_language(self, language: str) -> DataTranslation:
        clinic = self.clinics.get(translation_path(CLINIC, language))
        comparison = self.comparisons.get(translation_path(TREATMENTS, language))
        figures = self.figures.get(translation_path(FIGURES, language))
        return DataTranslation(
            language,
            clinic.clinic if clinic else None,
            comparison.comparison if comparison else None,
            figures.figures if figures else None,
            clinic.places if clinic else (),
            comparison.places if comparison else (),
        )
