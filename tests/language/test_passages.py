from __future__ import annotations

from textwrap import dedent

import pytest

from site_builder.language.passages import Passage, Role, line_passage, passages
from site_builder.model.problem import Place


def read(text: str, first_line: int = 1) -> list[Passage]:
    return list(passages(dedent(text).lstrip("\n"), first_line))


def told(text: str) -> list[tuple[str, str]]:
    return [(passage.role.value, passage.text) for passage in read(text)]


def places(text: str, *words: str) -> list[tuple[int, int]]:
    """Return where each of `words`, which stand in the one passage of `text`, is found."""
    (passage,) = read(text)
    found = [passage.place(passage.text.index(word)) for word in words]
    return [(place.line, place.column) for place in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo  \nthree.\n\nFour.", [("paragraph", "One two three."), ("paragraph", "Four.")]),
        ("Title\n=====\n\nPart\n---\nText", [("heading", "Title"), ("heading", "Part"), ("paragraph", "Text")]),
        ("## Part {: #id }\nText\n### Other ##", [("heading", "Part"), ("paragraph", "Text"), ("heading", "Other")]),
        ("One\n\n---\n\n* * *\n\nTwo", [("paragraph", "One"), ("paragraph", "Two")]),
        ("> One\n> two\n>\n> Three\n\nFour", [("quotation", "One two"), ("quotation", "Three"), ("paragraph", "Four")]),
        ("> - one\n> - two", [("quotation", "one"), ("quotation", "two")]),
        ("Text[^1].\n\n[^1]: A note.", [("paragraph", "Text."), ("note", "A note.")]),
        ("Term\n:   Its meaning", [("paragraph", "Term"), ("paragraph", "Its meaning")]),
        ("![A *cat*](a.jpg) and text", [("paragraph", "and text"), ("picture", "A cat")]),
        ("![A cat](a.jpg)", [("picture", "A cat")]),
        ("", []),
        ("\n  \n\n", []),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_levels_of_headings() -> None:
    found = [passage.level for passage in read("Title\n===\n\nPart\n---\n\n### Other\n\n/// note | Box\nText\n///")]
    assert found == [1, 2, 3, 0, 0]


def test_lists_within_lists() -> None:
    text = """
        - one
        - two
          more
            - within

            second paragraph
        - [ ] task
        1. first

        After
        """
    assert told(text) == [
        ("item", "one"),
        ("item", "two more"),
        ("item", "within"),
        ("paragraph", "second paragraph"),
        ("item", "task"),
        ("item", "first"),
        ("paragraph", "After"),
    ]


@pytest.mark.parametrize("table", ["| A | B |\n|---|---|\n| one | two |", "| A | B |\n| :-- | --: |\n| one | two |"])
def test_tables(table: str) -> None:
    assert told(f"{table}\n\nText") == [("row", "| A | B |"), ("row", "| one | two |"), ("paragraph", "Text")]


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```",
        "~~~ python\ncode\n\n```\n~~~",
        "    code",
        "\tcode",
        "<!-- a comment -->",
        "<!--\nlong\n\ncomment\n-->",
        "*[NNT]: number needed to treat",
        "[ref]: https://a.example 'Title'",
        "/// compare\n    rows: [a, b]\n///",
        "{: .lead }",
        "`code`",
    ],
)
def test_what_is_no_word_is_left_out(text: str) -> None:
    assert told(f"{text}\n\nText") == [("paragraph", "Text")]


def test_the_title_and_the_words_of_a_block_are_read_and_its_options_are_not() -> None:
    text = "/// note | A title\n    attrs: {class: x}\n\nWords.\n///\nText"
    assert told(text) == [("heading", "A title"), ("paragraph", "Words."), ("paragraph", "Text")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**bold** and *soft*, __strong__ and _light_", "bold and soft, strong and light"),
        ("***both*** and 2*3", "both and 2*3"),
        ("snake_case_name", "snake_case_name"),
        ("It’s “good” … ‘x’", "It's \"good\" ... 'x'"),
        ("a\u00a0b&nbsp;c &amp; d&hellip; &rsquo;", "a b c & d... '"),
        ("ke\u00adta\u200bmine", "ketamine"),
        ("non\u2011opioid", "non-opioid"),
        (r"a\*b \[not\]", "a*b [not]"),
        ("[words](a.md) and [more][ref] and [short]", "words and more and short"),
        ("([link](a(b).md))", "(link)"),
        ("text [@a; @b] and [ @c ]", "text [@a; @b] and [ @c ]"),
        ("go to <https://a.example/x> or https://b.example/y.", "go to or ."),
        ('<b title="x > y">bold</b>, 5 < 6 and 7 > 3', "bold, 5 < 6 and 7 > 3"),
        ("one <!-- not this --> two `code` three", "one two three"),
        ("one{: .x } two {: #y }", "one two"),
        ("left **open", "left open"),
    ],
)
def test_marks_are_taken_off(text: str, plain: str) -> None:
    assert [passage.text for passage in read(text)] == [plain]


