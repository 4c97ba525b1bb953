from __future__ import annotations

from datetime import date

import markdown
import pytest

from site_builder.model.output import Artifact, Build, Due
from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report.summary import as_summary, kind_of
from tests.report.problems import ERROR, HOSTILE, INFO, WARNING

TODAY = date(2026, 11, 20)


def artifact(path: str, size: int) -> Artifact:
    return Artifact(path, "", b"", size)


def told(*problems: Problem, build: Build = Build((), ()), strict: bool = False, in_baseline: int = 0) -> str:  # noqa: B008
    return as_summary(Report(problems, build.pages, strict=strict), build, TODAY, in_baseline)


def test_it_begins_with_one_heading_and_the_totals() -> None:
    build = Build((), (), pages=19, waived=2, left_out=3)
    assert told(ERROR, WARNING, INFO, INFO, build=build, in_baseline=12).startswith(
        "## The site: not published\n"
        "\n"
        "| pages | errors | warnings | infos | waived | in the baseline | left out |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| 19 | 1 | 1 | 2 | 2 | 12 | 3 |\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("problems", "strict", "verdict"),
    [
        ((), True, "ready"),
        ((WARNING, INFO), False, "ready"),
        ((WARNING,), True, "not published"),
        ((ERROR,), False, "not published"),
    ],
)
def test_the_heading_says_whether_the_site_can_go_out(
    problems: tuple[Problem, ...], strict: bool, verdict: str
) -> None:
    assert told(*problems, strict=strict).splitlines()[0] == f"## The site: {verdict}"


def test_what_there_is_nothing_of_has_no_heading() -> None:
    assert told().count("#") == 2


def test_it_ends_in_an_empty_line_since_others_go_on_behind_it() -> None:
    assert told(ERROR).endswith("|\n\n")


def test_the_gravest_problems_come_first_each_with_its_place_and_rule() -> None:
    lines = [line for line in told(INFO, WARNING, ERROR).splitlines() if line.startswith("| content/")]
    assert lines == [
        "| content/a.md:14:3 | error | `link-broken` | The link leads to “x”.<br>Did you mean “y”? |",
        "| content/b.md:1:1 | warning | `review-overdue` | It was due.<br>Review it. |",
        "| content/c.md:1:1 | info | `note` | A note.<br>Nothing. |",
    ]


@pytest.mark.parametrize(
    ("number", "rows", "more"), [(50, 50, ""), (51, 50, "and 1 more"), (1251, 50, "and 1,201 more")]
)
def test_of_many_problems_the_first_fifty_stand_in_the_table(number: int, rows: int, more: str) -> None:
    many = [Problem("content/a.md", line, 1, "r", Severity.WARNING, "M.", "H.") for line in range(1, number + 1)]
    text = told(*many)
    assert text.count("| content/a.md:") == rows
    assert (f"\n{more}: `site-builder check`" in text) is bool(more)


def test_no_sign_of_a_problem_is_markdown_or_html() -> None:
    text = told(HOSTILE)
    [row] = [line for line in text.splitlines() if line.startswith("| content/C")]
    page = markdown.markdown(text, extensions=["tables"])
    assert page.count("<table>") == 2
    assert page.count("<td>") == 7 + 4
    for tag in ("<script>", "<em>", "<a ", "<code>OURS", "<img"):
        assert tag not in page
    assert "&lt;script&gt;" in row
    assert "\x1b" not in text


def test_files_are_counted_by_their_kinds() -> None:
    build = Build(
        (
            artifact("index.html", 1000),
            artifact("a/index.html", 2500),
            artifact("css/site.0a1b2c3d.css", 300),
            artifact("pagefind/0a/index.pf_index", 70),
            artifact("feed.xml", 5),
        ),
        (),
    )
    text = told(build=build)
    assert (
        "| files | number | bytes |\n| --- | ---: | ---: |\n"
        "| pages | 2 | 3,500 |\n| styles | 1 | 300 |\n| search index | 1 | 70 |\n| other | 1 | 5 |\n"
        "| total | 5 | 3,875 |\n"
    ) in text
    assert "| page | bytes |\n| --- | ---: |\n| a/index.html | 2,500 |\n| index.html | 1,000 |\n" in text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("404.html", "pages"),
        ("css/site.css", "styles"),
        ("js/start.js", "scripts"),
        ("pagefind/0a/pagefind.js", "search index"),
        ("a/share.png", "pictures"),
        ("favicon.svg", "pictures"),
        ("fonts/a.woff2", "fonts"),
        ("_headers", "other"),
        ("robots.txt", "other"),
    ],
)
def test_what_counts_as_what(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_ten_pages_are_named_the_largest_first() -> None:
    pages = tuple(artifact(f"{number:02}.html", number) for number in range(1, 13))
    named = [
        line.split(" ")[1] for line in told(build=Build(pages, ())).splitlines() if line.startswith(("| 1", "| 0"))
    ]
    assert named[-10:] == [f"{number:02}.html" for number in range(12, 2, -1)]


def test_of_many_days_the_first_fifty_stand_in_the_table() -> None:
    many = tuple(Due(TODAY, f"content/{number}.md", "review due") for number in range(60))
    text = told(build=Build((), (), calendar=many))
    assert text.count("| review due |") == 50
    assert text.endswith("\nand 10 more: `site-builder status` tells them all.\n\n")


def test_what_falls_due_is_told_by_day() -> None:
    due = (
        Due(date(2026, 11, 18), "content/a.md", "review due"),
        Due(TODAY, "content/b.md", "appears"),
        Due(date(2027, 1, 1), "content/c.md", "expires"),
    )
    assert told(build=Build((), (), calendar=due)).endswith(
        "### What falls due\n\n"
        "| day |  | what | file |\n| --- | --- | --- | --- |\n"
        "| 2026-11-18 | **2 days overdue** | review due | content/a.md |\n"
        "| 2026-11-20 | today | appears | content/b.md |\n"
        "| 2027-01-01 | in 42 days | expires | content/c.md |\n\n"
    )
