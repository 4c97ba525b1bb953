"""The file of the ledger."""

from __future__ import annotations

import pytest

from site_builder.model.ledger import Ledger, Noted
from site_builder.model.problem import Place
from site_builder.report import as_text
from site_builder.text.ledger import HEAD, ledger_of, read_ledger, write_ledger

SKETCH = "00ff00a1b2c3"

FILE = f"""\
{HEAD}addresses:
  /: content/index.md
  /faq/#nap: content/faq/nap.md
texts:
  content/faq/nap.md: "{SKETCH}"
  content/index.md: "{SKETCH}"
"""

LEDGER = Ledger(
    (Noted("/", "content/index.md", Place(5, 3)), Noted("/faq/#nap", "content/faq/nap.md", Place(6, 3))),
    (("content/faq/nap.md", SKETCH), ("content/index.md", SKETCH)),
)


def test_what_is_written_is_read_back() -> None:
    assert write_ledger(LEDGER) == FILE
    assert read_ledger(FILE.encode()) == (LEDGER, [])


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert read_ledger(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()) == (LEDGER, [])


def test_addresses_and_files_are_sorted() -> None:
    made = ledger_of(
        {"/b/": "content/b.md", "/a/": "content/a.md"}, [("content/b.md", SKETCH), ("content/a.md", SKETCH)]
    )
    assert [each.address for each in made.addresses] == ["/a/", "/b/"]
    assert [file for file, _ in made.texts] == ["content/a.md", "content/b.md"]


@pytest.mark.parametrize(
    "address", ["/old/place.html", "/caf\u00e9/", "/{x}/", "/it's/", "/50%/", "/#", "/a,b/", "/[x]/", "/&x/"]
)
def test_any_address_is_read_back_as_it_was(address: str) -> None:
    made = ledger_of({address: "content/articles/caf\u00e9 au lait.md"}, [])
    found, problems = read_ledger(write_ledger(made).encode())
    assert problems == []
    assert found is not None
    assert [(each.address, each.file) for each in found.addresses] == [
        (address, "content/articles/caf\u00e9 au lait.md")
    ]


def test_a_ledger_of_nothing_is_read() -> None:
    assert read_ledger(write_ledger(Ledger()).encode()) == (Ledger(), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "addresses:\n  /: content/index.md\n  about: content/about.md\n",
            "content/addresses.yaml:3:3: error[ledger-damaged] “about” is not an address of this site.",
        ),
        (
            "addresses:\n  /a/: static/a.md\n",
            "content/addresses.yaml:2:3: error[ledger-damaged] “static/a.md” is not a file under content/.",
        ),
        (
            "addresses:\n  /a/: content/../../a.md\n",
            "content/addresses.yaml:2:3: error[ledger-damaged] “content/../../a.md” is not a file under content/.",
        ),
        (
            "texts:\n  a.md: 0123ab\n",
            "content/addresses.yaml:2:3: error[ledger-damaged] “a.md” is not a file under content/.",
        ),
        (
            "texts:\n  content/a.md: some words\n",
            "content/addresses.yaml:2:3: error[ledger-damaged] “some words” is not what stands for a text.",
        ),
        ("address:\n  /: content/index.md\n", "content/addresses.yaml:1:1: error[field-unknown]"),
        ("addresses:\n  about:content/a.md\n", "content/addresses.yaml:2:3: error[field-type]"),
        ("addresses:\n  about:content/a.md:\n", "content/addresses.yaml:2:8: error[yaml-broken]"),
        ("addresses: [/]\n", "content/addresses.yaml:1:12: error[field-type]"),
        ("addresses:\n  /a/: content/a.md\n  /a/: content/b.md\n", "content/addresses.yaml:3:3: error[yaml-duplicate-"),
        (
            "addresses:\n<<<<<<< ours\n  /a/: content/a.md\n",
            "content/addresses.yaml:2:1: error[yaml-broken]",
        ),
        ("", "content/addresses.yaml:1:1: error[file-empty]"),
        ("addresses: {a: b", "error[yaml-broken]"),
    ],
)
def test_damage_is_told_at_its_line_and_nothing_is_relied_on(text: str, said: str) -> None:
    ledger, problems = read_ledger(text.encode())
    assert ledger is None
    assert said in as_text(problems)


def test_another_encoding_is_told() -> None:
    ledger, problems = read_ledger(FILE.encode("utf-16"))
    assert (ledger, [each.rule for each in problems]) == (None, ["file-encoding"])
