"""site-builder review: the sign-off of a medical review, and what reopens it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Project

DREAMS = "content/articles/dreams.md"
SLEEP = "content/articles/sleep.md"
NAP = "content/faq/can-i-nap.md"

STRICT_REVIEWS = '[tool.site-builder]\noutput = "public"\n'


@pytest.fixture
def clinic(project: Project) -> Project:
    """The small site, with reviews taken seriously."""
    project.write("pyproject.toml", STRICT_REVIEWS)
    return project


def reviews(project: Project, *, today: str = "2026-11-20") -> dict[str, str]:
    """Return what `check` says of the reviews, by file."""
    found = project.check("--format", "json", today=today).report["problems"]
    return {each["file"]: each["rule"] for each in found if each["rule"].startswith("review-")}


def sign(project: Project, path: str, today: str = "2026-11-20") -> None:
    assert project.run("review", path, "--by", "doctor", "--today", today).code == 0


def test_a_text_that_nobody_signed_is_a_warning_and_the_page_says_so(clinic: Project) -> None:
    assert reviews(clinic)[DREAMS] == "review-unsigned"
    assert clinic.build().code == 0


def test_signing_writes_day_reviewer_and_signature_and_nothing_else(clinic: Project) -> None:
    before = clinic.read(DREAMS)
    done = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    assert (done.code, done.out) == (0, f"{DREAMS}\n")
    after = clinic.read(DREAMS)
    added = [line for line in after.split("\n") if line not in before.split("\n")]
    assert [line.partition(":")[0] for line in added] == ["reviewed", "review_digest"]
    assert added[0] == "reviewed: 2026-11-20"
    assert [line for line in before.split("\n") if line not in after.split("\n")] == ["reviewed: 2026-10-04"]
    assert DREAMS not in reviews(clinic)


def test_signing_again_changes_nothing_but_the_day(clinic: Project) -> None:
    sign(clinic, DREAMS)
    first = clinic.read(DREAMS)
    sign(clinic, DREAMS)
    assert clinic.read(DREAMS) == first
    sign(clinic, DREAMS, today="2026-11-21")
    assert clinic.read(DREAMS) == first.replace("2026-11-20", "2026-11-21")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is deep.", "It is shallow."),
        ("title: About dreams", "title: On dreams"),
        ("description: What dreams are.", "description: What they are."),
        ("[@owl2022; @lee2020; @night2021]", "[@owl2022; @night2021]"),
    ],
)
def test_a_change_of_what_the_text_says_reopens_the_review(clinic: Project, old: str, new: str) -> None:
    sign(clinic, DREAMS)
    clinic.edit(DREAMS, old, new)
    assert reviews(clinic)[DREAMS] == "review-changed"
    clinic.edit(DREAMS, new, old)
    assert DREAMS not in reviews(clinic)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is deep.", "It is deep.  \n\n\n"),
        ("It is deep.", "It  is \t deep."),
        ("title: About dreams", "title: About  dreams"),
        ("It is deep.", "<!-- a note to ourselves -->\n\nIt is deep."),
        ("topics: [rest, mind]", "topics: [mind]"),
        ("date: 2026-10-03", "date: 2026-10-02"),
    ],
)
def test_what_no_reader_is_told_reopens_nothing(clinic: Project, old: str, new: str) -> None:
    sign(clinic, DREAMS)
    clinic.edit(DREAMS, old, new)
    assert DREAMS not in reviews(clinic)


def test_a_change_of_an_answer_reopens_the_article_that_shows_it(clinic: Project) -> None:
    for path in (SLEEP, NAP, DREAMS):
        sign(clinic, path)
    assert not {SLEEP, NAP, DREAMS} & set(reviews(clinic))
    clinic.write(NAP, clinic.read(NAP) + "\nOne more sentence.\n")
    assert {path: rule for path, rule in reviews(clinic).items() if path in (SLEEP, NAP, DREAMS)} == {
        NAP: "review-changed",
        SLEEP: "review-changed",
    }


def test_a_day_for_the_next_review_that_has_passed_is_taken_out(clinic: Project) -> None:
    clinic.edit(DREAMS, "reviewed_by: doctor", "reviewed_by: doctor\nreview_due: 2026-11-20")
    sign(clinic, DREAMS)
    assert "review_due" not in clinic.read(DREAMS)


def test_a_day_for_the_next_review_that_is_to_come_stays(clinic: Project) -> None:
    clinic.edit(DREAMS, "reviewed_by: doctor", "reviewed_by: doctor\nreview_due: 2026-11-21")
    sign(clinic, DREAMS)
    assert "review_due: 2026-11-21" in clinic.read(DREAMS)


def test_line_ends_notes_and_a_byte_order_mark_stay(clinic: Project) -> None:
    text = clinic.read(DREAMS).replace("reviewed_by: doctor", 'reviewed_by: "doctor"  # our own')
    clinic.write(DREAMS, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    sign(clinic, DREAMS)
    data = (clinic.root / DREAMS).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b'reviewed_by: "doctor"  # our own\r\n' in data
    assert not clinic.check().err.count("field-cut-short")


def test_an_absolute_path_is_understood(clinic: Project) -> None:
    sign(clinic, str(clinic.root / DREAMS))
    assert DREAMS not in reviews(clinic)


def test_a_draft_can_be_signed_before_it_is_published(clinic: Project) -> None:
    text = clinic.read(DREAMS).replace("reviewed: 2026-10-04\nreviewed_by: doctor\n", "draft: true\n")
    clinic.write("content/articles/new.md", text.replace("About dreams", "About naps"))
    sign(clinic, "content/articles/new.md")
    clinic.edit("content/articles/new.md", "draft: true\n", "")
    assert "content/articles/new.md" not in reviews(clinic)


def test_a_text_that_was_a_draft_is_signed_though_it_lacks_its_review(clinic: Project) -> None:
    clinic.edit(DREAMS, "reviewed: 2026-10-04\nreviewed_by: doctor\n", "")
    assert f"Run: site-builder review {DREAMS} --by KEY" in clinic.check().err
    sign(clinic, DREAMS)
    assert DREAMS not in reviews(clinic)


def test_a_text_that_its_author_reviewed_is_signed_by_somebody_else(clinic: Project) -> None:
    clinic.edit(DREAMS, "reviewed_by: doctor", "author: writer\nreviewed_by: writer")
    sign(clinic, DREAMS)
    assert DREAMS not in reviews(clinic)


@pytest.mark.parametrize(("by", "said"), [("docter", "did you mean doctor?"), ("writer", "is the author of this text")])
def test_a_reviewer_who_cannot_sign_is_told_before_the_errors_of_the_text(clinic: Project, by: str, said: str) -> None:
    clinic.edit(DREAMS, "It is deep.", "Ketamine cures all.")
    refused = clinic.run("review", DREAMS, "--by", by)
    assert refused.code == 2
    assert said in refused.err
    assert refused.err.count("\n") == 1


def test_whoever_signs_a_translation_is_told_what_it_lacks(clinic: Project) -> None:
    path = DREAMS.replace(".md", ".es.md")
    clinic.edit("content/clinic.yaml", "name:", "languages: [en, es]\nname:")
    clinic.write(path, "---\ntitle: Los sueños\ndescription: Qué son los sueños.\n---\nSon hondos.\n")
    done = clinic.run("review", path, "--by", "doctor", "--today", "2026-11-20")
    assert (done.code, done.out) == (0, f"{path}\n")
    assert f"{path}:1:1: warning[translation-differs] {DREAMS} cites 'lee2020'" in done.err
    assert done.err.endswith("Any change to what the text says reopens the review.\n")


@pytest.mark.parametrize(
    ("path", "by", "said"),
    [
        (DREAMS, "docter", "did you mean doctor?"),
        (DREAMS, "writer", "'writer' is the author of this text"),
        ("content/about.md", "doctor", "only articles and questions have a medical review"),
        ("content/gone.md", "doctor", "there is no file content/gone.md"),
        ("content/clinic.yaml", "doctor", "is no content file"),
    ],
)
def test_what_cannot_be_signed_is_refused_and_nothing_is_written(
    clinic: Project, path: str, by: str, said: str
) -> None:
    before = clinic.read(DREAMS)
    refused = clinic.run("review", path, "--by", by, "--today", "2026-11-20")
    assert refused.code == 2
    assert said in refused.err
    assert clinic.read(DREAMS) == before


def test_a_file_that_cannot_be_read_is_not_signed(clinic: Project) -> None:
    clinic.edit(DREAMS, "title: About dreams\n", "")
    before = clinic.read(DREAMS)
    refused = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    assert refused.code == 1
    assert "field-missing" in refused.err
    assert clinic.read(DREAMS) == before


def status(project: Project, today: str) -> dict[str, dict[str, Any]]:
    told = json.loads(project.run("status", "--format", "json", "--today", today).out)
    assert told["today"] == today
    return {each["file"]: each for each in told["files"]}


def test_status_follows_a_review_through_its_year(clinic: Project) -> None:
    assert status(clinic, "2026-11-20")[DREAMS]["review"] == "unsigned"
    sign(clinic, DREAMS)
    for today, review, days in (
        ("2026-11-20", "current", 365),
        ("2027-09-20", "current", 61),
        ("2027-09-21", "due soon", 60),
        ("2027-11-20", "due soon", 0),
        ("2027-11-21", "overdue", -1),
    ):
        told = status(clinic, today)[DREAMS]
        assert (told["review"], told["days"]) == (review, days), today
    clinic.edit(DREAMS, "It is deep.", "It is not.")
    assert status(clinic, "2026-11-20")[DREAMS]["review"] == "changed"


def test_a_text_with_errors_is_not_signed(clinic: Project) -> None:
    clinic.edit(DREAMS, "It is deep.", "Ketamine cures all.")
    before = clinic.read(DREAMS)
    refused = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    assert refused.code == 1
    assert "FTC-001" in refused.err
    assert clinic.read(DREAMS) == before


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("content/articles/dream.md", "did you mean content/articles/dreams.md?"),
        ("dreams.md", "did you mean content/articles/dreams.md?"),
        ("content/faq/dreams.md", "did you mean content/articles/dreams.md?"),
        ("content/faq/can-i-nap", "did you mean content/faq/can-i-nap.md?"),
        ("qqq", "name an article or a question, as in content/faq/name.md"),
    ],
)
def test_a_path_that_leads_nowhere_is_wrong_use_and_the_nearest_is_named(
    clinic: Project, given: str, hint: str
) -> None:
    asked = clinic.run("review", given, "--by", "doctor")
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == f"site-builder: there is no file {given} in {clinic.root}; {hint}\n"


def test_a_file_that_is_no_text_is_wrong_use_and_the_nearest_is_named(clinic: Project) -> None:
    asked = clinic.run("review", "content/clinic.yaml", "--by", "doctor")
    assert asked.code == 2
    assert asked.err.startswith("site-builder: content/clinic.yaml is no content file; ")


def test_a_text_is_not_signed_while_the_data_that_it_shows_have_errors(clinic: Project) -> None:
    clinic.write("content/figures.yaml", "timelines: [\n")
    clinic.write(DREAMS, clinic.read(DREAMS) + "\n/// timeline\n    figure: onset\n///\n")
    before = clinic.read(DREAMS)
    asked = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    assert asked.code == 1
    assert asked.err.startswith("content/figures.yaml:1:12: error[yaml-broken]")
    assert asked.err.endswith("nothing was signed, since the text, or what it shows, has errors; mend them first\n")
    assert clinic.read(DREAMS) == before
    sign(clinic, SLEEP)


def test_without_a_name_it_says_who_may_sign(clinic: Project) -> None:
    before = clinic.read(DREAMS)
    asked = clinic.run("review", DREAMS)
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == (
        f"site-builder: who has reviewed {DREAMS}? Run the same again with one of these behind it:\n"
        "    --by doctor   Doctor, MD\n"
    )
    assert clinic.read(DREAMS) == before


def test_of_an_answer_everybody_may_sign(clinic: Project) -> None:
    said = clinic.run("review", NAP).err
    assert "    --by writer   Writer, MA\n" in said
    assert "    --by doctor   Doctor, MD\n" in said


def test_where_there_is_nobody_but_the_author_it_says_so(clinic: Project) -> None:
    clinic.edit("content/clinic.yaml", "  doctor:\n    role: Doctor\n    credentials: MD\n", "")
    assert f"nobody may sign {DREAMS}: content/clinic.yaml names nobody" in clinic.run("review", DREAMS).err


def test_a_path_from_another_folder_is_understood(clinic: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clinic.root / "content/articles")
    sign(clinic, "dreams.md")
    sign(clinic, "../faq/can-i-nap.md")
    assert not {DREAMS, NAP} & set(reviews(clinic))


def test_a_path_from_the_root_comes_first(clinic: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = clinic.write(f"static/{DREAMS}", clinic.read(DREAMS))
    before = inner.read_bytes()
    monkeypatch.chdir(clinic.root / "static")
    sign(clinic, DREAMS)
    assert inner.read_bytes() == before


REVIEWED = "reviewed: 2026-10-04\nreviewed_by: doctor\n"


@pytest.mark.parametrize(
    ("written", "signed"),
    [
        ('"reviewed": "2026-10-04"\n\'reviewed_by\': doctor\n', "reviewed: 2026-11-20\nreviewed_by: doctor\n"),
        (
            "'reviewed': '2026-10-04' # in March\nreviewed_by:   \"doctor\"  # ours\n",
            'reviewed: "2026-11-20" # in March\nreviewed_by: "doctor"  # ours\n',
        ),
        ("# who read it\nreviewed_by: doctor\n\nreviewed: 2026-10-04\n", None),
        ("sponsored: |\n  reviewed: never\n  reviewed_by: nobody\n" + REVIEWED, None),
        ("sponsored: >-\n  a\n\n  b\n" + REVIEWED, None),
        ("topics: [rest, mind]  # {reviewed: no}\n" + REVIEWED, None),
    ],
    ids=["quoted keys", "notes", "order", "a block", "a folded block", "a list"],
)
def test_only_its_own_lines_change(clinic: Project, written: str, signed: str | None) -> None:
    clinic.edit(DREAMS, "topics: [rest, mind]\n", "")
    clinic.edit(DREAMS, REVIEWED, written)
    before = clinic.read(DREAMS).split("\n")
    sign(clinic, DREAMS)
    after = clinic.read(DREAMS)
    if signed:
        assert signed in after
    own = ("reviewed", "review_digest:", '"reviewed"', "'reviewed")
    assert [line for line in after.split("\n") if not line.startswith(own)] == [
        line for line in before if not line.startswith(own)
    ]
    assert DREAMS not in reviews(clinic)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["Windows", "old Macs", "Unix"])
def test_every_end_of_a_line_stays(clinic: Project, end: str) -> None:
    text = clinic.read(DREAMS).removesuffix("\n").replace("\n", end)
    clinic.write(DREAMS, text.encode())
    sign(clinic, DREAMS)
    data = (clinic.root / DREAMS).read_bytes().decode()
    assert f"reviewed: 2026-11-20{end}reviewed_by: doctor{end}review_digest: " in data
    assert data.replace(end, "").isprintable()
    assert not data.endswith(end)


def test_a_body_with_other_ends_of_lines_stays_as_it_is(clinic: Project) -> None:
    body = b"\nIt is deep.\r\nAnd long.\rAnd late.\n"
    head = clinic.read(DREAMS).split("---\n")[1]
    clinic.write(DREAMS, b"---\n" + head.encode() + b"---\n" + body)
    sign(clinic, DREAMS)
    assert (clinic.root / DREAMS).read_bytes().endswith(b"\n---\n" + body)


@pytest.mark.parametrize(
    "head",
    [
        "{title: About dreams, description: What dreams are., date: 2026-10-03, reviewed: 2026-10-04, "
        "reviewed_by: doctor}\n",
        "title: About dreams\ndescription: What dreams are.\ndate: 2026-10-03\nreviewed:\n  2026-10-04\n"
        "reviewed_by: doctor\n",
    ],
    ids=["all in braces", "a value on the next line"],
)
def test_front_matter_that_has_no_lines_to_change_is_left_alone(clinic: Project, head: str) -> None:
    clinic.write(DREAMS, f"---\n{head}---\n\nIt is deep.\n")
    before = clinic.read(DREAMS)
    asked = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    assert asked.code == 2
    assert "cannot be changed line by line; write reviewed, reviewed_by and review_due each on one line" in asked.err
    assert clinic.read(DREAMS) == before


def test_a_field_that_is_given_twice_is_an_error_first(clinic: Project) -> None:
    clinic.edit(DREAMS, REVIEWED, REVIEWED + REVIEWED)
    before = clinic.read(DREAMS)
    asked = clinic.run("review", DREAMS, "--by", "doctor")
    assert asked.code == 1
    assert "nothing was signed" in asked.err
    assert clinic.read(DREAMS) == before


def test_a_link_is_signed_where_it_leads(clinic: Project) -> None:
    (clinic.root / DREAMS).rename(clinic.root / "content/articles/real.txt")
    (clinic.root / DREAMS).symlink_to("real.txt")
    sign(clinic, DREAMS)
    assert (clinic.root / DREAMS).is_symlink()
    assert "reviewed: 2026-11-20" in clinic.read("content/articles/real.txt")


def test_a_folder_that_refuses_is_told_and_the_file_stays(clinic: Project, no_privileges: None) -> None:
    before = clinic.read(DREAMS)
    reviews(clinic)
    (clinic.root / "content/articles").chmod(0o555)
    try:
        asked = clinic.run("review", DREAMS, "--by", "doctor", "--today", "2026-11-20")
    finally:
        (clinic.root / "content/articles").chmod(0o755)
    assert asked.code == 3
    assert "Permission denied" in asked.err
    assert clinic.read(DREAMS) == before
