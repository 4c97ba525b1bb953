from __future__ import annotations

import pytest

from site_builder.errors import UsageError
from site_builder.importing import package
from tests.importing.shown import errors, of_word
from tests.importing.word_files import (
    NAMESPACES,
    TYPES,
    document,
    footnote_mark,
    item,
    link,
    paragraph,
    picture,
    run,
    table,
)
from tests.importing.word_files import package as zipped

PNG = b"\x89PNG\r\n\x1a\n rest"


def test_a_document_keeps_its_structure() -> None:
    article = of_word(
        document(
            paragraph("Before [your] visit", "Title"),
            paragraph(run("Eat ") + run("little", "b") + run(" or ") + run("nothing", "i") + footnote_mark(1)),
            paragraph("What to bring", "heading1"),
            item("Card"),
            item("Old", 1),
            item("First", 2, ordered=True),
            item("Money"),
            paragraph("Deep", "heading3"),
            item("One", ordered=True),
            item("Two", ordered=True),
            table(("Drug", "Dose"), ("A|B", "5 mg")),
            paragraph("It helps.", "Quote"),
            paragraph(run("See ") + link("this", "l")),
            links={"l": "https://e.org/a_b?c=d&amp;copy=1"},
            footnotes=("A note.",),
            title="Something else",
        )
    )
    assert article.title == "Before [your] visit"
    assert article.body == (
        "Eat **little** or *nothing*[^1]\n\n## What to bring\n\n- Card\n    - Old\n        1. First\n- Money\n\n"
        "### Deep\n\n1. One\n2. Two\n\n| Drug | Dose |\n| --- | --- |\n| A\\|B | 5 mg |\n\n> It helps.\n\n"
        "See [this](https://e.org/a_b?c=d&amp;copy=1)\n\n[^1]: A note.\n"
    )
    assert errors(article) == []
    assert (article.pictures, article.notes) == ((), ())


@pytest.mark.parametrize(
    ("blocks", "title", "expected"),
    [
        ((paragraph("A", "heading1"), paragraph("b")), "C", "A"),
        ((paragraph("b"), paragraph("c", "heading2")), "Core", "Core"),
        ((paragraph("b."), paragraph("c", "heading2")), "Microsoft Word - Document1", "File"),
    ],
)
def test_the_title_is_a_heading_or_a_property(blocks: tuple[str, ...], title: str, expected: str) -> None:
    assert of_word(document(*blocks, title=title)).title == expected


def test_pictures_come_along_but_nothing_is_fetched() -> None:
    article = of_word(
        document(
            paragraph("a."),
            paragraph(picture("p", "A room")),
            paragraph(picture("q")),
            paragraph(picture("e", "drawn")),
            paragraph(picture("x", "far", by="link")),
            links={"x": "https://far.example/x.png"},
            pictures={"p": ("one.png", PNG), "q": ("two.png", PNG + b"2"), "e": ("three.emf", b"emf")},
        )
    )
    assert article.pictures == (("picture-1.png", PNG), ("picture-2.png", PNG + b"2"))
    assert article.body == "a.\n\n![A room](picture-1.png)\n\n![Describe this picture](picture-2.png)\n"
    assert [note.partition(";")[0] for note in article.notes] == [
        "A picture of the kind X-EMF was left out",
        "A picture that the document only names was left out",
        "Say of each picture what it shows, between its square brackets, for people who cannot see it.",
    ]


DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"garbage", "damaged, or no Word document"),
        (document(paragraph("a"))[:300], "damaged, or no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"a.txt": "b"}), "zip file"),
        (zipped({"[Content_Types].xml": TYPES, "word/a": "b"}), "no Word document"),
        (document(more={"word/document.xml": "<w:document"}), r"damaged \(word/document.xml\)"),
        (document(more={"word/document.xml": f"{DOCTYPE}<w:document {NAMESPACES}>&e;</w:document>"}), "entities"),
        (document(more={"word/styles.xml": f"{DOCTYPE}<a>&e;</a>".encode("utf-16")}), "entities"),
        (document("<w:sdt>" * 500 + "</w:sdt>" * 500), "nested more than 150 deep"),
        (document(paragraph("")), "no text"),
    ],
)
def test_what_is_no_word_document_or_would_do_harm_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        of_word(data)


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 100_000)
    with pytest.raises(UsageError, match=r"unpacked it has [\d,]+ bytes .* 100,000 bytes"):
        of_word(document(paragraph("a"), more={"word/media/a.bin": bytes(200_000)}))
