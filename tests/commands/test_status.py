"""site-builder status: every content file, whether it is on the site, and when its review is due."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Project


def test_the_table_begins_with_what_is_due_first(project: Project) -> None:
    told = project.run("status", "--today", "2026-11-20")
    head, rule, *rows = told.out.split("\n")
    assert told.code == 0
    assert head.split() == ["file", "state", "review", "due", "in", "days", "reviewed", "by", "words", "grade"]
    assert set(rule) == {"-", " "}
    due = [row.split()[3] for row in rows if row.startswith(("articles/", "faq/"))]
    assert due == sorted(due)
    assert rows[0].split()[:2] == ["articles/sleep.md", "published"]


def test_each_state_is_told_with_its_reason(project: Project) -> None:
    for name, line in (
        ("draft", "draft: true"),
        ("held", "publish_on: 2027-01-01"),
        ("expired", "expires: 2026-11-01"),
    ):
        text = project.read("content/articles/dreams.md").replace("title:", f"{line}\ntitle:")
        project.write(f"content/articles/{name}.md", text)
    project.write("content/articles/broken.md", "---\ntitle: Only this\n---\nText.\n")
    told = json.loads(project.run("status", "--format", "json", "--today", "2026-11-20").out)["files"]
    states = {each["file"]: (each["state"], each["why"]) for each in told}
    assert states["content/articles/dreams.md"] == ("published", "")
    assert states["content/articles/draft.md"] == ("draft", "it is a draft")
    assert states["content/articles/held.md"] == ("held", "it is held until 2027-01-01")
    assert states["content/articles/expired.md"] == ("expired", "it expired on 2026-11-01")
    assert states["content/articles/broken.md"] == (
        "unreadable",
        "its front matter cannot be used; `check` says why",
    )
    table = project.run("status", "--today", "2026-11-20").out
    assert "content/articles/held.md: not published, it is held until 2027-01-01" in table


def test_it_says_how_much_there_is_to_read(project: Project) -> None:
    told = json.loads(project.run("status", "--format", "json", "--today", "2026-11-20").out)["files"]
    [sleep] = [each for each in told if each["file"] == "content/articles/sleep.md"]
    assert sleep["words"] > 5
    assert sleep["minutes"] == 1
    assert (sleep["kind"], sleep["title"], sleep["reviewed"]) == ("article", "About sleep", "2026-10-02")


def test_what_needs_a_review_comes_first_and_is_counted(project: Project) -> None:
    for name in ("articles/sleep", "articles/dreams", "faq/can-i-nap"):
        assert project.run("review", f"content/{name}.md", "--by", "doctor", "--today", "2026-11-20").code == 0
    project.edit("content/articles/dreams.md", "It is deep.", "It is shallow.")
    told = project.run("status", "--today", "2026-11-20").out.split("\n")
    reviews = [row.split()[2] for row in told if row.startswith(("articles/", "faq/"))]
    calm = reviews.index("current")
    assert set(reviews[:calm]) == {"changed", "unsigned"}
    assert set(reviews[calm:]) == {"current"}
    [summary] = [line for line in told if "review:" in line]
    assert summary == f"{calm} of {len(reviews)} texts need a review: 1 changed; {calm - 1} unsigned."


def test_the_order_of_the_json_stays_that_of_the_days(project: Project) -> None:
    project.run("review", "content/articles/dreams.md", "--by", "doctor", "--today", "2026-11-20")
    told = json.loads(project.run("status", "--format", "json", "--today", "2026-11-20").out)["files"]
    due = [each["review_due"] or "~" for each in told]
    assert due == sorted(due)
    assert "needs_review" not in told[0]


DRAFT = """\
---
title: About rest
description: What rest is.
date: 2026-10-03
draft: true
---

