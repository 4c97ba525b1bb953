"""A value of a YAML file that is Markdown: each place in it is a place in the file, however YAML has folded it."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.markup.conversion import Cited, Conversion, LinkOpened
from site_builder.markup.value import Value
from site_builder.text.yaml_text import load_yaml, place_of

PATH = "content/treatments.yaml"


def read(text: str) -> tuple[Value, Conversion]:
    """Return the value of `cell` in a YAML text."""
    loaded = load_yaml(PATH, text)
    assert loaded.fields is not None
    file = Conversion(PATH, text)
    value: Any = loaded.fields["cell"]
    return Value(value, place_of(loaded.root, ("cell",)), file), file


def places(value: Value, text: str) -> list[str]:
    """Return what stands in the file where each source and link of the value is said to stand, up to the next space."""
    found = []
    for each in value.insertions:
        match each:
            case Cited(keys):
                found += [place for _, place in keys]
            case LinkOpened(link, _):
                found.append(link.place)
    lines = text.split("\n")
    return [lines[place.line - 1][place.column - 1 :].split()[0] for place in found]


@pytest.mark.parametrize(
    "text",
    [
        "cell: One [@a] and [two](b.md)\n",
        "# Note\n\ncell:   One [@a]\n  and\n  [two](b.md)\n",
        "cell: 'It''s one [@a], isn''t it, and [two](b.md)'\n",
        'cell: "Caf\\u00e9 \\"one\\" [@a] and\n\n  \\U0001F600 [two](b.md)"\n',
        "cell: >-\n  One\n  [@a]\n\n  and [two](b.md)\n",
        "cell: >2\n\n  One\n    [@a]\n  and [two](b.md)\n",
        "cell: | # a note [@x]\n\n   One [@a]\n   and\n\n   [two](b.md)\n",
        "cell: |-\n  - One [@a]\n    - and\n      [two](b.md)\n",
        "{other: x, cell: 'One [@a] and [two](b.md)'}\n",
    ],
)
def test_sources_and_links_have_their_places_in_the_file(text: str) -> None:
    value, _ = read(text)
    assert [each.rstrip("'\"}],") for each in places(value, text)] == ["@a", "[two](b.md)"]


def test_the_html_is_that_of_markdown() -> None:
    assert read('cell: |\n  It\'s *one* "word" -- <b>bold</b>.\n')[0].html == (
        "<p>It’s <em>one</em> “word” – <b>bold</b>.</p>"
    )


def test_problems_have_their_places_in_the_file() -> None:
    _, file = read("cell: >-\n  One two\n  three [@a, @b] and <script>x</script>\n")
    assert [(each.rule, each.line, each.column) for each in file.problems] == [
        ("html-element", 3, 22),
        ("citation-malformed", 3, 9),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("cell: >-\n  One.\n\n  Two.\n", 4, 3),
        ("cell: One.\n\n  Two.\n", 3, 3),
        ("cell: >-\n  - One\n  - Two\n", 3, 3),
        ("cell: >-\n  1. One\n  2. Two\n", 3, 3),
    ],
)
def test_paragraphs_and_items_that_yaml_joins_are_found(text: str, line: int, column: int) -> None:
    place = read(text)[0].joined_at()
    assert place is not None
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "cell: |\n  - One\n  - Two\n\n  Three.\n",
        "cell: >-\n  One - and\n  two 3. times\n",
        "cell: One\n  two\n",
        'cell: "One.\\n\\nTwo."\n',
        "cell: >\n  One\n  two\n\n",
    ],
)
def test_lines_of_one_paragraph_may_be_joined(text: str) -> None:
    assert read(text)[0].joined_at() is None


def test_a_sign_is_found_where_it_stands() -> None:
    value, _ = read("cell: |\n  One\n\n  ## Two\n")
    assert (value.place_of("#").line, value.place_of("#").column) == (4, 3)
    assert (value.place_of("|").line, value.place_of("|").column) == (2, 3)
