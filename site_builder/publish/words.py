"""A plan in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.publish.plan import Plan
from site_builder.publish.run import Intent

FEW = 5
"""How many names are told before it is said how many more there are."""


def in_full(name: str, intent: Intent) -> str:
    """Return each file that is to be sent or deleted, in the order in which that is done, and how much it is."""
    plan = intent.plan
    added = {file.path for file in plan.add}
    sent = [file for phase in plan.phases for file in phase]
    lines = [f"{'add' if file.path in added else 'change':8}{file.path}  {file.size:,} bytes" for file in sent]
    lines += [f"{'delete':8}{path}" for path in plan.delete]
    return "".join(f"{line}\n" for line in (*lines, *_summary(name, intent)))


def in_short(name: str, intent: Intent) -> str:
    """Return how many files are to be sent and deleted."""
    return "".join(f"{line}\n" for line in _summary(name, intent))


def noticed(plan: Plan) -> str:
    """Return what others did to our files since; "" if nothing."""
    told = (
        (plan.changed, "changed there by somebody else, and to be replaced; where nobody can be asked, say --yes"),
        (plan.gone, "taken away there by somebody else, and to be sent again"),
        (plan.let_be, "changed there by somebody else and not of the site any more, so left to them"),
    )
    return "".join(f"{_named(paths)}: {what}\n" for paths, what in told if paths)


def refusal(name: str, plan: Plan) -> str:
    """Return why nothing can be sent where files of others are in the way."""
    are = "is" if len(plan.foreign) == 1 else "are"
    return (
        f"{name}: {_named(plan.foreign)} {are} there already and {are} not site-builder's. Nothing was changed. "
        "Move that away, or publish to another place"
    )


def _summary(name: str, intent: Intent) -> Iterator[str]:
    plan, now = intent.plan, intent.manifest.current
    if intent.is_done:
        yield f"{name}: nothing to do, release {now.name} is out"
        return
    before = f"release {now.name}" if now.files else "nothing"
    yield f"{name}: from {before} to release {intent.target.name}"
    counts = f"{len(plan.add):,} to add, {len(plan.change):,} to change, {len(plan.delete):,} to delete"
    yield f"{counts}: {plan.size_bytes:,} bytes to send"
    if intent.held.coming:
        yield "a publication was cut short here; this goes on from where it came to"
    if plan.retired:
        stay = "stays" if len(plan.retired) == 1 else "stay"
        yield f"{_counted(len(plan.retired), 'file')} of the release before {stay} until the next, for pages still open"


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - FEW} more" if len(paths) > FEW else ""
    return ", ".join(paths[:FEW]) + more


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
