"""No text takes Markdown more than about two seconds: what would is refused at its line."""

from __future__ import annotations

import time

import pytest

from tests.markup.rendering import page


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("a" * 600_000, "body-too-large", 1, 1),
        ("ok\n\n" + "a" * 20_001, "line-too-long", 3, 1),
        ("ok\n\nx " + "[" * 10_000, "too-many-characters", 3, 3),
        ("ok\n\n" + "[\n" * 1_001, "too-many-characters", 3, 1),
        ("ok\n\nx\n" + "*a " * 1_001, "too-many-characters", 4, 1),
        ("[ ok\n\n" + "![ " * 1_001, "too-many-characters", 3, 2),
        ("x\n\n" + "<a>\n\n" * 1_501, "too-many-characters", 3, 1),
        ("x\n\n" + "<a " * 60, "too-many-characters", 3, 1),
        ("x " + "a[^1]\n\n" * 600, "too-many-characters", 1, 4),
        ("x\n" + "a  \n" * 1_001, "too-many-characters", 2, 2),
        ("ok\n\n" + "> " * 21 + "a", "nested-too-deep", 3, 1),
        ("ok\n" + "\n".join("    " * n + "- a" for n in range(30)), "nested-too-deep", 22, 1),
        ("- " * 30 + "a", "nested-too-deep", 1, 1),
    ],
)
def test_what_is_too_much_is_told_and_the_body_is_left_empty(body: str, rule: str, line: int, column: int) -> None:
    made = page(body)
    assert made.found == [(rule, line, column)]
    assert made.html == ""


@pytest.mark.parametrize(
    "body",
    [
        "> " * 20 + "a",
        "word " * 3_999,
        "\n".join("    " * (n % 10) + "- a" for n in range(300)),
        "| " + " | ".join(f"[a{n}](b.md)" for n in range(300)) + " |\n",
        "Text [a](b.md) *c* `d`\n\n" * 400,
    ],
)
def test_what_a_person_might_write_is_read(body: str) -> None:
    assert not [rule for rule, _, _ in page(body).found if rule in ("too-many-characters", "nested-too-deep")]


HEAVY = {
    "brackets": "[" * 50_000,
    "open brackets": ("[" * 990 + "\n\n") * 5,
    "pictures": ("![" * 990 + "\n\n") * 5,
    "nested links": "[" * 490 + "a" + "](b)" * 490,
    "emphasis": ("*a _b " * 450 + "\n\n") * 5,
    "backticks": " ".join("`" * n for n in range(1, 40)),
    "open tags": ("<a " * 50 + "\n\n") + "a " * 200_000,
    "elements": "<div>\n\n" * 1_400,
    "equal headings": "## a\n\n" * 3_000,
    "definitions": "a\n" + ": b\n" * 990,
    "one footnote": "[^1] " * 490 + "\n\n[^1]: a",
    "line breaks": "a  \n" * 990,
    "callouts": "/// note\n\na\n\n///\n\n" * 300,
    "long list": "- a\n" * 20_000,
    "quotations": "\n".join("> " * (n % 20 + 1) + "a" for n in range(500)),
    "one citation": "[@" + "a" * 19_000,
    "quotes": ('"a ' * 6_000 + "\n") * 3,
    "closing brackets": ("]" * 900 + "](x)\n\n") * 5,
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_texts_are_done_in_time(name: str) -> None:
    began = time.process_time()
    page(HEAVY[name])
    assert time.process_time() - began < 4  # Twice the aim: test machines are slow.