It cures. See [the night](gone.md) [@nokey].
"""


def files(project: Project, today: str = "2026-11-20") -> dict[str, dict[str, Any]]:
    told = json.loads(project.run("status", "--format", "json", "--today", today).out)["files"]
    return {each["file"]: each for each in told}


def test_of_a_draft_it_says_what_keeps_it_from_being_published(project: Project) -> None:
    project.write("content/articles/rest.md", DRAFT)
    blockers = files(project)["content/articles/rest.md"]["blockers"]
    assert [(each["line"], each["column"], each["rule"]) for each in blockers] == [
        (1, 1, "AUTH-004"),
        (8, 4, "FTC-001"),
        (8, 15, "link-broken"),
        (8, 37, "citation-unknown"),
        (1, 1, "review-missing"),
    ]
    assert not any("Once it is no draft" in each["message"] for each in blockers)
    told = project.run("status", "--today", "2026-11-20").out
    assert "content/articles/rest.md: not published, it is a draft; before it can be published:\n" in told
    assert "    - line 8: The source 'nokey' is not in content/references.bib. Add the source" in told
    assert (
        "    - It needs a medical review. Have it reviewed, "
        "then run: site-builder review content/articles/rest.md --by KEY\n"
    ) in told


def test_what_is_said_to_block_a_draft_is_what_check_says_once_it_is_none(project: Project) -> None:
    project.write("content/articles/rest.md", DRAFT)
    said = [(each["line"], each["rule"]) for each in files(project)["content/articles/rest.md"]["blockers"]]
    project.edit("content/articles/rest.md", "draft: true\n", "")
    found = project.check("--format", "json").report["problems"]
    errors = [each for each in found if each["severity"] == "error" and each["file"] == "content/articles/rest.md"]
    assert {rule for _, rule in said} >= {each["rule"] for each in errors}


def test_a_draft_that_is_ready_is_said_to_be(project: Project) -> None:
    project.edit("content/articles/dreams.md", "title:", "draft: true\ntitle:")
    said = "content/articles/dreams.md: not published, it is a draft; nothing else is in its way: to publish it, "
    assert f"{said}sign its review (unsigned), then delete its line draft: true\n" in project.run("status").out
    assert project.run("review", "content/articles/dreams.md", "--by", "doctor").code == 0
    assert f"{said}delete its line draft: true\n" in project.run("status").out


@pytest.mark.parametrize(
    ("line", "today", "until", "said"),
    [
        ("publish_on: 2027-01-01", "2026-11-20", "2027-01-01", "it is held until 2027-01-01 (in 42 days)\n"),
        ("publish_on: 2027-01-01", "2026-12-31", "2027-01-01", "it is held until 2027-01-01 (in 1 day)\n"),
        ("expires: 2026-11-20", "2026-11-20", "2026-11-20", "it expired on 2026-11-20 (today)\n"),
        ("expires: 2026-11-01", "2026-11-20", "2026-11-01", "it expired on 2026-11-01 (19 days ago)\n"),
    ],
)
def test_until_when_is_told(project: Project, line: str, today: str, until: str, said: str) -> None:
    project.edit("content/articles/dreams.md", "title:", f"{line}\ntitle:")
    assert files(project, today)["content/articles/dreams.md"]["until"] == until
    table = project.run("status", "--today", today).out
    assert f"content/articles/dreams.md: not published, {said}" in table


def test_files_that_are_broken_are_named_with_what_is_wrong(project: Project) -> None:
    project.write("content/articles/utf16.md", "---\ntitle: A\n---\n".encode("utf-16"))
    project.write("content/articles/half.md", "---\ntitle: [A\n")
    (project.root / "content/articles/link.md").symlink_to("/etc/passwd")
    asked = project.run("status", "--today", "2026-11-20")
    assert asked.code == 0
    told = files(project)
    for name, rule in (("utf16", "file-encoding"), ("half", "front-matter-unclosed"), ("link", "symlink-outside")):
        status = told[f"content/articles/{name}.md"]
        assert status["state"] == "unreadable"
        assert rule in [each["rule"] for each in status["blockers"]]
    assert "content/articles/link.md: not published, it cannot be read:\n    - This link leads out" in asked.out
    assert "articles/sleep.md" in asked.out
    assert "root:" not in asked.out


def test_a_narrow_terminal_gets_each_file_in_lines_that_fit(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("content/articles/rest.md", DRAFT)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "48")
    told = project.run("status", "--today", "2026-11-20").out.split("\n")
    at = told.index("articles/dreams.md")
    assert told[at + 1 : at + 4] == [
        "    on the site; review unsigned; due 2027-10-04",
        "    (in 318 days); reviewed by doctor; 15 words",
        told[at + 3],
    ]
    assert all(len(line) <= 48 for line in told if " " in line.strip())
    monkeypatch.setenv("COLUMNS", "200")
    assert project.run("status", "--today", "2026-11-20").out.split()[:2] == ["file", "state"]


def test_a_site_without_a_clinic_has_a_status_too(project: Project) -> None:
    (project.root / "content/clinic.yaml").unlink()
    assert project.run("status").code == 0
