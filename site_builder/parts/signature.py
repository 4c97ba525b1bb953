"""What a medical review signs: the words of a text, and the figures, tables and answers that it shows.

The signature is taken of what people wrote, not of the HTML that is made of it: a new version of the builder reopens no
review. Nor do spaces at the ends of lines, empty lines, or comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from site_builder.digest import digest_bytes
from site_builder.model.comparison import Comparison
from site_builder.model.document import BlockUse, Signed
from site_builder.model.figures import Figures
from site_builder.model.front_matter import ArticleFields, FrontMatter, QuestionFields

LENGTH = 16
"""Hexadecimal digits of a signature in front matter."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY_LINES = re.compile(r"\s*\n(?:[ \t]*\n)+")


def signed(fields: FrontMatter | None, body: str, blocks: tuple[BlockUse, ...]) -> Signed | None:
    """Return what a review of this text signs; None for what is not reviewed."""
    match fields:
        case ArticleFields():
            head = (fields.title, fields.description, *fields.key_points, _plain(fields.image))
            asked = [f"faq/{name}" for name in fields.questions]
        case QuestionFields():
            head, asked = (fields.question,), []
        case _:
            return None
    words = [line.rstrip() for line in _COMMENT.sub("", body).strip().split("\n")]
    text = _EMPTY_LINES.sub("\n\n", "\n".join(words))
    shows = [name for use in blocks if (name := _shown_by(use))]
    return Signed(fields.review_digest, digest_of((*head, text)), (*shows, *asked))


class Shown:
    """What texts show beside their own words, each with its digest."""

    def __init__(self, figures: Figures, comparison: Comparison | None, questions: Mapping[str, Signed]) -> None:
        self._figures = {
            **{f"timeline/{name}": figure for name, figure in figures.timelines.items()},
            **{f"icon-array/{name}": figure for name, figure in figures.icon_arrays.items()},
        }
        self._comparison = comparison
        self._questions = questions

    def signature(self, review: Signed) -> str:
        """Return the signature of a text as it is now."""
        return self._digest(review).hex()[:LENGTH]

    def _digest(self, review: Signed) -> bytes:
        return digest_of((review.own.hex(), *(f"{name} {self._shown(name)}" for name in review.shows)))

    def _shown(self, name: str) -> str:
        """Return the digest of what goes by `name`, "" where it is not there."""
        kind, _, rest = name.partition("/")
        if kind == "faq":
            return self._digest(self._questions[rest]).hex() if rest in self._questions else ""
        if kind == "compare" and self._comparison is not None:
            rows, _, columns = rest.partition("/")
            around = (self._comparison.caption, self._comparison.note.words)
            return digest_of((*around, _cells(self._comparison, rows, columns))).hex()
        return digest_of(self._figures[name]).hex() if name in self._figures else ""


def _cells(comparison: Comparison, rows: str, columns: str) -> list[tuple[str, ...]]:
    """Return the words of the chosen rows and columns; all of them where none are named."""
    return [
        (aspect.name, treatment.name, treatment.status, cell.words)
        for aspect in comparison.aspects
        if not rows or aspect.key in rows.split(",")
        for treatment, cell in zip(comparison.treatments, aspect.cells, strict=True)
        if not columns or treatment.key in columns.split(",")
    ]


def digest_of(value: Any) -> bytes:
    """Return the digest of what was written; fields that hold nothing do not count, so that new ones may be added."""
    return digest_bytes(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True).encode())


def _plain(value: Any) -> Any:
    """Return a value of the model as lists and groups, without what is empty."""
    plain = msgspec.to_builtins(value)
    if isinstance(plain, dict):
        return {name: _plain(each) for name, each in plain.items() if each not in (None, "", False, [], {})}
    return [_plain(each) for each in plain] if isinstance(plain, (list, tuple)) else plain


def _shown_by(use: BlockUse) -> str:
    """Return the name of what a block shows, "" where it shows nothing that a review signs."""
    options = dict(use.options)
    match use.name:
        case "timeline" | "icon-array":
            return f"{use.name}/{' '.join(options.get('figure', ()))}"
        case "compare":
            return f"compare/{','.join(options.get('rows', ()))}/{','.join(options.get('columns', ()))}"
    return ""
