from __future__ import annotations

import pytest
from msgspec.msgpack import encode

from site_builder.digest import digest_bytes
from site_builder.model.problem import Problem
from site_builder.model.rule import Rulebook
from site_builder.model.style import StyleTask
from site_builder.stages.style import bundle
from tests.blobs import holding

NO_RULES = Rulebook(())


def bundled(
    addresses: dict[str, str] | None = None, rules: Rulebook = NO_RULES, **sheets: str | bytes
) -> tuple[str, tuple[Problem, ...]]:
    """Return what stands in the page, then the stylesheet, of `sheets` under static/css/, and what is wrong."""
    data = {name: text.encode() if isinstance(text, str) else text for name, text in sheets.items()}
    task = StyleTask(
        tuple((f"static/css/{name.replace('__', '/')}.css", digest_bytes(each)) for name, each in data.items()),
        tuple((addresses or {}).items()),
        digest_bytes(encode(rules)),
    )
    blobs = holding(*data.values(), encode(rules))
    made = bundle(task, blobs)
    text = blobs.read(made.digest).decode()
    assert made.size == len(text.encode())
    return blobs.read(made.first).decode() + text, made.problems


def test_imports_stand_in_the_place_and_order_of_their_lines() -> None:
    text, problems = bundled(
        site="@import \"tokens.css\";\n@import 'base.css' ;\np { margin: 0 }\n",
        tokens=":root { --a: 1 }\n",
        base="body { margin: 0 }\n",
    )
    assert text == ":root { --a: 1 }\nbody { margin: 0 }\np { margin: 0 }\n"
    assert problems == ()


def test_imports_are_relative_to_the_sheet_that_names_them() -> None:
    text, problems = bundled(
        site='@import "components/card.css";\n',
        components__card='@import "../base.css";\n@import "inner/x.css";\n.card { }\n',
        base="body { }\n",
        components__inner__x=".x { }\n",
    )
    assert text == "body { }\n.x { }\n.card { }\n"
    assert problems == ()


def test_addresses_are_the_final_ones() -> None:
    text, problems = bundled(
        {"static/fonts/a.woff2": "/b/fonts/a.0123456789abcdef.woff2", "static/css/b.svg": "/b/css/b.01.svg"},
        site="@font-face { src: url(../fonts/a.woff2) }\np { background: url( 'b.svg' ) }\n",
    )
    assert 'url("/b/fonts/a.0123456789abcdef.woff2")' in text
    assert 'url("/b/css/b.01.svg")' in text
    assert problems == ()


def test_what_is_written_out_in_the_sheet_stays() -> None:
    css = 'p { background: url("data:image/png;base64,AA=="); filter: url(#blur) }\n'
    assert bundled(site=css) == (css, ())


def test_comments_and_empty_lines_go() -> None:
    text, _ = bundled(site="/* one\n   two */\n\n\np { /* in */ margin: 0 }\n\n")
    assert text == "p { margin: 0 }\n"


def test_a_comment_that_imports_imports_nothing() -> None:
    assert bundled(site='/* @import "gone.css"; url(gone.png) */\np { }\n') == ("p { }\n", ())


@pytest.mark.parametrize(
    ("css", "rule", "line"),
    [
        ('p { }\n@import "gone.css";\n', "style-import", 2),
        ('@import "../../content/clinic.yaml";\n', "style-import", 1),
        ('/* one\ntwo */\n@import "site.css";\n', "style-import", 3),
        ("p { }\n\np { background: url(gone.png) }\n", "style-file-missing", 3),
        ("p { background: url(https://elsewhere.example/a.png) }\n", "style-file-missing", 1),
        ("p { background: url(../../content/clinic.yaml) }\n", "style-file-missing", 1),
        ("p { background: url(/a.png) }\n", "style-file-missing", 1),
    ],
)
def test_what_is_not_there_is_told_at_its_line(css: str, rule: str, line: int) -> None:
    _, [problem] = bundled(site=css)
    assert (problem.file, problem.rule, problem.line, problem.column) == ("static/css/site.css", rule, line, 1)
    assert problem.hint


def test_a_missing_file_is_told_at_the_sheet_that_names_it() -> None:
    _, [problem] = bundled(site='@import "a.css";\n', a="\n\np { background: url(gone.png) }\n")
    assert (problem.file, problem.line) == ("static/css/a.css", 3)


def test_a_ring_of_imports_ends_and_is_told() -> None:
    text, [problem] = bundled(site='@import "a.css";\n', a='@import "b.css";\n.a { }\n', b='@import "a.css";\n.b { }\n')
    assert text == ".b { }\n.a { }\n"
    assert (problem.file, problem.rule) == ("static/css/b.css", "style-import")


def test_a_sheet_that_many_import_does_not_multiply() -> None:
    sheets = {f"s{n}": f'@import "s{n + 1}.css";\n@import "s{n + 1}.css";\n' for n in range(30)}
    text, _ = bundled(None, Rulebook(()), site='@import "s0.css";\n', **sheets, s30=".last { }\n")
    assert text == ".last { }\n"


def test_a_sheet_that_is_not_text_is_told() -> None:
    text, [problem] = bundled(site='@import "a.css";\np { }\n', a=b"\xff")
    assert text == "p { }\n"
    assert (problem.file, problem.rule) == ("static/css/a.css", "style-not-text")


def test_a_byte_order_mark_and_foreign_line_ends_leave_no_trace() -> None:
    text, problems = bundled(site='\ufeff@import "a.css";\r\np { }\r\n', a="\ufeff.a { }\r\n")
    assert text == ".a { }\np { }\n"
    assert problems == ()


def test_what_the_first_screen_needs_stands_before_the_rest_and_not_in_it_again() -> None:
    text, problems = bundled(
        first='@import "tokens.css";\n',
        site='@import "tokens.css";\np { margin: 0 }\n',
        tokens=":root { --a: 1 }\n",
    )
    assert text == ":root { --a: 1 }p { margin: 0 }\n"
    assert problems == ()


def test_styles_that_would_end_their_element_in_the_page_are_refused() -> None:
    _, [problem] = bundled(first='p::before {\n  content: "</STYLE>";\n}\n', site="")
    assert (problem.file, problem.line, problem.rule) == ("static/css/first.css", 1, "style-ends-early")
