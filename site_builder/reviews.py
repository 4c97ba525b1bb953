"""The medical reviews of all texts, each in its own language: what they sign, and which do not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from site_builder.model.comparison import Comparison
from site_builder.model.document import Parsed, Signed
from site_builder.model.figures import Figures
from site_builder.model.site import Standing
from site_builder.model.translation import DataTranslation
from site_builder.parts.signature import Shown
from site_builder.parts.translation import translated_comparison, translated_figures
from site_builder.urls import identify, original_path


class Reviews:
    """The reviews of `documents`, given by their paths; `unread` are the data files that cannot be used."""

    def __init__(
        self,
        documents: Mapping[str, Parsed],
        figures: Figures,
        comparison: Comparison | None,
        translations: Sequence[DataTranslation] = (),
        unread: tuple[str, ...] = (),
    ) -> None:
        self._documents = documents
        self._unread = unread
        answers: dict[str, dict[str, Signed]] = {"": {}}
        self._languages: dict[str, str] = {}
        for path, parsed in documents.items():
            if (identity := identify(path)) is not None:
                self._languages[path] = identity.language
                if identity.kind == "question" and parsed.signed:
                    answers.setdefault(identity.language, {})[identity.name] = parsed.signed
        self._shown = {"": Shown(figures, comparison, answers[""])}
        for language in {*self._languages.values()} - {""}:
            own = next((each for each in translations if each.language == language), DataTranslation(language))
            self._shown[language] = Shown(
                translated_figures(figures, own.figures, ""),
                translated_comparison(comparison, own.comparison, ""),
                answers[""] | answers.get(language, {}),
            )

    def signature(self, path: str) -> str:
        """Return the signature of the text at `path` as it is now, "" for one that is not reviewed."""
        signed = self._signed(path)
        return self._shown_with(path).signature(signed) if signed else ""

    def reopened(self) -> dict[str, Standing]:
        """Return the texts whose review does not hold: that were never signed, or were changed since.

        A text that shows data which could not be read is not judged: that the data are broken has been reported.
        """
        return {
            path: Standing.CHANGED if signed.given else Standing.UNSIGNED
            for path in self._documents
            if (signed := self._signed(path)) and not self._holds(path, signed)
        }

    def _holds(self, path: str, signed: Signed) -> bool:
        shown = self._shown_with(path)
        if not signed.given or signed.given == shown.signature(signed):
            return bool(signed.given)
        return bool(self._unread) and shown.awaits(signed, self._unread)

    def _signed(self, path: str) -> Signed | None:
        """Return what the review of a text signs; a translation shows the same answers as its original."""
        parsed = self._documents[path]
        if parsed.signed is None or parsed.translates is None:
            return parsed.signed
        original = self._documents.get(original_path(path))
        answers = original.signed.shows if original and original.signed else ()
        own = [name for name in parsed.signed.shows if not name.startswith("faq/")]
        return replace(parsed.signed, shows=(*own, *(name for name in answers if name.startswith("faq/"))))

    def _shown_with(self, path: str) -> Shown:
        return self._shown[self._languages.get(path, "")]
