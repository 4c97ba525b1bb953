"""What people and attackers write: each is told with its place, and the site that stands is not touched."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Project
from tests.small_site import CLINIC, DREAMS, REFERENCES, SLEEP, TEXT_PAGE

SLEEP_FILE = "content/articles/sleep.md"
CLINIC_FILE = "content/clinic.yaml"
PAGE_TEMPLATE = "templates/layouts/page.html"
INTERFACE_FILE = "templates/interface/en.yaml"
GERMAN = "languages: [en, de]\n"
BODY_LINE = 16
"""The line of `Go to bed.` in SLEEP."""


class Bad(NamedTuple):
    """Files to write (None removes one) and the problem that must be among those that are told."""

    name: str
    files: dict[str, str | bytes | None]
    found: str


def head(name: str, old: str, new: str, place: str, rule: str) -> Bad:
    """Return a fault in the front matter of an article."""
    assert old in SLEEP
    return Bad(name, {SLEEP_FILE: SLEEP.replace(old, new)}, f"{SLEEP_FILE}:{place} {rule}")


def body(name: str, text: str, column: int, rule: str) -> Bad:
    """Return a fault in the text of an article."""
    return Bad(name, {SLEEP_FILE: SLEEP.replace("Go to bed.", text)}, f"{SLEEP_FILE}:{BODY_LINE}:{column} {rule}")


def below(name: str, text: str, place: str, rule: str) -> Bad:
    """Return a fault below the text of an article, whose first free line is 20."""
    return Bad(name, {SLEEP_FILE: SLEEP + text}, f"{SLEEP_FILE}:{place} {rule}")


def whole(name: str, data: str | bytes, place: str, rule: str) -> Bad:
    """Return an article that is nothing but a fault."""
    return Bad(name, {SLEEP_FILE: data}, f"{SLEEP_FILE}:{place} {rule}")


def clinic(name: str, old: str, new: str, place: str, rule: str) -> Bad:
    """Return a fault in clinic.yaml."""
    assert old in CLINIC
    return Bad(name, {CLINIC_FILE: CLINIC.replace(old, new)}, f"{CLINIC_FILE}:{place} {rule}")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{inner}'] * 9)}]\n" for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)

BAD = [
    # Front matter
    whole("unclosed", "---\ntitle: x\n\nText.\n", "1:1", "front-matter-unclosed"),
    whole("missing", "Text.\n", "1:1", "front-matter-missing"),
    whole("a list", "---\n- a\n- b\n---\nText.\n", "2:1", "yaml-not-fields"),
    whole("alias bomb", f"---\n{BOMB}---\nText.\n", "2:4", "yaml-reference"),
    head("broken YAML", "[rest]", "[rest", "7:9", "yaml-broken"),
    head("a colon in a value", "What sleep does.", "What: sleep does.", "3:18", "yaml-broken"),
    head("duplicate key", "topics:", "title: Again\ntopics:", "7:1", "yaml-duplicate-field"),
    head("unknown key", "topics:", "topcis:", "7:1", "field-unknown"),
    head("text for a list", "[rest]", "rest", "7:9", "field-type"),
    head("list for a text", "About sleep", "[About, sleep]", "2:8", "field-type"),
    head("impossible date", "2026-10-01", "2026-02-30", "4:7", "field-date"),
    head("odd date", "2026-10-01", "1.10.2026", "4:7", "field-date"),
    head("reviewed in the future", "2026-10-02", "2027-10-02", "5:11", "date-in-future"),
    head("expires before its date", "topics:", "expires: 2026-09-01\ntopics:", "7:10", "date-order"),
    head("Python tag", "About sleep", "!!python/object/apply:os.system [id]", "2:8", "yaml-tag"),
    head("control character", "About sleep", r'"About\a sleep"', "2:8", "field-control-character"),
    head("unknown person", "doctor", "docter", "6:14", "person-unknown"),
    # Bytes
    whole("Latin-1", SLEEP.replace("Go to bed.", "Schlaf schön").encode("latin-1"), "16:11", "file-encoding"),
    whole("UTF-16", SLEEP.encode("utf-16"), "1:1", "file-encoding"),
    whole("NUL", SLEEP.replace("Go to", "Go\x00 to"), "16:3", "character-control"),
    whole("empty", b"", "1:1", "file-empty"),
    whole("blank", b"\n \n", "1:1", "file-empty"),
    whole("far too large", SLEEP + "word " * 600_000, "1:1", "file-too-large"),
    # Texts that would take for ever
    below("a line far too large", "word " * 100_000, "20:1", "line-too-long"),
    below("50,000 brackets", "[" * 50_000, "20:1", "line-too-long"),
    below("50,000 brackets in lines", ("[" * 1000 + "\n") * 50, "12:25", "too-many-characters"),
    below("50,000 elements", "<div>" * 50_000, "20:1", "line-too-long"),
    below("quotations", ">" * 5_000 + " a\n", "20:1", "too-many-characters"),
    below("nested lists", "".join(f"{'  ' * deep}- a\n" for deep in range(400)), "60:1", "nested-too-deep"),
    # Addresses
    Bad(
        "only case tells them apart",
        {"content/articles/Dreams.md": DREAMS},
        "content/articles/dreams.md:1:1 address-taken",
    ),
    Bad(
        "only an accent tells them apart",
        {"content/articles/dréams.md": DREAMS},
        "content/articles/dréams.md:1:1 address-taken",
    ),
    Bad(
        "Unicode forms",
        {"content/articles/café.md": DREAMS, "content/articles/cafe\u0301.md": DREAMS},
        "content/articles/cafe\u0301.md:1:1 name-decomposed",
    ),
    Bad(
        "a file and a folder",
        {"content/articles/dreams/index.md": DREAMS.replace("(", "(../")},
        "content/articles/dreams.md:1:1 address-taken",
    ),
    head("alias of another page", "/old/sleep/", "/about/", "9:11", "address-taken"),
    # Ways out
    head("slug ..", "topics:", "slug: ../../evil\ntopics:", "7:7", "field-slug"),
    head("slug absolute", "topics:", "slug: /etc/evil\ntopics:", "7:7", "field-slug"),
    head("slug encoded", "topics:", "slug: '%2e%2e%2fevil'\ntopics:", "7:7", "field-slug"),
    head("alias ..", "/old/sleep/", "/../../evil/", "9:11", "field-alias"),
    head("alias encoded", "[/old/sleep/]", "['/%2e%2e/evil/']", "9:11", "field-alias"),
    head("alias backwards", "[/old/sleep/]", r"['/a\..\evil/']", "9:11", "field-alias"),
    head("alias elsewhere", "[/old/sleep/]", "['//evil.example/']", "9:11", "field-alias"),
    head("alias relative", "/old/sleep/", "../../evil", "9:11", "field-alias"),
    head("alias too long a name", "/old/sleep/", f"/{'a' * 300}/", "9:11", "address-unportable"),
    head("alias too long a path", "/old/sleep/", f"/{'a/' * 3000}", "9:11", "address-unportable"),
    head("alias device", "/old/sleep/", "/con/", "9:11", "address-unportable"),
    head("picture ..", "topics:", "image:\n  src: ../../x.png\n  alt: x\ntopics:", "8:8", "field-picture"),
    head("picture absolute", "topics:", "image:\n  src: /etc/x.png\n  alt: x\ntopics:", "8:8", "field-picture"),
    head("picture encoded", "topics:", "image:\n  src: '%2e%2e/x.png'\n  alt: x\ntopics:", "8:8", "field-picture"),
    head(
        "picture elsewhere", "topics:", "image:\n  src: https://e.example/x\n  alt: x\ntopics:", "8:8", "field-picture"
    ),
    head("question ..", "[can-i-nap]", "[../articles/dreams]", "8:13", "field-name"),
    head("related absolute", "topics:", "related: [/etc/passwd]\ntopics:", "7:11", "field-name"),
    body("link ..", "[x](../../../../etc/passwd)", 1, "link-outside"),
    body("link absolute", "[x](/etc/passwd)", 1, "link-absolute"),
    body("link encoded", "[x](%2e%2e/%2e%2e/pyproject.toml)", 1, "link-malformed"),
    body("link to the disk", "[x](file:///etc/passwd)", 1, "link-scheme"),
    body("inline picture ..", "![x](../../../../etc/passwd)", 1, "picture-path"),
    body("inline picture absolute", "![x](/etc/passwd)", 1, "picture-path"),
    body("inline picture encoded", "![x](%2e%2e/x.png)", 1, "picture-path"),
    body("inline picture elsewhere", "![x](https://e.example/x.png)", 1, "picture-external"),
    clinic("menu ..", "page: articles/", "page: ../../etc/", "26:11", "page-unknown"),
    clinic("person's page ..", "page: about.md\n  doctor", "page: ../x.md\n  doctor", "16:11", "page-unknown"),
    # Links and pictures
    body("link to nothing", "See [x](gone.md).", 5, "link-broken"),
    body("link to a wrong anchor", "See [x](dreams.md#gone).", 5, "anchor-broken"),
    body("picture missing", "![x](gone.png)", 1, "picture-missing"),
    body("unknown source", "So [@nobody1999].", 5, "citation-unknown"),
    Bad(
        "link to a draft",
        {
            SLEEP_FILE: SLEEP.replace("Go to bed.", "[x](draft.md)"),
            "content/articles/draft.md": DREAMS.replace("topics:", "draft: true\ntopics:"),
        },
        f"{SLEEP_FILE}:16:1 link-unpublished",
    ),
    Bad(
        "picture corrupt",
        {SLEEP_FILE: SLEEP.replace("Go to bed.", "![x](a.png)"), "content/articles/a.png": b"\x89PNG\r\n\x1a\nno"},
        "content/articles/a.png:1:1 picture-corrupt",
    ),
    # Programs
    body("script", "Go <script>alert(1)</script>", 4, "html-element"),
    body("event handler", 'Go <b onclick="alert(1)">x</b>', 4, "html-attribute"),
    body("frame", "<iframe src='https://e.example'></iframe>", 1, "html-element"),
    body("drawing", "<svg onload=alert(1)></svg>", 1, "html-element"),
    body("javascript link", "[x](javascript:alert(1))", 1, "link-scheme"),
    body("javascript link in disguise", "[x](JaVa\tScript&#58;alert(1))", 1, "link-scheme"),
    body("data link", "[x](data:text/html;base64,AAAA)", 1, "link-scheme"),
    clinic("javascript in data", "people:", "booking_url: javascript:alert(1)\npeople:", "12:14", "address-unusable"),
    clinic(
        "javascript as the site's address", "https://small.example", "javascript:alert(1)", "3:6", "address-unusable"
    ),
    clinic("half an address", "https://small.example", "https://[small", "3:6", "address-unusable"),
    clinic(
        "two lines in one",
        "mailto:security@small.example",
        r'"mailto:a@b.example\nExpires: never"',
        "33:12",
        "address-unusable",
    ),
    # Data
    Bad("no clinic.yaml", {CLINIC_FILE: None}, f"{CLINIC_FILE}:1:1 clinic-missing"),
    clinic("clinic.yaml broken", "name: Small", "name: [Small", "1:7", "yaml-broken"),
    Bad(
        "references broken",
        {"content/references.bib": "@article{lee2020,\n title = {x\n"},
        "content/references.bib:1:1 reference-broken",
    ),
    Bad(
        "a source without an address",
        {"content/references.bib": f"% One line more.\n{REFERENCES}\n@misc{{noone, title={{A}}, year={{2020}}}}\n"},
        f"content/references.bib:{REFERENCES.count(chr(10)) + 3}:1 reference-address-missing",
    ),
    Bad(
        "a source that was retracted",
        {"content/references.bib": REFERENCES.replace("  year = {2022},", "  year = {2022},\n  retracted = {yes},")},
        f"{SLEEP_FILE}:12:48 reference-retracted",
    ),
    # Blocks and waivers
    body("unknown block", "/// nots | x\nText\n///", 5, "block-unknown"),
    body("block without end", "/// note | x\nText", 1, "block-unclosed"),
    body("waiver without a reason", "<!-- lint-ok X-1 -->", 1, "waiver-without-reason"),
    # Templates
    Bad(
        "undefined variable",
        {PAGE_TEMPLATE: "\n\n{{ view.titel }}\n" + TEXT_PAGE},
        f"{PAGE_TEMPLATE}:3:1 template-failed",
    ),
    Bad(
        "template syntax",
        {PAGE_TEMPLATE: TEXT_PAGE.replace("{% endblock %}", "")},
        f"{PAGE_TEMPLATE}:3:1 template-syntax",
    ),
    Bad(
        "syntax in a template that others include",
        {"templates/macros/prose.html": "{% macro prose(text) %}\n{{ text | }}{% endmacro %}"},
        "templates/macros/prose.html:2:1 template-syntax",
    ),
    Bad(
        "template includes what is not there",
        {PAGE_TEMPLATE: '\n{% include "gone.html" %}'},
        f"{PAGE_TEMPLATE}:1:1 template-missing",
    ),
    Bad(
        "text that is not there",
        {PAGE_TEMPLATE: '{# #}\n{{ say("toc.titel") }}\n' + TEXT_PAGE},
        f"{PAGE_TEMPLATE}:2:1 interface-key-unknown",
    ),
    Bad(
        "text whose key is computed",
        {PAGE_TEMPLATE: "\n{{ say(view.head.title) }}\n" + TEXT_PAGE},
        f"{PAGE_TEMPLATE}:2:1 template-key-computed",
    ),
    # The words of the furniture
    Bad("no words", {INTERFACE_FILE: None}, f"{CLINIC_FILE}:1:1 interface-missing"),
    Bad("a language without words", {CLINIC_FILE: GERMAN + CLINIC}, f"{CLINIC_FILE}:1:17 interface-missing"),
    Bad("no such language", {CLINIC_FILE: GERMAN.replace("de", "xx") + CLINIC}, f"{CLINIC_FILE}:1:17 language-unknown"),
    Bad("broken words", {INTERFACE_FILE: "toc: [\n"}, f"{INTERFACE_FILE}:1:6 yaml-broken"),
    Bad("words that are no text", {INTERFACE_FILE: b"\xff"}, f"{INTERFACE_FILE}:1:1 file-encoding"),
    Bad(
        "words that are not there", {INTERFACE_FILE: "toc: {title: x}\n"}, f"{INTERFACE_FILE}:1:1 interface-key-missing"
    ),
    Bad("words of no country", {INTERFACE_FILE: "locale: en-XX\n"}, f"{INTERFACE_FILE}:1:9 language-unknown"),
    Bad("words with a bracket", {INTERFACE_FILE: "toc:\n  title: '{'\n"}, f"{INTERFACE_FILE}:2:10 interface-place"),
    Bad("no template", {PAGE_TEMPLATE: None}, f"{PAGE_TEMPLATE}:1:1 template-failed"),
    Bad(
        "template without end",
        {PAGE_TEMPLATE: '{% extends "layouts/page.html" %}'},
        f"{PAGE_TEMPLATE}:1:1 template-circle",
    ),
    # Styles
    Bad(
        "stylesheet that is not there",
        {"static/css/site.css": '\n@import "gone.css";\n'},
        "static/css/site.css:2:1 style-import",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=[each.name for each in BAD])
def test_bad_input_is_told_with_its_place_and_the_site_stays(built: Project, bad: Bad) -> None:
    before = built.site()
    for path, data in bad.files.items():
        if data is None:
            (built.root / path).unlink()
        else:
            built.write(path, data)
    started = time.monotonic()
    asked = built.build("--format", "json")
    assert time.monotonic() - started < 5
    assert asked.code == 1
    assert bad.found in asked.found
    assert asked.err == "site-builder: nothing was written\n"
    problems = asked.report["problems"]
    assert problems == sorted(problems, key=lambda each: (each["file"], each["line"], each["column"]))
    assert all(each["message"] and each["hint"] for each in problems)
    assert asked.report["errors"] == sum(each["severity"] == "error" for each in problems) > 0
    assert built.site() == before
    told = built.build()
    assert (told.code, told.out) == (1, "")
    assert f"{bad.found.replace(' ', ': error[')}] " in told.err.split("\n    hint: ")[0] + told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n    hint: ") == len(problems)
    assert built.site() == before


def test_the_page_is_named_where_a_template_fails(built: Project) -> None:
    built.write(PAGE_TEMPLATE, "\n{{ view.titel }}\n")
    [problem] = built.check("--format", "json").report["problems"]
    assert "titel" in problem["message"]
    assert "content/about.md" in problem["message"]


def test_all_problems_of_a_run_stand_in_one_report(built: Project) -> None:
    for number, bad in enumerate(each for each in BAD if each.found.startswith(f"{SLEEP_FILE}:16:")):
        text = bad.files[SLEEP_FILE]
        assert isinstance(text, str | bytes)
        data = (text if isinstance(text, str) else text.decode("latin-1")).replace("/old/sleep/", f"/old/{number}/")
        if number % 2:
            built.write(f"content/articles/bad-{number:02}.md", data)
    built.write(CLINIC_FILE, CLINIC.replace("people:", "booking_url: http://x\npeople:"))
    built.write("content/articles/worse.md", b"\xff")
    built.write(PAGE_TEMPLATE, "{{ view.titel }}")
    os.mkfifo(built.root / "content" / "pipe")
    files = {each["file"] for each in built.check("--format", "json").report["problems"]}
    assert {CLINIC_FILE, "content/articles/worse.md", PAGE_TEMPLATE, "content/pipe"} < files
    assert len(files) > 10


def test_text_that_yaml_would_turn_into_something_else_stays_text(built: Project) -> None:
    built.write(SLEEP_FILE, SLEEP.replace("[rest]", "[NO, 12:30, 0123, 1.10, null]").replace("About sleep", "1e3"))
    assert built.build().code == 0
    assert {each.name for each in (built.root / "public" / "topics").iterdir()} >= {
        "no",
        "12-30",
        "0123",
        "1-10",
        "null",
    }
    assert b"<h1>1e3</h1>" in built.pages()["articles/sleep/index.html"]


@pytest.mark.parametrize("change", ["mark", "line ends", "both"])
def test_a_byte_order_mark_and_foreign_line_ends_give_the_same_bytes(built: Project, change: str) -> None:
    before = built.pages()
    for file in (built.root / "content").rglob("*"):
        if file.is_file():
            text = file.read_bytes().decode()
            text = text if change == "mark" else text.replace("\n", "\r\n")
            file.write_bytes((text if change == "line ends" else "\ufeff" + text).encode())
    assert built.build("--format", "json").found == []
    assert built.pages() == before


def test_a_script_in_a_title_is_only_text(built: Project) -> None:
    built.write(SLEEP_FILE, SLEEP.replace("About sleep", "</script></title><script>alert(1)</script>"))
    built.write(
        "content/faq/can-i-nap.md",
        built.read("content/faq/can-i-nap.md").replace("Can I nap?", "<img src=x onerror=alert(1)>?"),
    )
    built.write(CLINIC_FILE, CLINIC.replace("Small Clinic", "<script>alert(2)</script>"))
    assert built.build().code == 0
    for path, data in built.pages().items():
        assert b"<script>alert" not in data, path
        assert b"<img src=x" not in data, path


def test_files_that_are_not_files_are_told_and_never_opened(built: Project, tmp_path: Path) -> None:
    before = built.site()
    (tmp_path / "secret.md").write_text(DREAMS)
    articles = built.root / "content" / "articles"
    os.mkfifo(articles / "pipe.md")
    (articles / "out.md").symlink_to(tmp_path / "secret.md")
    (articles / "loop.md").symlink_to("loop.md")
    (articles / "ring").symlink_to("..")
    (articles / "con.md").write_text(DREAMS)
    (articles / os.fsdecode(b"caf\xe9.md")).write_text(DREAMS)
    asked = built.build("--format", "json")
    assert asked.code == 1
    assert asked.found == [
        r"content/articles/caf\udce9.md:1:1 name-unreadable",
        "content/articles/con.md:1:1 name-unportable",
        "content/articles/loop.md:1:1 symlink-broken",
        "content/articles/out.md:1:1 symlink-outside",
        "content/articles/pipe.md:1:1 file-not-regular",
        "content/articles/ring:1:1 symlink-to-folder",
    ]
    assert built.site() == before


@pytest.mark.usefixtures("no_privileges")
def test_what_may_not_be_read_is_told(built: Project) -> None:
    before = built.site()
    (built.root / SLEEP_FILE).chmod(0)
    (built.root / "content" / "faq").chmod(0)
    try:
        asked = built.build("--format", "json")
        assert asked.code == 1
        assert f"{SLEEP_FILE}:1:1 file-unreadable" in asked.found
        assert "content/faq:1:1 folder-unreadable" in asked.found
    finally:
        (built.root / "content" / "faq").chmod(0o755)
    assert built.site() == before


def test_problems_inside_a_draft_are_warnings(built: Project) -> None:
    draft = DREAMS.replace("topics:", "draft: true\ntopics:").replace("It is deep.", "<script>x</script> [x](gone.md)")
    built.write("content/articles/draft.md", draft)
    asked = built.build("--format", "json")
    assert asked.code == 0
    assert {each["severity"] for each in asked.report["problems"]} == {"warning"}
    assert len(asked.report["problems"]) >= 2
    assert "articles/draft/index.html" not in built.pages()


def test_what_was_wrong_and_is_mended_builds_again(built: Project) -> None:
    before = built.pages()
    built.write(SLEEP_FILE, b"\xff")
    assert built.build().code == 1
    built.write(SLEEP_FILE, SLEEP)
    assert built.build().code == 0
    assert built.pages() == before


TREATMENTS_FILE, FIGURES_FILE = "content/treatments.yaml", "content/figures.yaml"

TREATMENTS = """\
title: Two compared
description: Two of them.
caption: Side by side
note: Not one trial.
regulatory_as_of: 2026-11-16
treatments:
  pill:
    name: A pill
