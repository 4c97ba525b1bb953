"""The XML as Jenkins and GitLab read it. There is no standard, and so no schema that could be held to."""

from __future__ import annotations

from xml.etree import ElementTree

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report.junit import as_junit
from tests.report.problems import ERROR, HOSTILE, INFO, WARNING

FILES = ("content/a.md", "content/b.md", "content/d.md", "static/x.css", "templates/layouts/base.html")


def read(report: Report) -> ElementTree.Element:
    suites = ElementTree.fromstring(as_junit(report).encode())
    assert suites.tag == "testsuites"
    [suite] = suites
    assert suite.tag == "testsuite"
    tests = list(suite)
    failed = sum(test.find("failure") is not None for test in tests)
    for each in (suites, suite):
        assert (each.get("name"), each.get("time"), each.get("errors")) == ("site-builder", "0", "0")
        assert (each.get("tests"), each.get("failures")) == (str(len(tests)), str(failed))
        assert not {"timestamp", "hostname"} & each.attrib.keys()
    assert all(test.tag == "testcase" and test.get("time") == "0" for test in tests)
    return suite


def names(suite: ElementTree.Element, *, failed: bool) -> list[str | None]:
    return [test.get("file") for test in suite if (test.find("failure") is not None) is failed]


def test_each_content_file_is_a_test_and_one_without_problems_passes() -> None:
    suite = read(Report((ERROR,), files=FILES))
    assert names(suite, failed=True) == ["content/a.md"]
    assert names(suite, failed=False) == ["content/b.md", "content/d.md"]


def test_any_other_file_is_a_test_where_it_has_a_problem() -> None:
    style = Problem("static/x.css", 2, 1, "style-import", Severity.ERROR, "M.", "H.")
    settings = Problem("pyproject.toml", 1, 1, "r", Severity.INFO, "M.", "H.")
    found = {test.get("file"): test.get("classname") for test in read(Report((settings, style), files=FILES))}
    assert found["static/x.css"] == "static"
    assert found["pyproject.toml"] == "project"
    assert "templates/layouts/base.html" not in found


def test_a_test_is_named_as_readers_group_them() -> None:
    [test] = read(Report((), files=("content/articles/sleep/index.md",)))
    assert (test.get("classname"), test.get("name")) == ("content.articles.sleep", "index.md")


def test_an_error_is_a_failure_that_says_it_all() -> None:
    failure = read(Report((ERROR,), files=FILES)).find("testcase/failure")
    assert failure is not None
    assert failure.attrib == {"type": "link-broken", "message": "line 14: The link leads to “x”."}
    assert failure.text == (
        "content/a.md:14:3: error[link-broken] The link leads to “x”.\n    hint: Did you mean “y”?\n"
    )


def test_several_errors_of_a_file_are_one_failure_since_some_readers_show_one_only() -> None:
    second = Problem("content/a.md", 20, 1, "r", Severity.ERROR, "And this.", "H.")
    [failure] = read(Report((ERROR, second))).findall("testcase/failure")
    assert failure.get("message") == "line 14: The link leads to “x”. (and 1 more)"
    assert "And this." in (failure.text or "")


def test_warnings_and_infos_are_what_a_test_says() -> None:
    suite = read(Report((WARNING, INFO)))
    assert names(suite, failed=True) == []
    assert [each.text for each in suite.findall("testcase/system-out")] == [
        "content/b.md:1:1: warning[review-overdue] It was due.\n    hint: Review it.\n",
        "content/c.md:1:1: info[note] A note.\n    hint: Nothing.\n",
    ]


def test_under_strict_a_warning_fails_and_an_info_does_not() -> None:
    assert names(read(Report((WARNING, INFO), strict=True)), failed=True) == ["content/b.md"]


def test_whatever_signs_a_problem_has_the_xml_is_well_formed() -> None:
    [test] = read(Report((HOSTILE,)))
    assert test.get("file") == "content/C:\\a b%41,c::d 😀'\"<&]]>|`.md"
    failure = test.find("failure")
    assert failure is not None
    assert "[2J ]]> <script>&amp; 😀 | `x`" in (failure.text or "")
