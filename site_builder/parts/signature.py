"""What a medical review signs: the words of a text, and the figures, tables and answers that it shows.

The signature is taken of what people wrote, not of the HTML that is made of it: a new version of the builder reopens no
review. Nor do spaces at the ends of lines or two in a row outside of code, empty lines, or comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from site_builder.digest import digest_bytes
from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.comparison import Comparison
from site_builder.model.document import BlockUse, Signed
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.figures import Figures
from site_builder.model.front_matter import ArticleFields, FrontMatter, PageFields, QuestionFields, ServiceFields

LENGTH = 16
"""Hexadecimal digits of a signature in front matter."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANKS = re.compile(r"(?<=\S)(?<!^[:*+-])[ \t]{2,}")
_FENCE = re.compile(r"```|~~~")
_EMPTY_LINES = re.compile(r"\s*\n(?:[ \t]*\n)+")


def wording(fields: FrontMatter | None, body: str) -> bytes:
    """Return the digest of what people wrote: the title, what else stands above the text, and the text itself.

    It is b"" where the front matter cannot be read.
    """
    match fields:
        case ArticleFields():
            head = (fields.title, fields.description, *fields.key_points, _plain(fields.image))
        case ServiceFields():
            head = (fields.title, fields.description, _plain(fields.image))
        case PageFields():
            head = (fields.title, fields.description)
        case QuestionFields():
            head = (fields.question,)
        case None:
            return b""
    lines = [line.rstrip() for line in _COMMENT.sub("", body).strip().split("\n")]
    words = lines if _FENCE.search(body) else [_without_runs(line) for line in lines]
    head = tuple([_without_runs(each) if isinstance(each, str) else each for each in head])
    return digest_of((*head, _EMPTY_LINES.sub("\n\n", "\n".join(words))))


def signed(fields: FrontMatter | None, own: bytes, blocks: tuple[BlockUse, ...]) -> Signed | None:
    """Return what a review of this text signs; None for what is not reviewed. `own` is the digest of its words."""
    if not isinstance(fields, (ArticleFields, QuestionFields)):
        return None
    shows = [name for use in blocks if (name := _shown_by(use))]
    asked = [f"faq/{name}" for name in fields.questions] if isinstance(fields, ArticleFields) else []
    return Signed(fields.review_digest, own, (*shows, *asked))


def _without_runs(line: str) -> str:
    """Return `line` with one blank for several in a row, but for what may be code, where they count."""
    return line if "`" in line or line.startswith("    ") else _BLANKS.sub(" ", line)


class Shown:
    """What texts show beside their own words, each with its digest."""

    def __init__(self, figures: Figures, comparison: Comparison | None, questions: Mapping[str, Signed]) -> None:
        self._figures = {
            **{f"timeline/{name}": figure for name, figure in figures.timelines.items()},
            **{f"icon-array/{name}": figure for name, figure in figures.icon_arrays.items()},
        }
        self._comparison = comparison
        self._questions = questions
        self._digests: dict[str, str] = {}

    def signature(self, review: Signed) -> str:
        """Return the signature of a text as it is now."""
        return self._digest(review).hex()[:LENGTH]

    def awaits(self, review: Signed, unread: Collection[str]) -> bool:
        """Return whether a text shows data of a file that could not be read: its signature then says nothing."""
        for name in review.shows:
            kind, _, rest = name.partition("/")
            if _DATA.get(kind) in unread:
                return True
            if kind == "faq" and rest in self._questions and self.awaits(self._questions[rest], unread):
                return True
        return False

    def _digest(self, review: Signed) -> bytes:
        return _digest_of_words((review.own.hex(), *(f"{name} {self._digest_of(name)}" for name in review.shows)))

    def _digest_of(self, name: str) -> str:
        """Return the digest of what goes by `name`; a thousand texts show the same few figures."""
        if name not in self._digests:
            self._digests[name] = self._shown(name)
        return self._digests[name]

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


_DATA = {"compare": COMPARISON, "timeline": FIGURES, "icon-array": FIGURES}
"""The file that each kind of what is shown comes from."""


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


@lru_cache(maxsize=1 << 16)
def _digest_of_words(words: tuple[str, ...]) -> bytes:
    """Return the same; a preview asks it of every text after each save."""
    return digest_of(words)


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
