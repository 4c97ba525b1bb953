"""What can be wrong with the stylesheets: contrast that is too low, a focus that cannot be seen.

Colours are computed from the tokens, in daylight and at night: the theme says `--color-x: light-dark(#a, #b)`, and
what stands on what is read from the rules that use the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from site_builder.model.problem import Place, Problem, problem
from site_builder.model.rule import Rulebook

TEXT_CONTRAST = 4.5
"""WCAG 2.1, 1.4.3: text on its ground."""

EDGE_CONTRAST = 3.0
"""WCAG 2.1, 1.4.11: the edge of a control on what is around it."""


class Declaration(NamedTuple):
    """A property with its value, and where it stands."""

    name: str
    value: str
    file: str
    line: int


class Block(NamedTuple):
    """A rule of a stylesheet; `media` are the conditions around it."""

    selector: str
    media: str
    declarations: tuple[Declaration, ...]

    def last(self, *names: str) -> Declaration | None:
        """Return the last declaration of one of these properties."""
        return next((each for each in reversed(self.declarations) if each.name in names), None)


def faults_of_styles(sheets: Iterable[tuple[str, str]], book: Rulebook) -> Iterator[Problem]:
    """Yield a problem for each fault of the stylesheets, given by path and text, that a rule in `book` names."""
    rules = {rule.id: rule for rule in book.rules}
    blocks = [block for path, text in sheets for block in blocks_of(path, text)]
    for id_, at, message in chain(_low_contrasts(blocks), _lost_focus(blocks)):
        if rule := rules.get(id_):
            yield problem(id_, message, rule.hint, file=at.file, place=Place(at.line, 1), severity=rule.severity)


def blocks_of(path: str, text: str) -> Iterator[Block]:
    """Yield each rule of a stylesheet in order, those within `@media` and the like too."""
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    around: list[str] = []
    for found in _PIECE.finditer(bare):
        head = " ".join((found["head"] or "").split())
        if found["close"]:
            around = around[:-1]
        elif found["body"] is None:
            around.append(head)
        else:
            first = found.start("body")
            declarations = [
                Declaration(each[1].lower(), each[2].strip(), path, bare.count("\n", 0, first + each.start(1)) + 1)
                for each in _DECLARATION.finditer(found["body"])
            ]
            yield Block(head, " ".join(around), tuple(declarations))


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"(?P<close>\})|(?P<head>[^{};]*)\{(?:(?P<body>[^{}]*)\})?")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")


# Contrast.

_Colour = tuple[float, float, float]

Fault = tuple[str, Declaration, str]
"""The rule, the declaration that breaks it, and what is wrong."""


def _low_contrasts(blocks: list[Block]) -> Iterator[Fault]:
    """Yield A11Y-004 for each pair of colours that the stylesheets lay on one another and that is too faint."""
    tokens = _tokens(blocks)
    told = set()
    for front, ground, least in _pairs(blocks):
        at = tokens.get(_token(front.value), [front])[0]
        for when, ratio in _ratios(front.value, ground.value, tokens):
            what = f"{_name(front.value)} on {_name(ground.value)} has a contrast of {ratio:.1f}:1{when}"
            message = f"{what}; {least:g}:1 is needed."
            if ratio < least and (at, message) not in told:
                told.add((at, message))
                yield "A11Y-004", at, message


def _ratios(front: str, ground: str, tokens: dict[str, list[Declaration]]) -> Iterator[tuple[str, float]]:
    """Yield when two colours have which contrast; nothing for those that cannot be computed."""
    day, night = [
        (_colour(front, tokens, night=night), _colour(ground, tokens, night=night)) for night in (False, True)
    ]
    for when, (one, other) in [("", day)] if day == night else [(" in daylight", day), (" at night", night)]:
        if one is not None and other is not None:
            yield when, contrast(one, other)


def _pairs(blocks: list[Block]) -> Iterator[tuple[Declaration, Declaration, float]]:
    """Yield what stands on what, and the contrast that it needs.

    Text stands on the ground of its own rule; without one, on every ground that has no text of its own. A rule for a
    state (`:hover`) has the text of the rule for the same element.
    """
    shown = [block for block in blocks if "print" not in block.media and "forced-colors" not in block.media]
    fronts = {block.selector: front for block in shown if (front := block.last("color"))}
    open_ = {}
    for block in shown:
        front, ground = block.last("color") or fronts.get(_STATE.sub("", block.selector)), block.last(*_GROUND)
        if ground and front:
            yield front, ground, TEXT_CONTRAST
        if ground and (not front or block.selector == "body"):
            open_[ground.value] = ground
    for block in shown:
        front, edge = block.last("color"), block.last("border-color")
        if front and block.last(*_GROUND) is None:
            yield from ((front, ground, TEXT_CONTRAST) for ground in open_.values())
        if edge and _CONTROL.search(block.selector):
            yield from ((edge, ground, EDGE_CONTRAST) for ground in open_.values())


_GROUND = ("background", "background-color")
_STATE = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
_CONTROL = re.compile(r"input|button|select|textarea|action", re.IGNORECASE)


def _tokens(blocks: list[Block]) -> dict[str, list[Declaration]]:
    """Return the custom properties by name, each as it is first given; what a reader may ask for beyond is left out."""
    found: dict[str, list[Declaration]] = {}
    for block in blocks:
        if ":root" in block.selector and not block.media:
            for each in block.declarations:
                if each.name.startswith("--"):
                    found.setdefault(each.name, []).append(each)
    return found


_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_PAIR = re.compile(r"light-dark\(\s*([^,()]+(?:\([^()]*\))?)\s*,\s*([^,()]+(?:\([^()]*\))?)\s*\)")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def _token(value: str) -> str:
    found = _VAR.fullmatch(value)
    return found[1] if found else ""


def _name(value: str) -> str:
    return _token(value) or value


def _colour(value: str, tokens: dict[str, list[Declaration]], *, night: bool, depth: int = 0) -> _Colour | None:
    """Return the red, green and blue of a colour, each from 0 to 1; None for what cannot be computed here."""
    if (token := _token(value)) and depth < len(tokens):
        given = tokens.get(token)
        return _colour(given[0].value, tokens, night=night, depth=depth + 1) if given else None
    if found := _PAIR.fullmatch(value):
        return _colour(found[2 if night else 1], tokens, night=night, depth=depth + 1)
    if not (found := _HEX.fullmatch(value)):
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def contrast(one: _Colour, other: _Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: _Colour) -> float:
    """Return how light a colour is, from 0 to 1 (WCAG 2.1, relative luminance)."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Focus.

_FOCUS = re.compile(r":focus(?:-visible|-within)?(?![\w-])")
_NOTHING = re.compile(r"(?:none|0)(?:px|\s|$)", re.IGNORECASE)
_INSTEAD = ("box-shadow", "border", "border-color", "background", "background-color", "text-decoration")


def _lost_focus(blocks: list[Block]) -> Iterator[Fault]:
    """Yield A11Y-008 for each rule that takes the outline of what has the focus and puts nothing in its place.

    `main` is let be: the skip link moves the focus there, and nothing can be done with it.
    """
    for block in blocks:
        outline = block.last("outline", "outline-style", "outline-width")
        if outline is None or not _NOTHING.match(outline.value) or block.last(*_INSTEAD):
            continue
        if _FOCUS.search(block.selector) and not re.fullmatch(r"(?:#|\.)?[\w-]*main:focus", block.selector):
            yield "A11Y-008", outline, f"“{block.selector}” takes away the outline of what has the focus."
