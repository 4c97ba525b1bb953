"""References in AMA style, one golden text for each kind of source."""

from __future__ import annotations

import pytest

from site_builder.model.reference import BibliographyEntry, Reference
from site_builder.stages.reference import format_reference


class NoBlobs:
    """Formatting reads and keeps nothing."""

    def read(self, digest: bytes) -> bytes:
        raise AssertionError

    def keep(self, data: bytes) -> bytes:
        raise AssertionError


def reference(entry_type: str, **fields: str) -> Reference:
    return format_reference(BibliographyEntry("key", entry_type, tuple(fields.items())), NoBlobs())


ARTICLE = {
    "author": "Zarate, Jr., C. A. and Singh, J. B.",
    "title": "A randomized trial of an {N-methyl-D-aspartate} antagonist in treatment-resistant major depression",
    "journal": "Archives of General Psychiatry",
    "year": "2006",
    "volume": "63",
    "number": "8",
    "pages": "856--864",
    "doi": "10.1001/archpsyc.63.8.856",
}
SEVEN = "Li, Nanxin and Lee, Boyoung and Liu, Rong-Jian and Banasr, M. and Dwyer, J. and Iwata, M. and Duman, R. S."
SIX = (
    "Moncrieff, Joanna and Cooper, Ruth E. and Stockmann, Tom and Amendola, S. and Hengartner, M. P. and Horowitz, Mark"
)

GOLDEN = {
    "article": (
        "article",
        ARTICLE,
        "Zarate CA Jr, Singh JB. A randomized trial of an N-methyl-D-aspartate antagonist in treatment-resistant major"
        " depression. <i>Archives of General Psychiatry</i>. 2006;63(8):856-864."
        ' <a href="https://doi.org/10.1001/archpsyc.63.8.856">doi:10.1001/archpsyc.63.8.856</a>',
    ),
    "six authors": (
        "article",
        {
            "author": SIX,
            "title": "The serotonin theory",
            "journal": "Molecular Psychiatry",
            "year": "2023",
            "volume": "28",
        },
        "Moncrieff J, Cooper RE, Stockmann T, Amendola S, Hengartner MP, Horowitz M. The serotonin theory."
        " <i>Molecular Psychiatry</i>. 2023;28.",
    ),
    "more than six authors": (
        "article",
        {"author": SEVEN, "title": "Synapse formation", "journal": "Science", "year": "2010", "volume": "329"},
        "Li N, Lee B, Liu RJ, et al. Synapse formation. <i>Science</i>. 2010;329.",
    ),
    "and others": (
        "article",
        {"author": "Feder, Adriana and others", "title": "A trial", "journal": "BMJ", "year": "2021"},
        "Feder A, et al. A trial. <i>BMJ</i>. 2021.",
    ),
    "four and others": (
        "article",
        {"author": "{Reif} and {Bitter} and {Buyze} and {Kern} and others", "title": "A trial", "year": "2023"},
        "Reif, Bitter, Buyze, et al. A trial. 2023.",
    ),
    "corporate author": (
        "article",
        {
            "author": "{World Health Organization} and Smith, Anna",
            "title": "A question?",
            "journal": "BMJ",
            "year": "2020",
        },
        "World Health Organization, Smith A. A question? <i>BMJ</i>. 2020.",
    ),
    "no author, issue without volume, article number": (
        "article",
        {"title": "A trial", "journal": "BMJ", "year": "2021", "number": "10", "pages": "e063095"},
        "A trial. <i>BMJ</i>. 2021;(10):e063095.",
    ),
    "book": (
        "book",
        {
            "author": "Stahl, Stephen M.",
            "title": "Stahl's Essential Psychopharmacology: Basis & Practice",
            "edition": "5",
            "publisher": "Cambridge University Press",
            "year": "2021",
        },
        "Stahl SM. <i>Stahl's Essential Psychopharmacology: Basis &amp; Practice</i>. 5th ed."
        " Cambridge University Press; 2021.",
    ),
    "edited book": (
        "book",
        {"editor": "Smith, Anna B. and Roe, J.-P.", "title": "What is mood?", "publisher": "Wiley", "year": "2021"},
        "Smith AB, Roe JP, eds. <i>What is mood?</i> Wiley; 2021.",
    ),
    "chapter": (
        "incollection",
        {
            "author": r"van der Berg, Jan and {\O}rsted, {\L}ukasz",
            "editor": "Smith, Anna",
            "title": "Ketamine",
            "booktitle": "Handbook of Drugs",
            "edition": "2nd",
            "publisher": "Springer",
            "year": "2019",
            "pages": "123--145",
        },
        "van der Berg J, Ørsted Ł. Ketamine. In: Smith A, ed. <i>Handbook of Drugs</i>. 2nd ed."
        " Springer; 2019:123-145.",
    ),
    "web page": (
        "online",
        {
            "title": "Depression",
            "organization": "National Institute of Mental Health",
            "year": "2024",
            "month": "mar",
            "day": "5",
            "urldate": "2026-11-20",
            "url": "https://www.nimh.nih.gov/health?a=1&b=2",
        },
        "Depression. National Institute of Mental Health. Published March 5, 2024. Accessed November 20, 2026."
        ' <a href="https://www.nimh.nih.gov/health?a=1&amp;b=2">https://www.nimh.nih.gov/health?a=1&amp;b=2</a>',
    ),
    "web page without a date": (
        "misc",
        {"author": "{NHS}", "title": "Antidepressants", "year": "n.d.", "howpublished": r"\url{https://www.nhs.uk/a}"},
        'NHS. Antidepressants. <a href="https://www.nhs.uk/a">https://www.nhs.uk/a</a>',
    ),
    "guideline": (
        "techreport",
        {
            "author": "{National Institute for Health and Care Excellence}",
            "title": "Depression in Adults: Treatment and Management",
            "type": "NICE guideline",
            "number": "NG222",
            "institution": "NICE",
            "year": "2022",
            "url": "https://www.nice.org.uk/guidance/ng222",
        },
        "National Institute for Health and Care Excellence. <i>Depression in Adults: Treatment and Management</i>."
        " NICE guideline NG222. NICE; 2022."
        ' <a href="https://www.nice.org.uk/guidance/ng222">https://www.nice.org.uk/guidance/ng222</a>',
    ),
    "preprint": (
        "misc",
        {
            "author": "Doe, CA",
            "title": "A trial",
            "howpublished": "medRxiv",
            "year": "2024",
            "month": "6",
            "day": "1",
            "doi": "10.1101/2024.06.01.1<5>",
        },
        "Doe CA. A trial. <i>medRxiv</i>. Preprint posted online June 1, 2024."
        ' <a href="https://doi.org/10.1101/2024.06.01.1%3C5%3E">doi:10.1101/2024.06.01.1&lt;5&gt;</a>',
    ),
    "thesis": (
        "phdthesis",
        {"author": r"M{\"u}ller, Zo{\"e}", "title": "On mood", "school": r"Universit{\"a}t Z{\"u}rich", "year": "2020"},
        "Müller Z. <i>On mood</i>. Dissertation. Universität Zürich; 2020.",
    ),
    "paper at a conference": (
        "inproceedings",
        {"author": "Li, X.", "title": "Talk", "booktitle": "Proceedings", "year": "2020", "pages": "1-2"},
        "Li X. Talk. In: <i>Proceedings</i>. 2020:1-2.",
    ),
}


