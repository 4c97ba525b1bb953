from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.urls import (
    Identity,
    data_file,
    escape,
    identify,
    is_web_address,
    original_path,
    slug,
    split_url,
    translation_path,
    unportable,
)


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("content/about.md", Identity("page", "about", "")),
        ("content/about.es.md", Identity("page", "about", "es")),
        ("content/about.pt-br.md", Identity("page", "about", "pt-br")),
        ("content/articles/sleep.md", Identity("article", "sleep", "")),
        ("content/articles/sleep.es.md", Identity("article", "sleep", "es")),
        ("content/articles/sleep/index.md", Identity("article", "sleep", "")),
        ("content/articles/sleep/index.es.md", Identity("article", "sleep", "es")),
        ("content/articles/index.md", Identity("article", "index", "")),
        ("content/faq/can-i-nap.md", Identity("question", "can-i-nap", "")),
        ("content/services/night.md", Identity("service", "night", "")),
        ("content/articles/version-1.2.md", Identity("article", "version-1.2", "")),
    ],
)
def test_a_path_says_what_a_file_is(path: str, identity: Identity) -> None:
    assert identify(path) == identity


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/sleep/more.md",
        "content/articles/2026/sleep/index.md",
        "content/faq/sleep/index.md",
        "content/news/sleep.md",
        "templates/about.md",
        "about.md",
        "content",
    ],
)
def test_no_page_is_made_of_a_file_elsewhere(path: str) -> None:
    assert identify(path) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can I nap?", "can-i-nap"),
        ("  Dreams & sleep -- what now?  ", "dreams-sleep-what-now"),
        ("Depresión y niños", "depresion-y-ninos"),
        ("ﬁne", "fine"),
        ("2026-11-20", "2026-11-20"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("睡眠", ""),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_slug_is_plain_letters_digits_and_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_of_anything_is_safe_in_a_path_and_stays_the_same(text: str) -> None:
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert slug(made) == made


def test_composed_and_decomposed_letters_make_one_slug() -> None:
    assert slug("ni\u00f1o") == slug("nin\u0303o") == "nino"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("articles/sleep/", "articles/sleep/"),
        ("a b/é", "a%20b/%C3%A9"),
        ("100%", "100%25"),
        ('a"<b>', "a%22%3Cb%3E"),
        ("a?b#c", "a%3Fb%23c"),
        ("a~b!c$d&e'f(g)*+,;=:@", "a~b!c$d&e'f(g)*+,;=:@"),
    ],
)
def test_an_address_is_percent_encoded_where_it_must_be(path: str, expected: str) -> None:
    assert escape(path) == expected


@pytest.mark.parametrize(
    "name", ["a.md", "con-article.md", "console.md", "com10", "é.md", ".nojekyll", "a b", "n" * 255]
)
def test_names_that_every_system_can_hold(name: str) -> None:
    assert unportable(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con.md",
        "Nul.tar.gz",
        "aux .md",
        "lpt9",
        "COM¹.md",
        "a:b",
        "a*b",
        'a"b',
        "a<b",
        "a\\b",
        "a|b",
        "a?b",
        "a\nb",
        "a\x00b",
        "ends.",
        "ends ",
        "n" * 256,
        "é" * 128,
    ],
)
def test_names_that_windows_or_any_disk_cannot_hold(name: str) -> None:
    assert unportable(name)


@pytest.mark.parametrize(
    "text",
    [
        "https://clinic.example",
        "https://clinic.example/",
        "http://localhost:8000/a/b/",
        "https://xn--nio-8ma.example/~x",
    ],
)
def test_web_addresses(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "clinic.example",
        "//clinic.example",
        "ftp://clinic.example",
        "https://",
        "https:///path",
        "https://a b",
        "https://clinic.example/?q",
        "https://clinic.example/#part",
        "https://[bad",
        "https://clinic.example:port/",
        "https://clinic.example:999999/",
        "https://u:p@clinic.example/",
        'https://clinic.example/"',
        "https://clinic.example/<b>",
        "https://clinic.example/../x",
        "https://clinic.example\n",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("url", "origin", "base"),
    [
        ("https://clinic.example", "https://clinic.example", "/"),
        ("https://clinic.example/", "https://clinic.example", "/"),
        ("https://host.example/clinic", "https://host.example", "/clinic/"),
        ("https://host.example/a/b/", "https://host.example", "/a/b/"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000", "/x/"),
        ("https://[::1", "https://[::1", "/"),
        ("nonsense", "nonsense://", "/"),
    ],
)
def test_the_address_of_the_site_is_an_origin_and_a_base_path(url: str, origin: str, base: str) -> None:
    assert split_url(url) == (origin, base)


@pytest.mark.parametrize(
    ("path", "original", "language"),
    [
        ("content/clinic.es.yaml", "content/clinic.yaml", "es"),
        ("content/figures.pt-BR.yaml", "content/figures.yaml", "pt-BR"),
        ("content/clinic.yaml", "content/clinic.yaml", ""),
        ("content/rules.es.yaml", "content/rules.es.yaml", ""),
        ("content/articles/clinic.es.yaml", "content/articles/clinic.es.yaml", ""),
    ],
)
def test_a_data_file_says_what_it_translates(path: str, original: str, language: str) -> None:
    assert data_file(path) == (original, language)


@pytest.mark.parametrize("path", ["content/a.md", "content/articles/a/index.md", "content/clinic.yaml"])
def test_a_translation_lies_beside_its_original(path: str) -> None:
    assert original_path(translation_path(path, "es")) == path