aspects:
  onset:
    name: When it starts
    cells:
      pill: A week [@lark2019].
"""

FIGURES = """\
timelines:
  onset:
    title: Onset
    description: When it starts.
    lanes:
      - treatment: A pill
        spans:
          - kind: course
            starts: 1 week
            ends: open
            label: Taken daily
            citations: [wren2018]
"""

SOURCE = "\n@misc{{{key}, title = {{On {key}}}, year = {{2019}}, grade = {{C}}, url = {{https://{key}.example/}}}}\n"

SHOWN = "\n/// compare\n///\n\n/// timeline\n    figure: onset\n///\n\nSee [all](../treatments.yaml#onset).\n"


@pytest.fixture
def compared(project: Project) -> Project:
    """The small site with data that a signed article shows, that a menu leads to, and that alone cite two sources."""
    project.write(TREATMENTS_FILE, TREATMENTS)
    project.write(FIGURES_FILE, FIGURES)
    project.write(
        "content/references.bib", REFERENCES + "".join(SOURCE.format(key=key) for key in ("lark2019", "wren2018"))
    )
    project.edit(CLINIC_FILE, "navigation:\n", "navigation:\n  - label: Compare\n    page: compare/\n")
    project.write("content/articles/dreams.md", DREAMS + SHOWN)
    assert project.run("review", "content/articles/dreams.md", "--by", "doctor", "--today", "2026-11-20").code == 0
    return project


@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        (TREATMENTS_FILE, TREATMENTS.replace("caption: Side", "caption: : ["), "3:10 yaml-broken"),
        (TREATMENTS_FILE, "- a\n- b\n", "1:1 yaml-not-fields"),
        (TREATMENTS_FILE, TREATMENTS.replace("note: Not one trial.\n", ""), "1:1 field-missing"),
        (TREATMENTS_FILE, "", "1:1 file-empty"),
        (TREATMENTS_FILE, b"\xff", "1:1 file-encoding"),
        (FIGURES_FILE, FIGURES.replace("title: Onset", "title: : ["), "3:12 yaml-broken"),
        (FIGURES_FILE, "- a\n", "1:1 yaml-not-fields"),
        (FIGURES_FILE, "timelines: none\n", "1:12 field-type"),
        (FIGURES_FILE, "", "1:1 file-empty"),
    ],
)
def test_of_a_data_file_that_cannot_be_read_only_its_own_problem_is_told(
    compared: Project, file: str, data: str | bytes, told: str
) -> None:
    # The small site has no layout for the page of the comparison.
    before = [each for each in compared.check("--format", "json").found if not each.startswith("templates/")]
    assert not [each for each in before if "dreams" in each or "unused" in each]
    compared.write(file, data)
    found = [each for each in compared.check("--format", "json").found if not each.startswith("templates/")]
    assert sorted(found) == sorted([*before, f"{file}:{told}"])


def test_of_a_bibliography_that_cannot_be_read_only_its_own_problem_is_told(compared: Project) -> None:
    before = compared.check("--format", "json").found
    compared.write("content/references.bib", b"\xff")
    found = compared.check("--format", "json").found
    assert [each for each in found if each not in before] == ["content/references.bib:1:1 file-encoding"]
