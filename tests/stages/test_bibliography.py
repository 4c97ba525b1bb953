"""A BibTeX file becomes entries in its order, and every slip in it a problem at its line and column."""

from __future__ import annotations

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source
from site_builder.model.problem import Place, Severity
from site_builder.model.reference import Bibliography
from site_builder.stages.bibliography import parse_bibliography

PATH = "content/references.bib"


class Memory(dict[bytes, bytes]):
    """Blobs for a test."""

    def read(self, digest: bytes) -> bytes:
        return self[digest]

    def keep(self, data: bytes) -> bytes:
        self[digest_bytes(data)] = data
        return digest_bytes(data)


def parse(text: str | bytes) -> Bibliography:
    data = text.encode() if isinstance(text, str) else text
    blobs = Memory()
    return parse_bibliography(Source(PATH, blobs.keep(data), len(data)), blobs)


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.line, problem.column) for problem in parse(text).problems]


GOOD = """% The evidence.

@article{zarate2006,
  author = {Zarate, Jr., C. A. and others},
  title  = {A randomized trial of an {N-methyl-D-aspartate} antagonist,
            in two lines},
  year   = {2006},
  doi    = {10.1001/archpsyc.63.8.856}
}
@Misc(fda2019, Title = "Approval", year = 2019, month = mar, url = {https://fda.gov/a\\_b})
"""


def test_entries_keep_the_order_of_the_file_and_their_places() -> None:
    bibliography = parse(GOOD)
    assert [entry.key for entry in bibliography.entries] == ["zarate2006", "fda2019"]
    assert [entry.type for entry in bibliography.entries] == ["article", "misc"]
    assert bibliography.places == (Place(3, 1), Place(10, 1))
    assert bibliography.problems == ()


def test_fields_lose_their_outer_braces_only_and_run_on_one_line() -> None:
    article, notice = parse(GOOD).entries
    assert dict(article.fields)["title"] == "A randomized trial of an {N-methyl-D-aspartate} antagonist, in two lines"
    assert notice.fields == (
        ("title", "Approval"),
        ("year", "2019"),
        ("month", "mar"),
        ("url", "https://fda.gov/a_b"),
    )


def test_words_defined_by_string_are_filled_in() -> None:
    entry = parse("@string{bmj = {BMJ}}\n@article{a, title={A}, year={2020}, journal=bmj}").entries[0]
    assert dict(entry.fields)["journal"] == "BMJ"


def test_an_entry_stays_the_same_value_when_lines_are_put_in_above_it() -> None:
    assert parse(GOOD).entries == parse("% one more line\n" + GOOD).entries


def test_a_file_of_comments_has_no_entries_and_no_problems() -> None:
    assert parse("% nothing yet = {\n") == Bibliography((), (), ())


def test_an_empty_file_is_reported() -> None:
    assert places("") == [("file-empty", 1, 1)]


def test_windows_line_ends_and_a_byte_order_mark_move_no_place() -> None:
    data = b"\xef\xbb\xbf" + b"% x\n\n@artcle{a, title={A}, year={2020}}".replace(b"\n", b"\r\n")
    assert places(data) == [("reference-type-unknown", 3, 1)]


def test_an_entry_behind_a_percent_sign_is_switched_off() -> None:
    assert parse("%@article{off,\n%  title={A},\n%  year={20}}\n@misc{on, title={B}, year={2020}}").problems == ()


