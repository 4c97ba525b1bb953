"""Contrast and focus, read from the stylesheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.checks.pages.styles import blocks_of, contrast, faults_of_styles
from site_builder.model.rule import Rulebook
from site_builder.rules.packs import shipped
from tests.builders import shown_as

BOOK = Rulebook(shipped())

TOKENS = """\
:root {
  --color-ground: light-dark(#fff, #000000);
  --color-ink: light-dark(#222, #eee);
  --color-faint: light-dark(#888, #ccc);
  --color-edge: light-dark(#aaa, #777);
  --color-alias: var(--color-faint);
}
"""

BODY = "body { background: var(--color-ground); color: var(--color-ink) }\n"


def found(site: str, tokens: str = TOKENS) -> list[str]:
    """Return what is wrong with the stylesheets, tokens.css first."""
    sheets = [("static/css/tokens.css", tokens), ("static/css/site.css", site)]
    return [f"{shown_as(each)} {each.message}" for each in faults_of_styles(sheets, BOOK)]


def test_the_contrast_is_that_of_wcag() -> None:
    white, grey = (1.0, 1.0, 1.0), (0x88 / 255,) * 3
    assert contrast(white, (0.0, 0.0, 0.0)) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(3.54, abs=0.01)


def test_text_that_is_too_faint_is_told_at_the_line_of_its_token() -> None:
    assert found(BODY + ".note { color: var(--color-faint) }\n") == [
        "static/css/tokens.css:4:1: error[A11Y-004] --color-faint on --color-ground has a contrast of 3.5:1"
        " in daylight; 4.5:1 is needed."
    ]


def test_each_scheme_is_looked_at() -> None:
    tokens = TOKENS.replace("#888, #ccc", "#222, #333")
    [line] = found(BODY + ".note { color: var(--color-faint) }\n", tokens)
    assert "at night" in line


def test_a_token_may_stand_for_another() -> None:
    [line] = found(BODY + ".note { color: var(--color-alias) }\n")
    assert line.startswith("static/css/tokens.css:6:1:")


def test_a_colour_without_a_token_is_told_where_it_stands() -> None:
    [line, *_] = found("p {\n  background: #fff;\n  color: #888;\n}\n")
    assert line.startswith("static/css/site.css:3:1: error[A11Y-004] #888 on #fff has a contrast of 3.5:1; 4.5:1")


def test_text_on_its_own_ground_is_not_laid_on_others() -> None:
    assert found(BODY + ".button { background: var(--color-ink); color: var(--color-ground) }\n") == []


def test_a_state_has_the_text_of_its_element() -> None:
    css = BODY + ".a { background: #000; color: #fff }\n.a:hover { background: #111 }\n"
    assert found(css) == []
    assert len(found(css + ".a:focus { background: #eee }\n")) == 1


def test_the_edge_of_a_control_needs_less_and_other_lines_nothing() -> None:
    [line] = found(BODY + ".form__input { border-color: var(--color-edge) }\n")
    assert line.startswith("static/css/tokens.css:5:1: error[A11Y-004] --color-edge on --color-ground")
    assert "; 3:1 is needed." in line
    assert found(BODY + ".card { border-color: var(--color-edge) }\n") == []


@pytest.mark.parametrize(
    "css",
    [
        "@media print { p { color: #aaa } }",
        "@media (forced-colors: active) { p { color: #aaa } }",
        "p { color: inherit }",
        "p { color: color-mix(in srgb, red, blue) }",
        "p { color: var(--color-gone) }",
        "p { color: #8888 }",
        "/* p { color: #aaa } */",
    ],
)
def test_what_cannot_be_computed_is_let_be(css: str) -> None:
    assert found(BODY + css) == []


def test_a_ring_of_tokens_comes_to_an_end() -> None:
    assert found(BODY + "p { color: var(--a) }", TOKENS + ":root { --a: var(--b); --b: var(--a) }") == []


@pytest.mark.parametrize(
    "css",
    [":focus { outline: none }", "a:focus-visible {\n  outline: 0;\n}", "input:focus { outline-style: none }"],
)
def test_a_focus_that_cannot_be_seen_is_told(css: str) -> None:
    [line] = found(css)
    assert line.startswith(f"static/css/site.css:{1 + css.count(chr(10), 0, css.index('outline'))}:1: error[A11Y-008]")


@pytest.mark.parametrize(
    "css",
    [
        ":focus-visible { outline: 3px solid teal }",
        "a:focus { outline: none; box-shadow: 0 0 0 3px #000 }",
        "main:focus { outline: none }",
        "a { outline: none }",
    ],
)
def test_a_focus_that_is_seen_otherwise_is_let_be(css: str) -> None:
    assert found(css) == []


def test_blocks_keep_their_lines_and_what_is_around_them() -> None:
    text = "/* a\n b */\n@import 'x.css';\n@media (width > 1px) {\n  p,\n  a {\n    color: red;\n    margin: 0\n  }\n}\nb { x: y }\n"
    blocks = list(blocks_of("a.css", text))
    assert [(block.selector, block.media) for block in blocks] == [("p, a", "@media (width > 1px)"), ("b", "")]
    assert [(each.name, each.value, each.line) for each in blocks[0].declarations] == [
        ("color", "red", 7),
        ("margin", "0", 8),
    ]


def test_the_theme_that_ships_has_no_fault() -> None:
    folder = Path(__file__).parents[3] / "static" / "css"
    sheets = [(str(file), file.read_text("utf-8")) for file in sorted(folder.rglob("*.css"))]
    assert len(sheets) > 10
    assert list(faults_of_styles(sheets, BOOK)) == []
