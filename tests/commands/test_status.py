"""site-builder status: every content file, whether it is on the site, and when its review is due."""

from __future__ import annotations

import json

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
