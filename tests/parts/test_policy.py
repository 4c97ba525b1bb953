"""The Content Security Policy of a page."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from site_builder.model.output import Inline
from site_builder.parts.policy import PLACE, policy, together, with_policy


def source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (each.split() for each in text.split("; "))}


def test_a_page_may_load_from_its_own_host_and_run_nothing_inline() -> None:
    assert directives(policy(Inline())) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }


def test_what_stands_in_the_page_is_allowed_by_its_digest() -> None:
    html = f'<head>{PLACE}<style media="print">\np {"{}"} é\n</style><script>run("é")</script></head>'
    filled, inline = with_policy(html, searches=False)
    assert inline == Inline((source('run("é")'),), (source("\np {} é\n"),))
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(inline)}">' in filled
    assert directives(policy(inline))["script-src"] == ["'self'", source('run("é")')]
    assert directives(policy(inline))["style-src"] == ["'self'", source("\np {} é\n")]


@pytest.mark.parametrize(
    "html",
    [
        '<script type="module" src="/js/start.js"></script>',
        '<script src="/js/start.js"></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
    ],
)
def test_files_and_data_need_no_digest(html: str) -> None:
    assert with_policy(html, searches=False)[1] == Inline()


def test_the_page_itself_allows_its_data_for_the_html_checker() -> None:
    filled, _ = with_policy(f'{PLACE}<script type="application/ld+json">{{}}</script>', searches=False)
    assert source("{}") in filled


def test_only_the_search_may_run_web_assembly() -> None:
    _, inline = with_policy("<p>", searches=True)
    assert directives(policy(inline))["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_nothing_unsafe_is_ever_allowed() -> None:
    every = policy(Inline(("'sha256-a'",), ("'sha256-b'",), ("https://forms.example",), searches=True))
    assert not any(unsafe in every for unsafe in ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "data:"))


def test_a_form_may_be_sent_to_its_own_endpoint() -> None:
    html = '<form action="/search/"></form><form method="post" action="https://forms.example:8443/a?b#c"></form>'
    _, inline = with_policy(html, searches=False)
    assert directives(policy(inline))["form-action"] == ["'self'", "https://forms.example:8443"]


def test_a_template_that_leaves_no_place_for_it_gets_none() -> None:
    assert with_policy("<p>A</p>", searches=True)[0] == "<p>A</p>"


def test_the_policy_of_several_pages_allows_what_each_does() -> None:
    one, other = Inline(("b",), ("s",), ("https://x.example",)), Inline(("a", "b"), (), (), searches=True)
    assert together([one, other]) == Inline(("a", "b"), ("s",), ("https://x.example",), searches=True)
    assert together([]) == Inline()


@pytest.mark.parametrize(
    "script",
    [
        "<script>run()</script>",
        "<SCRIPT>run()</SCRIPT >",
        '<script data-src="/x.js">run()</script>',
        "<script type='application/javascript'>run()</script>",
        '<script\n  type="module"\n>run()</script\n>',
    ],
)
def test_a_script_is_found_however_it_is_written(script: str) -> None:
    assert with_policy(PLACE + script, searches=False)[1].scripts == (source("run()"),)


@pytest.mark.parametrize(
    "script",
    ['<script src="/x.js"></script>', "<script SRC=/x.js></script>", '<script type="application/ld+json">{}</script>'],
)
def test_a_file_or_data_is_no_script_of_the_page(script: str) -> None:
    assert with_policy(PLACE + script, searches=False)[1].scripts == ()


def test_styles_are_found_however_they_are_written() -> None:
    assert with_policy(f"{PLACE}<STYLE>p{{}}</style >", searches=False)[1].styles == (source("p{}"),)