FAULTS = [
    pytest.param(
        "@misc{a, title={A}, year={2020}}\n\n@article{b,\n  title = {No end,\n  year = {2020},\n}\n",
        [("reference-broken", 3, 1)],
        id="a brace is not closed at the end of the file",
    ),
    pytest.param(
        "@article{b,\n  title = {No end,\n  year = {2020},\n}\n@misc{a, title={A}, year={2020}}",
        [("reference-broken", 1, 1)],
        id="a brace is not closed before another entry",
    ),
    pytest.param("@article{b\n  title = {A},\n}", [("reference-broken", 1, 1)], id="no comma after the key"),
    pytest.param("@article{, title={A}, year={2020}}", [("reference-broken", 1, 1)], id="no key"),
    pytest.param("@article{a b, title={A}, year={2020}}", [("reference-broken", 1, 1)], id="a space in the key"),
    pytest.param(
        "@article{b,\n  title = {A}\n  year = {2020},\n}", [("reference-broken", 2, 3)], id="no comma after a field"
    ),
    pytest.param(
        "@article{b,\n  title = {A},\n  year = {2020},\n  journal = BMJ,\n}",
        [("reference-broken", 4, 3)],
        id="a text without braces",
    ),
    pytest.param(
        "@article{b,\n  title = {A}},\n  year = {2020}\n}",
        [("reference-broken", 3, 3), ("reference-field-missing", 1, 1)],
        id="a brace too many",
    ),
    pytest.param(
        "\n@article b,\n  title = {A}\n}", [("reference-broken", 2, 1), ("reference-broken", 3, 3)], id="no {"
    ),
    pytest.param(
        "@article{b, title={" + "{" * 21 + "A" + "}" * 21 + "}, year={2020}}", [("reference-broken", 1, 13)], id="deep"
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}}\n @misc{a, title={B}, year={2021}}",
        [("reference-key-repeated", 2, 2)],
        id="a key comes again",
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020},\n  title={B}}", [("reference-field-repeated", 2, 3)], id="a field comes again"
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020},\n  grade={b}}", [("reference-grade-unknown", 2, 3)], id="a grade that is none"
    ),
    pytest.param("@misc{a, year={2020}}", [("reference-field-missing", 1, 1)], id="no title"),
    pytest.param("@misc{a, title={}, year={2020}}", [("reference-field-missing", 1, 1)], id="an empty title"),
    pytest.param("@misc{a, title={A}}", [("reference-field-missing", 1, 1)], id="no year"),
    pytest.param(
        "@misc{a, title={A}, year={2020}, unverified={title, pmid}}",
        [("reference-field-missing", 1, 1)],
        id="an unverified title",
    ),
    pytest.param("@misc{a, title={A}, year={in press}}", [("reference-year-malformed", 1, 21)], id="not a year"),
    pytest.param("@artcle{a, title={A}, year={2020}}", [("reference-type-unknown", 1, 1)], id="an unknown type"),
    pytest.param(
        "@misc{a, title={The doi = x}, year={2020}, doi={https://doi.org/10.1234/x}}",
        [("reference-doi-malformed", 1, 44)],
        id="a DOI with its address",
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}, doi={10.1234/x.}}", [("reference-doi-malformed", 1, 34)], id="full stop"
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}, doi={10.12/x}}", [("reference-doi-malformed", 1, 34)], id="a short DOI"
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}, url={www.x.org}}", [("reference-url-malformed", 1, 34)], id="no https"
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}, url={javascript:alert(1)}}",
        [("reference-url-malformed", 1, 34)],
        id="a script",
    ),
    pytest.param(
        '@misc{a, title={A}, year={2020}, url={https://x.org/"onclick=}}',
        [("reference-url-malformed", 1, 34)],
        id="a quotation mark in an address",
    ),
    pytest.param(
        "@misc{a, title={A}, year={2020}, url={http://x.org}}", [("reference-url-insecure", 1, 34)], id="http"
    ),
    pytest.param(
        "@misc{a, author={Smith A, Jones B, Roe C, Doe D}, title={A}, year={2020}}",
        [("reference-names-malformed", 1, 10)],
        id="names joined by commas",
    ),
    pytest.param(
        b"% caf\xc3\xa9\n@misc{a, title={Caf\xe9}, year={2020}}",
        [("file-encoding", 2, 20)],
        id="a letter that is not UTF-8",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_a_slip_is_reported_where_it_is(text: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert sorted(places(text)) == sorted(expected)


def test_the_entries_after_a_broken_one_are_read() -> None:
    bibliography = parse("@article{b,\n  title = {No end,\n}\n@misc{a, title={A}, year={2020}}")
    assert [entry.key for entry in bibliography.entries] == ["a"]


def test_a_broken_entry_names_the_line_to_look_at() -> None:
    (problem,) = parse("@article{b,\n  author = {A},\n  title = {No end,\n  year = {2020},\n}\n").problems
    assert "“@article{b”" in problem.message
    assert problem.hint.endswith("Look at line 3 first.")


def test_a_repeated_key_keeps_its_first_entry_and_names_its_line() -> None:
    bibliography = parse("@misc{a, title={A}, year={2020}}\n@misc{a, title={B}, year={2021}}")
    assert [dict(entry.fields)["title"] for entry in bibliography.entries] == ["A"]
    assert "line 1" in bibliography.problems[0].message


def test_a_near_miss_of_a_type_is_guessed() -> None:
    assert parse("@artcle{a, title={A}, year={2020}}").problems[0].hint == "Did you mean @article?"


def test_a_wrong_doi_or_address_reaches_no_page() -> None:
    entry = parse("@misc{a, title={A}, year={2020}, doi={10.12/x}, url={javascript:alert(1)}}").entries[0]
    assert [name for name, _ in entry.fields] == ["title", "year"]


def test_an_address_without_encryption_is_kept_with_a_warning() -> None:
    bibliography = parse("@misc{a, title={A}, year={2020}, url={http://x.org}}")
    assert dict(bibliography.entries[0].fields)["url"] == "http://x.org"
    assert bibliography.problems[0].severity is Severity.WARNING


def test_a_source_without_a_date_says_so() -> None:
    assert parse("@misc{a, title={A}, year={n.d.}}").problems == ()


def test_a_hundred_thousand_open_braces_are_one_problem() -> None:
    assert len(parse("@article{a, title={" + "{" * 100_000).problems) == 1


def test_a_grade_that_is_none_is_left_out_and_the_grades_are_named() -> None:
    made = parse("@misc{a, title={A}, year={2020}, grade={high}}")
    assert "grade" not in dict(made.entries[0].fields)
    [problem] = made.problems
    assert problem.message == "“high” is not a grade of evidence."
    assert "B for one good study, or few studies; C for" in problem.hint


def named(authors: str) -> Bibliography:
    return parse(f"@misc{{a, title={{A}}, year={{2020}},\n  author={{{authors}}}}}")


@pytest.mark.parametrize(
    ("authors", "first"),
    [
        ("Rush AJ, Trivedi MH, Wisniewski SR", "Rush, A J and ..."),
        ("Rush AJ, Trivedi MH", "Rush, A J and ..."),
        ("Rush AJ, Trivedi MH and Wisniewski SR", "Rush, A J and ..."),
        ("Rush AJ and Trivedi MH", "Rush, A J"),
        ("Rush, A. J.; Trivedi, M. H.", "Rush, A. J. and ..."),
        ("Ann Rush, Bob Lee, Cy Roe", "Ann Rush and ..."),
    ],
)
def test_people_who_are_not_joined_by_and_are_told(authors: str, first: str) -> None:
    [problem] = named(authors).problems
    assert (problem.rule, problem.line, problem.column) == ("reference-names-malformed", 2, 3)
    assert first in problem.hint


@pytest.mark.parametrize(
    "authors",
    [
        "Rush, A. John and Trivedi, Madhukar H.",
        "A. John Rush and others",
        "Rush, Jr., A. John",
        "Rush, III, A. John",
        "Rush II, John",
        "John Rush III",
        "de la Cruz, Ana and {{Food and Drug Administration, USA}}",
        "{World Health Organization; Geneva}",
        "L{\\'o}pez-Mu{\\~n}oz, F. and Alamo, C.",
        "Plato",
    ],
)
def test_people_who_are_joined_by_and_are_left_in_peace(authors: str) -> None:
    assert named(authors).problems == ()


@pytest.mark.parametrize(
    ("kind", "grade", "allowed"),
    [
        ("case report", "A", "C or D"),
        ("case series", "B", "C or D"),
        ("animal study", "A", "C or D"),
        ("cohort without control group", "B", "C or D"),
        ("expert consensus", "B", "C or D"),
        ("news report", "A", "C or D"),
        ("cohort study", "A", "B, C or D"),
        ("meta-analysis of observational studies", "A", "B, C or D"),
        ("Randomized trial", "A", "B, C or D"),
        ("press release", "A", "B, C or D"),
    ],
)
def test_a_grade_that_the_kind_of_source_cannot_bear_is_told(kind: str, grade: str, allowed: str) -> None:
    made = parse(f"@misc{{a, title={{A}}, year={{2020}},\n  studytype={{{kind}}},\n  grade={{{grade}}}}}")
    [problem] = made.problems
    assert (problem.rule, problem.line, problem.column) == ("reference-grade-too-high", 3, 3)
    assert problem.hint == f"Write {allowed}; or say in studytype what else the source is."


@pytest.mark.parametrize(
    ("kind", "grade"),
    [
        ("case report", "C"),
        ("randomized trial", "B"),
        ("pooled analysis of randomized trials", "A"),
        ("network meta-analysis", "A"),
        ("stepped treatment study without placebo group", "B"),
        ("cost model", "B"),
        ("review article", "A"),
        ("official label", "A"),
        ("letter", "D"),
        ("something else", "A"),
    ],
)
def test_a_grade_that_the_kind_of_source_can_bear_is_left_in_peace(kind: str, grade: str) -> None:
    assert parse(f"@misc{{a, title={{A}}, year={{2020}}, studytype={{{kind}}}, grade={{{grade}}}}}").problems == ()


def test_keys_that_differ_in_capitals_only_are_told_and_both_kept() -> None:
    made = parse("@misc{lee2020, title={A}, year={2020}}\n\n @misc{Lee2020, title={B}, year={2020}}")
    assert [entry.key for entry in made.entries] == ["lee2020", "Lee2020"]
    [problem] = made.problems
    assert (problem.rule, problem.line, problem.column) == ("reference-key-repeated", 3, 2)
    assert "differ only in capitals" in problem.message


def test_a_file_that_cannot_be_read_says_so() -> None:
    assert not parse(b"\xff").is_readable
    assert parse("").is_readable is False
    assert parse(GOOD).is_readable