def test_places_behind_marks() -> None:
    assert places("A **bold** [link](a.md) end", "A", "bold", "link", "end") == [(1, 1), (1, 5), (1, 13), (1, 25)]
    assert places("It’s&nbsp;&ldquo;so&rdquo; good", "It's", '"so', "so", "good") == [(1, 1), (1, 11), (1, 18), (1, 28)]
    assert places("a… b&hellip;c", "b", "c") == [(1, 4), (1, 13)]
    assert places("one <!-- x --> two", "two") == [(1, 16)]


def test_places_in_lines_that_go_on() -> None:
    assert places("one\n   two  \nthree", "one", "two", "three") == [(1, 1), (2, 4), (3, 1)]
    assert places("> one\n> two", "one", "two") == [(1, 3), (2, 3)]
    assert places("- one\n  two", "one", "two") == [(1, 3), (2, 3)]
    assert places("- [ ] task", "task") == [(1, 7)]


def test_places_count_from_the_first_line_of_the_file() -> None:
    heading, text = read("## Part\n\nText", first_line=12)
    assert (heading.place(0), text.place(0)) == (Place(12, 4), Place(14, 1))


def test_the_place_of_what_was_put_in_is_that_of_what_it_stands_for() -> None:
    (passage,) = read("a&hellip;b")
    assert passage.text == "a...b"
    assert [passage.place(index).column for index in range(5)] == [1, 2, 3, 4, 10]


def test_the_place_behind_the_last_word() -> None:
    (passage,) = read("a **b**")
    assert passage.place(3).column <= 8


def test_places_of_the_words_of_a_picture() -> None:
    text, picture = read("Text ![A **cat**\non a mat](a.jpg)")
    assert picture.text == "A cat on a mat"
    assert [picture.place(picture.text.index(word)) for word in ("A", "cat", "mat")] == [
        Place(1, 8),
        Place(1, 12),
        Place(2, 6),
    ]
    assert text.text == "Text"


def test_a_field_is_read_in_its_line() -> None:
    passage = line_passage("About **sleep** and it’s good", Place(3, 14), Role.TITLE)
    assert passage is not None
    assert (passage.role, passage.text) == (Role.TITLE, "About sleep and it's good")
    assert passage.place(passage.text.index("sleep")) == Place(3, 22)


def test_a_field_without_words_is_none() -> None:
    assert line_passage("<!-- -->", Place(), Role.FIELD) is None


def test_words_behind_a_comment_are_words() -> None:
    assert told("<!-- lint-ok X: y --> It cures.") == [("paragraph", "It cures.")]
    assert told("<!-- long\nnote --> It cures.") == [("paragraph", "It cures.")]
    [passage] = passages("\n<!-- a --> It cures.", 10)
    assert passage.place(3) == Place(11, 15)


def test_options_of_a_block_that_readers_see_are_words() -> None:
    assert told('/// compare\n    rows: [a]\n    caption: "It cures"\n///') == [("heading", "It cures")]
    [passage] = passages("/// consultation\n    heading: It cures\n///", 10)
    assert passage.place(0) == Place(11, 14)


def test_a_meaning_may_have_several_paragraphs() -> None:
    assert told("NNT\n:   One.\n\n    Two.") == [("paragraph", "NNT"), ("paragraph", "One."), ("paragraph", "Two.")]


def test_a_footnote_counts_as_a_source_only_if_it_names_one() -> None:
    assert told("It helps.[^1]\n\n[^1]: We made this up.")[0] == ("paragraph", "It helps.")
    assert told("It helps.[^1]\n\n[^1]: As a trial\n    found [@lee2020].")[0] == ("paragraph", "It helps.[^1]")
    assert told("It helps.[^1]\n\n[^1]: See https://a.example/.")[0] == ("paragraph", "It helps.[^1]")


def test_a_citation_behind_a_backslash_is_none() -> None:
    assert told("It helps \\[@lee2020].") == [("paragraph", "It helps (@lee2020.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gua**rant**eed", "guaranteed"),
        ("**guar**anteed", "guaranteed"),
        ("*guar*anteed relief", "guaranteed relief"),
        ("gu*arant*eed", "guaranteed"),
        ("guaran*teed*", "guaranteed"),
        ("gua&shy;ran&#8203;teed", "guaranteed"),
        ("The STAR*D trial", "The STAR*D trial"),
    ],
)
def test_a_word_is_whole_whatever_marks_stand_in_it(text: str, expected: str) -> None:
    assert told(text) == [("paragraph", expected)]


def test_what_follows_marks_in_a_word_keeps_its_place() -> None:
    assert places("gu*arant*eed **re**lief", "guar", "arant", "eed", "lief") == [(1, 1), (1, 4), (1, 10), (1, 20)]
