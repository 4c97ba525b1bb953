from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from site_builder.cache.memo import CacheDamaged
from site_builder.digest import digest_bytes
from site_builder.model.document import BlockSlot, CitationMark, LinkEnd, LinkStart, PictureSlot, Text
from site_builder.model.inputs import Source
from site_builder.model.output import Rendered, RenderTask, Template
from site_builder.model.rule import Rulebook
from site_builder.model.site import ConsultationBlock, Frame, Illustration, PictureFile, PlacedBlock, Prose
from site_builder.rules.packs import shipped
from site_builder.stages import render as module
from site_builder.stages import template as templates
from site_builder.stages.render import quick_escape, render
from site_builder.stages.template import inspect
from tests.blobs import MemoryBlobs
from tests.builders import interface


class View(msgspec.Struct, frozen=True):
    title: str = "A title"
    prose: Prose | None = None
    day: date = date(2026, 11, 2)
    frame: Frame | None = None


@pytest.fixture(autouse=True)
def _layout_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `page.html` show a View, as each layout shows the view of its kind."""
    monkeypatch.setattr(module, "VIEWS", {"page.html": View})


def rendered(view: View = View(), language: str = "en", **templates: str) -> tuple[str, Rendered]:  # noqa: B008
    """Return the page that the template `page` makes of `view`."""
    blobs = MemoryBlobs()
    made = []
    for name, text in templates.items():
        source = Source(f"templates/{name}.html", blobs.keep(text.encode()), len(text))
        facts = inspect(source, blobs)
        assert facts.problems == ()
        made.append(Template(facts.name, facts.code, facts.text))
    done = render(task(blobs, view, made, texts=(("content/a.md", blobs.keep(TEXT)),), language=language), blobs)
    return blobs.read(done.digest).decode() if done.digest else "", done


def task(
    blobs: MemoryBlobs,
    view: View,
    templates: list[Template],
    texts: tuple[tuple[str, bytes], ...] = (),
    language: str = "en",
) -> RenderTask:
    encode = msgspec.msgpack.encode
    rules = blobs.keep(encode(Rulebook(())))
    return RenderTask(
        template="page.html",
        templates=blobs.keep(encode(templates)),
        source="content/a.md",
        view=blobs.keep(encode(view)),
        texts=texts,
        rules=rules,
        interface=blobs.keep(encode(interface(language))),
        first_style=blobs.keep(b""),
    )


TEXT = msgspec.msgpack.encode(
    Text(
        ("<p>", "link", ", ", "dead", " cited", " ", "", "</p>"),
        (
            LinkStart(0, "A <title>"),
            LinkEnd(0),
            LinkStart(1, ""),
            CitationMark(((0, 0), (1, 1))),
            PictureSlot(0, 'alt "text"', ""),
            BlockSlot(0),
            LinkEnd(1),
        ),
    )
)

PROSE = Prose(
    text=b"content/a.md",
    links=("/a/", ""),
    sources=(("lee2020", 1), ("roe2021", 2)),
    pictures=(Illustration((PictureFile("/p.png", "image/png", 10),), 10, 10),),
    blocks=(PlacedBlock(ConsultationBlock("Book")),),
)


def test_a_page_is_what_its_template_makes_of_its_view() -> None:
    body, done = rendered(page="<h1>{{ view.title }}</h1>\n")
    assert body == "<h1>A title</h1>\n"
    assert (done.digest, done.size, done.problems) == (digest_bytes(body.encode()), len(body), ())


def test_templates_reach_those_that_are_with_them_and_no_others() -> None:
    body, _ = rendered(
        page='{% extends "base.html" %}{% block main %}in{% endblock %}', base="[{% block main %}{% endblock %}]"
    )
    assert body == "[in]"
    _, done = rendered(page='\n{% extends "base.html" %}')
    [problem] = done.problems
    assert (problem.file, problem.line, problem.rule) == ("templates/page.html", 2, "template-failed")
    assert "base.html" in problem.message


def test_what_a_writer_wrote_cannot_become_markup() -> None:
    view = View(title="</script><script>alert(1)</script>")
    body, _ = rendered(view, page='<title>{{ view.title }}</title><a title="{{ view.title }}">')
    assert "<script>" not in body


def test_filters_draw_every_part_of_a_text() -> None:
    template = (
        "{% for html, slot in view.prose | parts %}{{ html }}{% if slot %}[{{ slot.kind }}"
        '{% if slot.kind == "link" %} {{ slot.url }} {{ slot.title }}{% endif %}'
        '{% if slot.kind == "link-end" %} {{ slot.drawn }}{% endif %}'
        '{% if slot.kind == "citation" %}'
        "{% for mark in slot.marks %} {{ mark.number }}#{{ mark.nth }}{% endfor %}{% endif %}"
        '{% if slot.kind == "picture" %} {{ slot.picture.files[0].url }} {{ slot.alt }}{% endif %}'
        '{% if slot.kind == "block" %} {{ slot.block.heading }}{% endif %}]{% endif %}{% endfor %}'
    )
    body, done = rendered(View(prose=PROSE), page=template)
    assert done.problems == ()
    assert body == (
        "<p>[link /a/ A &lt;title&gt;]link[link-end True], [link  ]dead"
        "[citation 1#1 2#2] cited[picture /p.png alt &#34;text&#34;] [block Book][link-end False]</p>"
    )


def test_dates_are_written_without_the_locale() -> None:
    assert rendered(page="{{ view.day | day }} {{ view.day | iso }}")[0] == "November 2, 2026 2026-11-02"


@pytest.mark.parametrize(
    ("language", "page"),
    [
        ("en", "On this page: 1 article, 1,200 articles, November 2, 2026, 48.2, a, b\n"),
        ("es", "En esta página: 1 artículo, 1,200 artículos, 2 de noviembre de 2026, 48.2, a, b\n"),
    ],
)
def test_a_page_speaks_the_language_of_its_task_in_its_macros_too(language: str, page: str) -> None:
    body, done = rendered(
        language=language,
        page='{% from "inner.html" import counts %}\n{{ say("toc.title") }}: {{ counts(view) }}\n',
        inner=(
            '{% macro counts(view) -%}{{ say("articles.count", count=1) }}, {{ say("articles.count", count=1200) }}, '
            '{{ view.day | day }}, {{ "48.2" | number }}, {{ ["a", "b"] | listed }}{%- endmacro %}'
        ),
    )
    assert done.problems == ()
    assert body == page


def test_what_is_put_into_a_text_is_as_safe_as_elsewhere() -> None:
    link = '{% set page %}<a href="/">{{ view.title }}</a>{% endset %}'
    body, _ = rendered(View(title="<b>"), page=link + '{{ say("moved.text", page=page) }}')
    assert body == 'It is now at <a href="/">&lt;b&gt;</a>.'
    assert rendered(View(title="<b>"), page='{{ say("moved.text", page=view.title) }}')[0] == "It is now at &lt;b&gt;."


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("{{ view.titel }}", 1, "titel"),
        ("\n{{ nothing }}", 2, "nothing"),
        ("\n\n{{ view.title.x.y }}", 3, "x"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("\n{{ view.title + 1 }}", 2, "TypeError"),
        ("\n{{ 'gone.svg' | asset(view.frame) }}", 2, ""),
        ("\n{{ lipsum() }}", 2, "lipsum"),
        ('\n{{ say("toc.titel") }}', 2, "no text “toc.titel”"),
        ('\n{{ say("moved.text") }}', 2, "the place {page}"),
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2, "recursion"),
        ("\n{% set x = ['a'] %}\n{{ x[3] }}", 3, "3"),
    ],
)
def test_what_fails_is_told_at_the_line_of_the_template_with_the_page(template: str, line: int, says: str) -> None:
    body, done = rendered(page=template)
    assert body == ""
    [problem] = done.problems
    assert (problem.file, problem.line, problem.column) == ("templates/page.html", line, 1)
    assert problem.rule == "template-failed"
    assert says.lower() in problem.message.lower()
    assert "content/a.md" in problem.message
    assert problem.hint


def test_a_field_that_a_view_does_not_have_is_told_in_plain_words() -> None:
    [problem] = rendered(page="{{ view.titel }}")[1].problems
    assert problem.message == "The template stops here: View has no attribute 'titel' (while drawing content/a.md)"


def test_what_fails_in_a_macro_is_told_there() -> None:
    _, done = rendered(
        page='{% from "inner.html" import x %}\n{{ x(view) }}',
        inner="\n\n{% macro x(view) %}{{ view.no }}{% endmacro %}",
    )
    [problem] = done.problems
    assert (problem.file, problem.line) == ("templates/inner.html", 3)


def test_a_layout_that_is_not_there_is_told() -> None:
    _, done = rendered(other="x")
    [problem] = done.problems
    assert (problem.file, problem.line, problem.rule) == ("templates/page.html", 1, "template-failed")
    assert "there is no template 'page.html'" in problem.message


def test_a_damaged_cache_is_not_blamed_on_the_template() -> None:
    class Gone(MemoryBlobs):
        def read(self, digest: bytes) -> bytes:
            raise CacheDamaged(digest.hex())

    blobs = Gone()
    with pytest.raises(CacheDamaged):
        render(task(blobs, View(), [Template("page.html", b"0" * 16)]), blobs)


OUTER = """\
<html><body><a href="#m">Text</a>
{% block main %}
{% endblock %}
</body></html>
"""

INNER = """\
{# A comment
   of two lines. #}
{% macro figure(title, wide=false) -%}
<p>
{{ title }}</p>
{% if not wide %}

<img class="a" src="{{ title }}.png">
{% endif %}
{%- endmacro %}
"""

PAGE = """\
{% extends "outer.html" %}
{% from "inner.html" import figure %}
{% block main %}
<h1>{{ view.title }}</h1>
{{ figure("a") }}
<h4 class="{{ view.title }}">Deep</h4>
{% endblock %}
"""


def test_what_breaks_a_rule_is_told_in_the_template_that_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "rulebook", lambda *_: Rulebook(shipped()))
    body, done = rendered(page=PAGE, outer=OUTER, inner=INNER)
    assert '<img class="a" src="a.png">' in body
    found = [f"{each.file}:{each.line}:{each.column} {each.rule}" for each in done.problems]
    assert found == [
        "templates/page.html:6:1 A11Y-005",
        "templates/outer.html:1:1 A11Y-008",
        "templates/outer.html:1:1 A11Y-008",
        "templates/inner.html:8:1 A11Y-001",
        "templates/outer.html:1:1 A11Y-003",
    ]


def test_the_same_task_gives_the_same_bytes() -> None:
    template = "{{ view.title }}{% for x in [3, 1, 2] %}{{ x }}{% endfor %}"
    assert rendered(page=template) == rendered(page=template)


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.floats(), st.none(), st.text().map(Markup), st.binary()))
def test_the_quick_escape_is_the_escape(value: Any) -> None:
    assert str(quick_escape(value)) == str(escape(value))


def test_what_was_not_translated_is_drawn_in_the_language_of_the_originals() -> None:
    page = '{{ say("toc.title") }}: {{ in_originals("macro.html").words() }}\n'
    macro = '{% macro words() %}{{ say("toc.title") }}{% endmacro %}'
    blobs = MemoryBlobs()
    made = []
    for name, text in (("page", page + '{% include "macro.html" %}'), ("macro", macro)):
        source = Source(f"templates/{name}.html", blobs.keep(text.encode()), len(text))
        facts = inspect(source, blobs)
        made.append(Template(facts.name, facts.code, facts.text))
    english = blobs.keep(msgspec.msgpack.encode(interface("en")))
    done = render(msgspec.structs.replace(task(blobs, View(), made, language="es"), originals=english), blobs)
    assert blobs.read(done.digest).decode() == "En esta página: On this page\n"


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% macro deep() %}{% for i in range(10) %}{{ deep() }}{% endfor %}{% endmacro %}{{ deep() }}",
        "{{ range(10 ** 9) | list | length }}",
        "{% for i in range(3) recursive %}{{ loop(range(10 ** 5)) }}{% endfor %}",
    ],
)
def test_a_loop_that_does_not_end_is_told_and_ended(template: str) -> None:
    html, done = rendered(page=f"\n{template}")
    assert html == ""
    [problem] = done.problems
    assert (problem.file, problem.line, problem.rule) == ("templates/page.html", 2, "template-failed")
    assert "go round more than" in problem.message or "recursion" in problem.message


def test_the_loops_of_each_page_are_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "MOST_ROUNDS", 3)
    for _ in range(2):
        assert rendered(page="{% for i in range(3) %}{{ loop.revindex }}{% endfor %}")[0] == "321"
