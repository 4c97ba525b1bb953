"""parse: one content file becomes a document, and a bad one a document with problems, never an exception."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.digest import digest, digest_bytes
from site_builder.model.document import BlockUse, Citation, CitationMark, Document, Heading, Link, Text
from site_builder.model.front_matter import ArticleTranslation
from site_builder.model.inputs import Source
from site_builder.model.problem import Place, Severity
from site_builder.model.rule import Rulebook
from site_builder.stages.parse import parse
from tests.markup.rendering import WORDS

HEAD = """\
---
title: How long it lasts
description: For weeks.
date: 2026-09-01
reviewed: 2026-09-02
reviewed_by: nurse
key_points:
  - It fades [@b].
  - "It's < a cure."
---
"""
"""The front matter of an article; its body begins on line 11."""

PATH = "content/articles/how-long.md"


class MemoryBlobs:
    """Contents by their digest, in memory."""

    def __init__(self) -> None:
        self.contents: dict[bytes, bytes] = {}

    def read(self, digest: bytes) -> bytes:
        """Return what has this digest."""
        return self.contents[digest]

    def keep(self, data: bytes) -> bytes:
        """Keep `data`; return its digest."""
        key = digest_bytes(data)
        self.contents[key] = data
        return key


class Parsed(NamedTuple):
    """A document and its text."""

    document: Document
    text: Text

    @property
    def found(self) -> list[tuple[str, int, int]]:
        """Rule, line and column of each problem."""
        problems = self.document.problems
        assert list(problems) == sorted(problems)
        assert all(each.file == self.document.path and each.message and each.hint for each in problems)
        return [(each.rule, each.line, each.column) for each in problems]


NO_RULES = Rulebook(())


def parsed(data: str | bytes, path: str = PATH, book: Rulebook = NO_RULES) -> Parsed:
    """Parse one file, held to no rules unless told which."""
    blobs = MemoryBlobs()
    data = data.encode() if isinstance(data, str) else data
    document = parse(Source(path, blobs.keep(data), len(data)), book, blobs, words=WORDS)
    text = msgspec.msgpack.decode(blobs.read(document.text), type=Text)
    assert len(text.pieces) == len(text.slots) + 1
    return Parsed(document, text)


def test_an_article_becomes_a_document() -> None:
    body = "First [@a; @b].\n\n## Fading\n\nSee [this](other.md#x).\n\n/// consultation\n///\n"
    document, text = parsed(HEAD + body)
    assert document.problems == ()
    assert (document.path, document.kind, document.name, document.language) == (PATH, "article", "how-long", "")
    assert document.fields is not None
    assert dict(document.field_places)["title"] == Place(2, 8)
    assert document.key_points == (
        Text(("It fades ", "."), (CitationMark(((0, 0),)),)),
        Text(("It’s &lt; a cure.",)),
    )
    assert document.citations == (Citation("b", (Place(8, 15), Place(11, 12))), Citation("a", (Place(11, 8),)))
    assert text.slots[0] == CitationMark(((1, 0), (0, 1)))
    assert document.links == (Link("other.md#x", Place(15, 5)),)
    assert document.blocks == (BlockUse("consultation", "", (), Place(17, 1), after=2),)
    assert document.headings == (Heading(2, "fading", "Fading", Place(13, 1)),)
    assert document.ids == ("fading",)
    assert (document.words, document.summary) == (4, "First.")


@pytest.mark.parametrize(
    ("path", "kind", "name", "language"),
    [
        ("content/articles/a/index.md", "article", "a", ""),
        ("content/articles/a/index.es.md", "article", "a", "es"),
        ("content/articles/a.es.md", "article", "a", "es"),
        ("content/faq/can-i.md", "question", "can-i", ""),
        ("content/services/s.md", "service", "s", ""),
        ("content/about.md", "page", "about", ""),
    ],
)
def test_a_document_is_what_its_path_says(path: str, kind: str, name: str, language: str) -> None:
    document = parsed("---\n---\n", path).document
    assert (document.kind, document.name, document.language) == (kind, name, language)


def test_the_ids_of_a_question_begin_with_its_name() -> None:
    head = "---\nquestion: Can I?\ntopic: t\nreviewed: 2026-09-02\nreviewed_by: nurse\n---\n"
    document, text = parsed(head + "## Yes\n\n[Up](#yes)\n", "content/faq/can-i.md")
    assert document.problems == ()
    assert document.ids == ("can-i-yes",)
    assert document.links[0].target == "#can-i-yes"
    assert text.pieces[0].startswith('<h2 id="can-i-yes">')


def test_a_table_of_an_article_without_headings_is_named_after_the_article() -> None:
    assert 'aria-label="Table 1: How long it lasts"' in parsed(HEAD + "| a |\n|---|\n| b |\n").text.pieces[0]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark: bytes, end: bytes) -> None:
    data = (HEAD + "Text [@c].\n\n# H\n\n```\ncode\n```\n\n/// nope\n///\n").encode()
    assert parsed(mark + data.replace(b"\n", end)) == parsed(data)


LONG = "word " * 60


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("Short [@a].", "Short."),
        (LONG, "word " * 39 + "word…"),
        ("a" * 300, "a" * 200 + "…"),
        ("One, " * 40 + "end", ("One, " * 40).rstrip(", ") + "…"),
    ],
)
def test_a_summary_is_cut_between_words(body: str, summary: str) -> None:
    assert parsed(HEAD + body).document.summary == summary
    assert len(summary) <= 201


NUL_IN_TITLE = HEAD.replace("How", "H\0ow")
BAD_FILES: list[tuple[str, str | bytes, str, int, int]] = [
    ("empty", b"", "file-empty", 1, 1),
    ("blank", b"\n\n", "file-empty", 1, 1),
    ("no front matter", "Just text.\n", "front-matter-missing", 1, 1),
    ("unclosed front matter", "---\ntitle: T\n\nText.\n", "front-matter-unclosed", 1, 1),
    ("broken YAML", HEAD.replace("For weeks.", "For weeks: maybe"), "yaml-broken", 3, 23),
    ("tab", HEAD.replace("  - It", "\t- It"), "yaml-broken", 8, 1),
    ("unclosed quotation mark", HEAD.replace("For weeks.", '"For weeks.'), "yaml-broken", 3, 14),
    ("a list", "---\n- a\n---\n", "yaml-not-fields", 2, 1),
    ("duplicate field", HEAD.replace("date:", "title: T\ndate:"), "yaml-duplicate-field", 4, 1),
    ("unknown field", HEAD.replace("date:", "autor: x\ndate:"), "field-unknown", 4, 1),
    ("wrong type", HEAD.replace("For weeks.", "[a]"), "field-type", 3, 14),
    ("missing field", HEAD.replace("title: How long it lasts\n", ""), "field-missing", 1, 1),
    ("empty title", HEAD.replace("How long it lasts", '""'), "field-empty", 2, 8),
    ("impossible date", HEAD.replace("2026-09-01", "2026-02-30"), "field-date", 4, 7),
    ("odd date", HEAD.replace("2026-09-01", "2026-9-1"), "field-date", 4, 7),
    ("foreign date", HEAD.replace("2026-09-01", "01/09/2026"), "field-date", 4, 7),
    ("order of dates", HEAD.replace("reviewed:", "expires: 2026-08-01\nreviewed:"), "date-order", 5, 10),
    ("own reviewer", HEAD.replace("reviewed:", "author: nurse\nreviewed:"), "review-by-author", 7, 14),
    ("no review", HEAD.replace("reviewed: 2026-09-02\n", ""), "review-missing", 1, 1),
    ("odd draft", HEAD.replace("date:", "draft: yes\ndate:"), "field-truth", 4, 8),
    ("alias", HEAD.replace("For weeks.", "&a x").replace("nurse", "*a"), "yaml-reference", 3, 14),
    ("tag", HEAD.replace("For weeks.", "!!python/name:os.system"), "yaml-tag", 3, 14),
    ("deep nesting", HEAD.replace("For weeks.", "[" * 2000 + "]" * 2000), "yaml-too-deep", 3, 33),
    ("very deep nesting", HEAD.replace("For weeks.", "[" * 60_000), "yaml-too-deep", 3, 33),
    ("not UTF-8", HEAD.encode().replace(b"weeks", b"w\xe9eks"), "file-encoding", 3, 19),
    ("UTF-16", HEAD.encode("utf-16"), "file-encoding", 1, 1),
    ("NUL", NUL_IN_TITLE, "character-control", 2, 9),
    ("NUL in the body", HEAD + "a\0b", "character-control", 11, 2),
    ("private character", HEAD + "a\ue000b", "character-private", 11, 2),
    ("too large", HEAD + "a\n" * 2_000_000, "file-too-large", 1, 1),
    ("body too large", HEAD + "a\n" * 300_000, "body-too-large", 11, 1),
    ("front matter too large", HEAD.replace("For weeks.", "x" * 70_000), "front-matter-too-large", 1, 1),
    ("50,000 brackets", HEAD + "[" * 50_000, "line-too-long", 11, 1),
    ("50,000 brackets on many lines", HEAD + ("[" * 100 + "\n") * 500, "too-many-characters", 11, 1),
    ("deep lists", HEAD + "\n".join("    " * n + "- a" for n in range(500)), "nested-too-deep", 31, 1),
    ("alias outside", HEAD.replace("date:", "aliases: [/../x]\ndate:"), "field-alias", 4, 11),
    ("encoded alias", HEAD.replace("date:", "aliases: [/%2e%2e/x]\ndate:"), "field-alias", 4, 11),
    ("slug", HEAD.replace("date:", "slug: ../x\ndate:"), "field-slug", 4, 7),
    ("picture outside", HEAD.replace("date:", "image: {src: ../x.png, alt: A}\ndate:"), "field-picture", 4, 14),
    ("link outside", HEAD + "[x](../../../etc/passwd)", "link-outside", 11, 1),
    ("absolute link", HEAD + "Text [x](/about/)", "link-absolute", 11, 6),
    ("encoded link", HEAD + "[x](%2e%2e/x.md)", "link-malformed", 11, 1),
    ("javascript:", HEAD + "\n[x](javascript:alert(1))", "link-scheme", 12, 1),
    ("script", HEAD + "\nText <script>alert(1)</script>", "html-element", 12, 6),
    ("event handler", HEAD + '<b onclick="alert(1)">x</b>', "html-attribute", 11, 1),
    ("attribute list", HEAD + "Text\n{: onclick=alert(1) }", "html-attribute", 12, 4),
    ("unknown block", HEAD + "/// zote\n///", "block-unknown", 11, 5),
    ("unclosed block", HEAD + "\n/// note\nText", "block-unclosed", 12, 1),
    ("bad option", HEAD + "/// consultation\n    heading: [x]\n///", "block-option", 12, 14),
    ("malformed citation", HEAD + "Text [@a, @b]", "citation-malformed", 11, 6),
    ("malformed citation in a key point", HEAD.replace("[@b]", "[@b @c]"), "citation-malformed", 8, 14),
    ("heading of the first level", HEAD + "# T", "heading-first-level", 11, 1),
    ("picture without description", HEAD + "![](x.png)", "picture-alt-missing", 11, 1),
    ("waiver without a reason", HEAD + "<!-- lint-ok X -->", "waiver-without-reason", 11, 1),
]


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"), [each[1:] for each in BAD_FILES], ids=[each[0] for each in BAD_FILES]
)
def test_a_bad_file_is_told_at_its_place(data: str | bytes, rule: str, line: int, column: int) -> None:
    made = parsed(data)
    assert (rule, line, column) in made.found
    assert digest(made.document)


def test_all_that_is_wrong_is_told_together() -> None:
    data = (
        HEAD.replace("date: 2026-09-01", "date: 2026-9-1\nautor: x")
        + "# H\n\n[x](javascript:y) [@a b]\n\n/// nope\n///\n"
    )
    assert [rule for rule, _, _ in parsed(data).found] == [
        "field-date",
        "field-unknown",
        "heading-first-level",
        "link-scheme",
        "citation-malformed",
        "block-unknown",
    ]


@pytest.mark.parametrize("mark", ["", "----\n", "---\n"])
def test_a_file_without_front_matter_is_told_that_only(mark: str) -> None:
    made = parsed(f"{mark}title: T\n----\n# H\n\n[x](javascript:y)\n")
    assert len(made.found) == 1
    assert made.found[0][0].startswith("front-matter-")


def test_script_in_the_fields_is_text() -> None:
    document = parsed(HEAD.replace("How long it lasts", "</script><script>alert(1)</script>")).document
    assert document.problems == ()
    assert parsed(HEAD.replace("It fades", "<script>")).document.key_points[0].pieces[0].startswith("&lt;script&gt;")


def test_the_problems_of_a_draft_are_warnings() -> None:
    data = HEAD.replace("date: 2026-09-01", "date: soon\ndraft: true\nautor: x") + "# H\n\n<script>x</script>\n"
    document = parsed(data).document
    assert len(document.problems) == 4
    assert {problem.severity for problem in document.problems} == {Severity.WARNING}
    assert all(problem.message.endswith("Once it is no draft, this is an error.") for problem in document.problems)


@pytest.mark.parametrize("data", ["---\ndraft: true\ntitle: [\n---\n", "---\ndraft: true\n", "---\n- draft\n---\n"])
def test_a_draft_whose_front_matter_cannot_be_read_stays_an_error(data: str) -> None:
    assert {problem.severity for problem in parsed(data).document.problems} == {Severity.ERROR}


def test_a_text_keeps_the_numbers_that_it_gives_with_their_places() -> None:
    [contact] = parsed(HEAD + "Call 503-555-0142.\n").document.contacts
    assert (contact.given, contact.place.column) == ("503-555-0142", 6)


def test_a_broken_line_does_not_hide_that_a_text_is_a_draft() -> None:
    document = parsed('---\ntitle: "T\ndraft: true # yet\n---\n# H\n').document
    assert [(problem.rule, problem.severity) for problem in document.problems] == [
        ("yaml-broken", Severity.ERROR),
        ("heading-first-level", Severity.WARNING),
    ]


def test_a_wrong_optional_field_does_not_hide_the_document() -> None:
    made = parsed(HEAD.replace("date:", "updated: 2026-02-30\ndate:"))
    assert made.document.fields is not None
    assert made.found == [("field-date", 4, 10)]


def test_a_file_at_no_known_place_is_parsed_as_a_page() -> None:
    assert parsed("---\ntitle: T\ndescription: D\n---\n", "content/x/y.md").document.problems == ()


PIECES = st.sampled_from(
    [
        *"--- title: description: date: 2026-09-01 - [ ] { } ' \" & * ! | > # : a \n".split(" "),
        "\n",
        "\n---\n",
        HEAD,
        "\x00",
        "\r\n",
        "\ufeff",
        "\ue000",
        "# H\n",
        "[a](b.md)",
        "[@a]",
        "/// note\n",
        "///\n",
        "<b>",
        "<!--",
        "    ",
        "é",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
@example("---\n---\n")
@example("---\n...\n---\n")
@example("---\n%YAML 1.1\n---\n")
def test_nothing_that_is_written_raises(data: str) -> None:
    parsed(HEAD + data)
    parsed(data)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    parsed(data)
    parsed(HEAD.encode() + data)


SPANISH = PATH.replace(".md", ".es.md")


def test_a_translation_gives_what_it_translates_and_no_more_is_asked_of_it() -> None:
    head = (
        "---\ntitle: Cuánto dura\ndescription: Poco.\nimage: {alt: Una sala}\noriginal_digest: 0123456789abcdef\n---\n"
    )
    document, _ = parsed(head + "## Después\n\nDura poco.\n", SPANISH)
    assert document.problems == ()
    assert (document.kind, document.name, document.language) == ("article", "how-long", "es")
    assert isinstance(document.fields, ArticleTranslation)
    assert document.fields.original_digest == "0123456789abcdef"
    assert [heading.id for heading in document.headings] == ["despues"]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("title: Cuánto dura\n", ("field-missing", 1, 1)),
        ("title: Cuánto dura\ndescription: Poco.\nimage: {caption: Una sala}\n", ("field-missing", 4, 8)),
        ("title: Cuánto dura\ndescription: Poco.\ndate: ayer\n", ("field-date", 4, 7)),
        ("title: Cuánto dura\ndescription: Poco.\noriginal: 01\n", ("field-unknown", 4, 1)),
    ],
)
def test_what_is_wrong_in_a_translation_is_told_at_its_place(head: str, found: tuple[str, int, int]) -> None:
    document, _ = parsed(f"---\n{head}---\nDura poco.\n", SPANISH)
    assert Parsed(document, Text(("",))).found == [found]


def test_only_a_translation_says_what_it_translates() -> None:
    document, _ = parsed("---\noriginal_digest: 0123456789abcdef\n" + HEAD.removeprefix("---\n"))
    assert [(each.rule, each.line) for each in document.problems] == [("field-unknown", 2)]


def test_the_words_of_a_text_are_known_whatever_stands_around_them() -> None:
    document, _ = parsed(HEAD + "It lasts.\n")
    assert (
        document.wording
        == parsed(HEAD.replace("date: 2026", "updated: 2026-12-30\ndate: 2026") + "It  lasts.\n\n\n")[0].wording
    )
    assert document.wording != parsed(HEAD + "It does not last.\n")[0].wording
