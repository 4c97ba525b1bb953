from __future__ import annotations

import marshal

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source
from site_builder.model.interface import Said
from site_builder.model.output import TemplateFacts
from site_builder.stages.template import environment, inspect
from tests.blobs import holding


def inspected(text: str | bytes) -> TemplateFacts:
    data = text.encode() if isinstance(text, str) else text
    source = Source("templates/layouts/page.html", digest_bytes(data), len(data))
    return inspect(source, holding(data))


def test_a_template_is_named_by_its_path_below_templates() -> None:
    assert inspected("x").name == "layouts/page.html"


def test_every_template_and_file_that_it_names_is_found() -> None:
    facts = inspected(
        '{% extends "base.html" %}{% from "b.html" import x %}{% import "a.html" as a %}'
        '{% block main %}{% include "c.html" %}{{ "logo.svg" | asset(view.frame) }}{{ "x.png" | asset(view.frame) }}'
        "{% endblock %}"
    )
    assert facts.names == ("a.html", "b.html", "base.html", "c.html")
    assert facts.assets == ("logo.svg", "x.png")
    assert facts.problems == ()


def test_every_text_that_it_says_is_found_with_its_line() -> None:
    facts = inspected(
        '{{ say("toc.title") }}\n{% macro a(x) %}\n<a title="{{ say("a.b" if x else "a.c", count=x) }}">{% endmacro %}'
        '\n{{ say("phase." ~ view.phase, otherwise=say("toc.title")) }}'
    )
    assert facts.said == (
        Said("toc.title", 1),
        Said("a.b", 3),
        Said("a.c", 3),
        Said("phase.", 4, is_prefix=True),
        Said("toc.title", 4),
    )
    assert facts.problems == ()


@pytest.mark.parametrize("text", ["say(view.key)", "say()", "say(key=1)", 'say(view.a ~ ".b")'])
def test_a_text_whose_key_cannot_be_told_is_told(text: str) -> None:
    [problem] = inspected(f"\n{{{{ {text} }}}}").problems
    assert (problem.rule, problem.line) == ("template-key-computed", 2)


def test_nothing_is_said_before_there_is_a_language() -> None:
    assert inspected('{{ "1200" | number }}{{ ["a", "b"] | listed }}').problems == ()


def test_the_code_is_kept_and_can_be_read_back() -> None:
    data = b"{{ view.title }}"
    blobs = holding(data)
    facts = inspect(Source("templates/a.html", digest_bytes(data), len(data)), blobs)
    assert marshal.loads(blobs.read(facts.code)).co_filename == "templates/a.html"


def test_the_same_template_gives_the_same_code() -> None:
    text = "{% macro a(x) %}{{ x }}{% endmacro %}{% for y in view.z %}{{ a(y) }}{% endfor %}"
    assert inspected(text) == inspected(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% if x %}\n", 1),
        ("\n\n{% endif %}", 3),
        ("\n{{ }}", 2),
        ("{{ x | random }}", 1),
        ("\n{{ x | nothing }}", 2),
        ("{% include %}", 1),
        ("{{ 'x }}", 1),
        ("\n{# never closed", 2),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(text: str, line: int) -> None:
    facts = inspected(text)
    [problem] = facts.problems
    assert (problem.file, problem.line, problem.rule) == ("templates/layouts/page.html", line, "template-syntax")
    assert problem.hint
    assert facts.code == b""


@pytest.mark.parametrize("text", ["{{ " + "(" * 3000 + ")" * 3000 + " }}", "{% if x %}" * 500 + "{% endif %}" * 500])
def test_brackets_and_tags_without_end_are_told(text: str) -> None:
    facts = inspected(text)
    assert [problem.rule for problem in facts.problems] == ["template-syntax"]
    assert facts.code == b""


@pytest.mark.parametrize(
    "text",
    ["{% extends view.layout %}", "{% include x %}", '{% include ["a.html", "b.html"] %}', "{% import x as y %}"],
)
def test_a_computed_name_is_told(text: str) -> None:
    [problem] = inspected(f"\n{text}").problems
    assert (problem.rule, problem.line) == ("template-name-computed", 2)


def test_bytes_that_are_no_text_are_told() -> None:
    [problem] = inspected(b"\xff").problems
    assert problem.rule == "template-not-text"


def test_a_byte_order_mark_is_not_printed() -> None:
    assert inspected("\ufeffx") == inspected(b"\xef\xbb\xbfx")
    assert inspected("\ufeffx").problems == ()


def test_nothing_in_the_environment_is_different_each_time() -> None:
    assert "lipsum" not in environment().globals
    assert "random" not in environment().filters
    assert environment().autoescape is True
