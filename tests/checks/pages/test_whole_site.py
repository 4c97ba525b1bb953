"""Rules about HTML over a whole site: each fault is told once, where it is."""

from __future__ import annotations

from tests.conftest import Project
from tests.small_site import ARTICLE, BASE, PROSE, SLEEP


def html_rules(project: Project) -> list[str]:
    """Return what is said about HTML, each as `file:line:column rule message`."""
    problems = project.check("--format", "json").report["problems"]
    return [
        f"{each['file']}:{each['line']}:{each['column']} {each['rule']} {each['message']}"
        for each in problems
        if each["rule"].startswith(("A11Y", "PRIV", "AUTH", "FTC-009", "FTC-015", "CLIN-003"))
    ]


def test_the_small_site_is_clean(built: Project) -> None:
    assert html_rules(built) == []


def test_a_fault_of_a_template_is_told_once_for_all_its_pages(built: Project) -> None:
    built.write("templates/layouts/base.html", BASE.replace("<main id", '<img src="/x.png">\n<main id'))
    [said] = html_rules(built)
    assert said.startswith('templates/layouts/base.html:8:1 A11Y-001 “<img src="/x.png">” Every image needs alt text')
    assert said.endswith(" (on /), and 18 more pages")
    assert html_rules(built) == [said], "a warm build says what a cold one said"


def test_a_fault_of_a_macro_is_told_there(built: Project) -> None:
    built.write("templates/macros/prose.html", PROSE.replace("{{ html }}", '{{ html }}<input name="x">'))
    [said] = html_rules(built)
    assert said.startswith('templates/macros/prose.html:3:1 A11Y-007 “<input name="x">”')


def test_a_fault_of_a_text_is_told_there_and_not_of_its_template_too(built: Project) -> None:
    built.write("content/articles/sleep.md", SLEEP.replace("[dreams](dreams.md#deep-sleep)", "it [here](dreams.md)"))
    [said] = html_rules(built)
    assert said.startswith("content/articles/sleep.md:")
    assert " A11Y-006 " in said
    built.write("content/articles/sleep.md", SLEEP.replace("## What to do", "#### What to do"))
    assert html_rules(built) == []
    assert "content/articles/sleep.md:14:1 heading-skipped" in built.check("--format", "json").found


def test_a_waived_fault_of_a_text_stays_waived_on_its_pages(built: Project) -> None:
    waiver = "<!-- lint-ok A11Y-006: the sentence before says where -->\nRead about dreams: [here](dreams.md).\n"
    built.write("content/articles/sleep.md", f"{SLEEP}\n{waiver}")
    assert html_rules(built) == []


def test_an_article_without_its_notices(built: Project) -> None:
    built.write("templates/layouts/article.html", ARTICLE.replace("{{ view.frame.disclaimer }}", ""))
    [said] = html_rules(built)
    assert said.startswith("templates/layouts/article.html:1:1 CLIN-003 The article does not show the disclaimer")
    assert said.endswith("and 1 more page")


def test_a_clinics_own_rule_about_html_runs_too(built: Project) -> None:
    built.write(
        "content/rules.yaml",
        """\
rules:
  - id: OWN-1
    kind: html
    scope: tag
    severity: warning
    flag: a link to the old booking service
    pattern: href="https://old[.]example
    message: We have left it.
    hint: Link to the new one.
    source: our contract
    flagged: <a href="https://old.example/">Book</a>
    not_flagged: <a href="https://new.example/">Book</a>
""",
    )
    built.write("content/articles/sleep.md", f"{SLEEP}\nBook [with us](https://old.example/x).\n")
    built.write("templates/layouts/home.html", '{% extends "layouts/base.html" %}\n{% block main %}\n'
                '<a href="https://old.example/">Book</a>{% endblock %}\n')  # fmt: skip
    found = [each for each in built.check("--format", "json").found if each.endswith("OWN-1")]
    assert found == [
        f"content/articles/sleep.md:{len(SLEEP.splitlines()) + 2}:6 OWN-1",
        "templates/layouts/home.html:3:1 OWN-1",
    ]


def test_low_contrast_is_told_once_at_its_line(built: Project) -> None:
    built.write("static/css/base.css", "body {\n  background: #fff;\n  color: #888;\n}\n")
    [said] = html_rules(built)
    assert said.startswith("static/css/base.css:3:1 A11Y-004 #888 on #fff has a contrast of 3.5:1")
