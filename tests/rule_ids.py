"""The rule ids that the code reports, found in its source: every text that looks like one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.sources import trees

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
NUMBERED = re.compile(r"[A-Z][A-Z0-9]*-[0-9]{3}")

NOT_RULES = frozenset(
    """
    article-translation page-translation question-translation service-translation x-default
    base-uri connect-src default-src font-src form-action img-src no-referrer same-origin script-src style-src
    data-pagefind-body data-pagefind-meta pagefind-component-ui pagefind-highlight pagefind-modular-ui pagefind-ui
    aria-describedby aria-label aria-labelledby article-journal background-color bare-address bare-key border-color
    box-shadow container-title date-parts dist-packages footnote-order footnote-ref forced-colors how-long-it-lasts
    http-equiv icon-array key-without-at link-end medical-director no-enclosing nurse-lead odd-tag off-label
    outline-style outline-width paper-conference rating-star review-star s-ketamine site-builder site-packages
    spaced-link stand-alone star-rating table-scroll text-decoration utf-8 utf-8-sig
    cell-item consultation-band data-ids data-list data-src mac-roman material-symbols-outlined media-src no-store
    bom-ref clinic-site clinic-site-builder eu-central-1 font-source-serif-pro google-re2 pagefind-bin python-version
    us-east-1 SHA-256 SHA-512
    noto-mono office-math same-origin-allow-popups source-sans-3 utf-16-be utf-16-le windows-1252 windows-874 x-note
    """.split()
)
"""Texts in the code that have hyphens and name something else. One that is new and is a rule goes into
`rules/packs/builder.yaml`; one that is none goes here."""


@cache
def reported() -> frozenset[str]:
    """Return every rule id that stands in the code, the numbered ones of the packs too."""
    return frozenset(text for text in _texts() if KEBAB.fullmatch(text) or NUMBERED.fullmatch(text)) - NOT_RULES


def composed() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each id that is put together and ends in a word of its own, as in `f"{field}-unknown"`."""
    patterns = {_pattern(node) for node in _nodes() if isinstance(node, ast.JoinedStr)}
    ids = (pattern for pattern in patterns if re.fullmatch(r"(?:[a-z]+-)+[a-z]+", pattern.replace(_WORD, "x")))
    return tuple(re.compile(pattern) for pattern in sorted(ids) if _WORD in pattern and not pattern.endswith(_WORD))


_WORD = "[a-z]+"


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else _WORD for part in node.values)


def _texts() -> Iterator[str]:
    return (node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _nodes() -> Iterator[ast.AST]:
    return (node for tree in trees().values() for node in ast.walk(tree))
