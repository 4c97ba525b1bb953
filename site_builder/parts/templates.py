"""What a layout is made of: itself and every template that it can reach."""

from __future__ import annotations

from site_builder.model.output import TEMPLATES, Template, TemplateFacts
from site_builder.model.problem import Problem, problem


def reachable(layout: str, facts: dict[str, TemplateFacts]) -> tuple[Template, ...]:
    """Return `layout` and every template that it can reach, sorted by name; names that are missing are left out."""
    found: dict[str, TemplateFacts] = {}
    waiting = [layout]
    while waiting:
        name = waiting.pop()
        if name in facts and name not in found:
            found[name] = facts[name]
            waiting.extend(facts[name].names)
    return tuple(Template(name, found[name].code, found[name].text) for name in sorted(found))


def missing_names(facts: dict[str, TemplateFacts]) -> list[Problem]:
    """Return a problem for each template that is named and is not there."""
    return [
        problem(
            "template-missing",
            f"The template {name!r} is named here, and there is no such file in {TEMPLATES}.",
            "Mend the name, or add the file.",
            file=TEMPLATES + fact.name,
        )
        for fact in facts.values()
        for name in fact.names
        if name not in facts
    ]


def circles(facts: dict[str, TemplateFacts]) -> list[Problem]:
    """Return a problem for each template that leads back to itself: it would be drawn within itself without end."""
    return [
        problem(
            "template-circle",
            f"The template {name!r} leads back to itself, by the templates that it names.",
            "Take out one of the extends, include or import tags that make the circle.",
            file=TEMPLATES + name,
        )
        for name in _leading_on(facts)
        if any(each.name == name for other in facts[name].names for each in reachable(other, facts))
    ]


def _leading_on(facts: dict[str, TemplateFacts]) -> list[str]:
    """Return, sorted, the templates from which there is no end: usually none, so that nothing more need be asked."""
    left = {name: {other for other in fact.names if other in facts} for name, fact in facts.items()}
    while ended := [name for name, others in left.items() if not others & left.keys()]:
        for name in ended:
            del left[name]
    return sorted(left)