@pytest.mark.parametrize(("entry_type", "fields", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_reference_in_ama_style(entry_type: str, fields: dict[str, str], expected: str) -> None:
    assert reference(entry_type, **fields).html == expected


def test_the_plain_text_is_the_html_without_its_markup() -> None:
    made = reference("article", title="On A&B <i>in</i>", journal="BMJ", year="2020", doi="10.1234/a<b")
    assert made.text == "On A&B <i>in</i>. BMJ. 2020. doi:10.1234/a<b"


def test_what_pages_need_besides_the_text() -> None:
    made = reference("article", **ARTICLE, pmid="16894061", studytype="randomized trial")
    assert made.title == ARTICLE["title"].replace("{", "").replace("}", "")
    assert (made.key, made.year, made.doi, made.pmid) == ("key", "2006", "10.1001/archpsyc.63.8.856", "16894061")
    assert (made.url, made.study_type) == ("https://doi.org/10.1001/archpsyc.63.8.856", "randomized trial")


def test_the_grade_of_a_source() -> None:
    assert reference("article", **ARTICLE, grade="B").grade == "B"
    assert reference("article", **ARTICLE).grade == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"retracted": "2024-03-01"},
        {"retracted": "yes"},
        {"note": "Retracted in March 2024"},
        {"keywords": "core, retracted"},
        {"title": "RETRACTED: On sleep"},
        {"title": "On sleep (Retracted)"},
        {"title": "{Retracted} article: on sleep"},
    ],
)
def test_a_source_that_was_retracted(fields: dict[str, str]) -> None:
    assert reference("article", **ARTICLE | fields).retracted


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"retracted": "no"},
        {"note": "Not retracted; see the correction"},
        {"title": "Continued citation of retracted papers"},
    ],
)
def test_a_source_that_was_not(fields: dict[str, str]) -> None:
    assert not reference("article", **ARTICLE | fields).retracted


def test_no_text_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    made = reference("article", author=evil, title=evil, journal=evil, volume=evil, pages=evil, year="2020")
    assert "<script" not in made.html
    assert made.html.count("&lt;script&gt;") == 5


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//x.org", "x"])
def test_an_address_that_is_none_is_not_linked(address: str) -> None:
    assert reference("misc", title="T", year="2020", url=address).html == "T. Published 2020."


def test_unverified_fields_are_not_shown() -> None:
    made = reference("article", **ARTICLE, pmid="16894061", unverified="pmid, Volume, number, first names")
    assert made.pmid == ""
    assert "2006:856-864." in made.text


def test_an_address_made_of_an_unverified_doi_is_not_shown() -> None:
    made = reference("article", **ARTICLE, url=f"https://doi.org/{ARTICLE['doi']}", unverified="doi")
    assert (made.doi, made.url) == ("", "")
    assert "<a" not in made.html


@pytest.mark.parametrize(
    ("bibtex", "text"),
    [
        (r"L{\'o}pez-Mu{\~n}oz", "López-Muñoz"),
        (r"{\o}, {\l}, \c{c}, {\ss}, {\'\i}", "ø, ł, ç, ß, í"),
        (r"Suicide \& crisis", "Suicide & crisis"),
        ("50% of A & B for $50", "50% of A & B for $50"),
        (r"100\% {STAR*D} pages 1--2", "100% STAR*D pages 1–2"),
        (r"the {$\alpha$} and \textit{in vivo}", "the α and in vivo"),
    ],
)
def test_bibtex_text_as_it_is_meant(bibtex: str, text: str) -> None:
    assert reference("misc", title=bibtex, year="2020").title == text
