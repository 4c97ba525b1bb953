"""What a layout is made of."""

from __future__ import annotations

from site_builder.model.output import Template, TemplateFacts
from site_builder.parts.templates import circles, missing_names, reachable
from tests.builders import shown_as


def facts(**names: str) -> dict[str, TemplateFacts]:
    """Return templates, each with the names that it names: `page="base macro"`."""
    return {
        name: TemplateFacts(name, f"code of {name}".encode(), tuple(named.split()), (), ())
        for name, named in names.items()
    }


def test_a_layout_reaches_what_it_names_and_what_that_names_sorted() -> None:
    found = reachable("page", facts(page="base macro", base="part", macro="part", part="", other="page"))
    assert found == tuple(Template(name, f"code of {name}".encode()) for name in ("base", "macro", "page", "part"))


def test_templates_that_name_each_other_are_reached_once() -> None:
    assert [template.name for template in reachable("a", facts(a="b", b="a c", c="c"))] == ["a", "b", "c"]


def test_a_name_that_is_missing_is_left_out_and_reported() -> None:
    made = facts(page="gone base", base="")
    assert [template.name for template in reachable("page", made)] == ["base", "page"]
    [problem] = missing_names(made)
    assert shown_as(problem) == "templates/page:1:1: error[template-missing]"
    assert problem.message == "The template 'gone' is named here, and there is no such file in templates/."
    assert problem.hint == "Mend the name, or add the file."


def test_a_layout_that_is_not_there_reaches_nothing() -> None:
    assert reachable("gone", facts(page="")) == ()


def test_a_template_that_leads_back_to_itself_is_told() -> None:
    facts = {
        name: TemplateFacts(name, b"", names, (), ())
        for name, names in (("a", ("b",)), ("b", ("c",)), ("c", ("b",)), ("own", ("own",)), ("fine", ("a",)))
    }
    assert [(each.file, each.rule) for each in circles(facts)] == [
        ("templates/b", "template-circle"),
        ("templates/c", "template-circle"),
        ("templates/own", "template-circle"),
    ]
