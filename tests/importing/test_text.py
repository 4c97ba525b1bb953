from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.errors import UsageError
from site_builder.importing.text import read_text_file
from tests.importing.shown import errors, of_text, shown, words, words_of

PIECES = st.sampled_from(
    [
        *"a B7 foo é 日本 $ % ^ \" ' ... -- * ** _ __ ` ``` ~~~ [ ] ( ) { } | < > & \\ ! : --- === /// {{x}}".split(),
        *"[^1] [@x] @lee2020 {#id} HTML \\* |---|---| <b> </b> <script> &amp; &#65; &lt ![x](y) [a](b.md)".split(),
        *"<http://x.y> http://x.y/z_a_ <a@b.co>".split(),
        *(" ", "  ", "\n", "\n\n", "\n    ", "\r\n", "\t", "\v", "\u2028", "\u00a0", "\ufeff", "\ue000"),
        *("- ", "+ ", "* ", "1. ", "12. ", "1990. ", "1) ", "• ", "#", "# ", "## ", "> ", ": ", "word bar"),
        *("[^1]: ", "[@x; @y]", "{: .c}", "*[HTML]: x", "| a | b |", "<!-- x -->", "/// note\n", "[a]: http://x"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=150)
def test_any_text_is_an_article_without_an_error_and_no_word_is_lost(text: str) -> None:
    seen = re.sub("[\ufeff\ue000]", "", text)
    if not words(seen):
        return
    article = of_text(text)
    assert errors(article) == []
    numbers = re.findall(r"(?:^|[\n\r\v\u2028])\s*(\d{1,2})[.)]\s", seen)
    assert Counter(words(seen)) - Counter(words_of(article)) - Counter(numbers) == Counter()


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_characters_at_all_are_an_article_or_are_refused(text: str) -> None:
    try:
        article = of_text(text)
    except UsageError:
        return
    assert errors(article) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("One line\ngoes on.\n\nAnother.", "One line goes on.\n\nAnother.\n"),
        ("A.\r\n\r\nB.\r\n", "A.\n\nB.\n"),
        ("Intro.\n\nPart\n====\n\nText.", "Intro.\n\n## Part\n\nText.\n"),
        ("Intro.\n\nPart\n====\nSub\n---\nText.", "Intro.\n\n## Part\n\n### Sub\n\nText.\n"),
        ("Intro.\n\n### Deep\n\n# High\n\n#### Low", "Intro.\n\n## Deep\n\n## High\n\n### Low\n"),
        ("A.\n- one\n- two\n  more\n    - within\n- three", "A.\n\n- one\n- two more\n    - within\n- three\n"),
        ("A.\n\n• one\n• two", "A.\n\n- one\n- two\n"),
        ("A.\n\n* one\n* two", "A.\n\n- one\n- two\n"),
        ("A.\n\n1. one\n2. two\n\nEnd.", "A.\n\n1. one\n2. two\n\nEnd.\n"),
        ("A.\n\n3) three\n4) four", "A.\n\n3. three\n4. four\n"),
        ("A.\n\n- - -\n\nB.", "A.\n\n---\n\nB.\n"),
        ("A.\n\n1990. It was.", "A.\n\n1990\\. It was.\n"),
        ("Take *one* [@x] of {it}.", "Take \\*one\\* \\[@x\\] of \\{it\\}.\n"),
        ("Take a_b _c_ | <b>d</b>.", "Take a_b \\_c\\_ \\| &lt;b>d&lt;/b>.\n"),
        ("/// note\ntext\n///", "&#47;// note text ///\n"),
        ("> quoted", "\\> quoted\n"),
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_they_mean_it(text: str, body: str) -> None:
    assert of_text(text).body == body


def test_each_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    long = "word " * 40
    article = of_text(f"{long}\nShort one.\n- item\n- other")
    assert article.body.endswith("word\n\nShort one.\n\n- item\n- other\n")
    assert max(map(len, article.body.split("\n"))) <= 120


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Before your visit\n\nEat little.", "Before your visit", "Eat little.\n"),
        ("# Before your visit\n\nEat little.", "Before your visit", "Eat little.\n"),
        ("Before your visit\n-----------------\nEat little.", "Before your visit", "Eat little.\n"),
        ("Eat little.\n\nThen come.", "File", "Eat little.\n\nThen come.\n"),
        ("Only this", "File", "Only this\n"),
        ("Before *you* eat & drink\n\nText.", "Before *you* eat & drink", "Text.\n"),
    ],
)
def test_the_title_is_the_first_line_where_that_is_one(text: str, title: str, body: str) -> None:
    article = of_text(text)
    assert (article.title, article.body) == (title, body)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Niño – “sí”".encode(), ()),
        ("\ufeffNiño – “sí”".encode(), ()),
        ("Niño – “sí”".encode("utf-16"), ("The file was read as UTF-16; the article is UTF-8.",)),
        (b"\xfe\xff" + "Niño – “sí”".encode("utf-16-be"), ("The file was read as UTF-16; the article is UTF-8.",)),
        ("Niño – “sí”".encode("cp1252"), ("The file was read as Windows-1252; the article is UTF-8.",)),
    ],
)
def test_the_encoding_is_found_out_and_said(data: bytes, told: tuple[str, ...]) -> None:
    found = read_text_file(data)
    assert found.html == "<p>Niño – “sí”</p>"
    assert found.notes == told


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea", "a\0b".encode("utf-16")])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"NUL|UTF-16"):
        read_text_file(data)


def test_a_list_of_sources_stays_with_a_hint() -> None:
    article = of_text("Sleep helps [1].\n\nReferences\n==========\n\n1. Lee A. Sleep. 2020.\n2. Roe B.")
    assert article.body.endswith("## References\n\n1. Lee A. Sleep. 2020.\n2. Roe B.\n")
    assert "[@key]" in " ".join(article.notes)
    assert "Sleep helps [1]." in shown(article).html
