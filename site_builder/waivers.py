"""Waivers: which problems a writer has waived, and which waivers waive nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from site_builder.model.document import Waiver
from site_builder.model.problem import ALWAYS_ERRORS, Problem, Severity, problem
from site_builder.text.fields import nearest

Waivers = Mapping[str, Iterable[Waiver]]
"""The waivers of each file that has any, by its path."""


def is_waived(found: Problem, waivers: Waivers) -> bool:
    """Return whether the writer has said that this block may break this rule."""
    return any(_covers(waiver, found) for waiver in waivers.get(found.file, ()))


def idle(found: Iterable[Problem], waivers: Waivers, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each waiver that waives none of the problems `found`; `known` are the ids of all rules.

    Where nobody can tell which rules there are, none is known, and nothing is said.
    """
    if not waivers or not known:
        return
    used = {(each.file, waiver) for each in found for waiver in waivers.get(each.file, ()) if _covers(waiver, each)}
    for path, waiver in ((path, waiver) for path, of_file in waivers.items() for waiver in of_file):
        if waiver.rule not in known:
            near = nearest(waiver.rule, known)
            hint = f"Did you mean {near}?" if near else "`site-builder rules` lists every rule."
            message, severity = f"There is no rule “{waiver.rule}”, so this waives nothing.", Severity.WARNING
            yield problem("waiver-rule-unknown", message, hint, file=path, place=waiver.place, severity=severity)
        elif (path, waiver) not in used:
            message = f"The next block does not break {waiver.rule}, so this waives nothing."
            if ALWAYS_ERRORS.fullmatch(waiver.rule):
                message = f"{waiver.rule} cannot be waived; without it pages would be lost."
            yield problem(
                "waiver-unused", message, "Delete the comment.", file=path, place=waiver.place, severity=Severity.INFO
            )


def _covers(waiver: Waiver, found: Problem) -> bool:
    in_block = waiver.rule == found.rule and waiver.first <= found.line <= waiver.last
    return in_block and not ALWAYS_ERRORS.fullmatch(found.rule)
