"""A writer's whole way, as one: serve, begin an article, make three mistakes, mend them, sign the review, publish."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.cli import FINE, PROBLEMS, main

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
TITLE = "Ask what comes after the first dose"
NAME = "ask-what-comes-after-the-first-dose"
DAY = ["--today", "2026-11-20"]

TEXT = """
The lift from ketamine often fades within days to weeks after the last dose [@zarate2006; @murrough2013b]. So ask what
comes afterwards before you have the first one.

## What the studies found

In a trial of 17 people, 71% had their symptom score at least halved the day after one ketamine infusion. After a
placebo it was none. After a week it was 35% [@zarate2006]. How long more doses can safely go on is not well known
[@short2018].

## Risks and side effects

On the day people often feel detached or dizzy, and blood pressure rises [@short2018]. The label warns of harm to the
bladder [@ketalarpi].

## What to do next

Write your questions down. [What a first visit is like](what-a-session-is-like/index.md) may help.
"""

MISTAKES = {
    "[@short2018]": "[@shorrt2018]",
    "(what-a-session-is-like/index.md)": "(what-a-sesion-is-like/index.md)",
    "often fades within days": "is a miracle cure that fades within days",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("content", "static", "templates"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    """Return where the project is served while it changes."""
    command = [sys.executable, "-m", "site_builder", "--root", str(project), "serve", "--port", "0", *DAY]
    with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = (re.search(r"is at (http://\S+/)", line) for line in process.stderr)
        address = next(found[1] for found in told if found)
        reader = threading.Thread(target=process.stderr.read)
        reader.start()
        yield address
        process.terminate()
        reader.join()


def run(project: Path, *words: str) -> int:
    return main(["--root", str(project), *words, *DAY])


def test_from_an_empty_page_to_a_published_article(
    project: Path, preview: str, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    file = project / "content" / "articles" / f"{NAME}.md"
    overlay = page.get_by_role("region", name="Problems to mend")
    ribbon = page.get_by_role("region", name="Why only you see this page")

    # A draft that builds at once, shown as it is written.
    assert run(project, "new", "article", TITLE) == FINE
    page.goto(f"{preview}articles/{NAME}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(ribbon).to_contain_text("Draft")
    picture(page, tmp_path / "1-a-draft.png")

    # Three mistakes, told together while the page stays.
    said = 'description: "The effect often fades, so ask for a plan first."'
    head = re.sub(r"^description: .*", said, file.read_text().partition("\n---\n")[0], flags=re.M) + "\n---\n"
    wrong = TEXT
    for right, mistake in MISTAKES.items():
        wrong = wrong.replace(right, mistake, 1)
    file.write_text(head + wrong)
    expect(overlay.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(overlay).to_contain_text("shorrt2018")
    expect(overlay).to_contain_text("Did you mean [@short2018]?")
    picture(page, tmp_path / "2-three-mistakes.png")

    # Each is gone as it is mended.
    for left, (right, mistake) in zip((2, 1, 0), MISTAKES.items(), strict=True):
        wrong = wrong.replace(mistake, right)
        file.write_text(head + wrong)
        expect(overlay.get_by_role("listitem")).to_have_count(left)
    expect(overlay).to_be_hidden()
    expect(page.locator("main")).to_contain_text("The lift from ketamine often fades")
    picture(page, tmp_path / "3-mended.png")

    # Signed off by a clinician, and no draft any more.
    capsys.readouterr()
    assert run(project, "review", str(file), "--by", "nurse-lead") in (FINE, PROBLEMS), capsys.readouterr().err
    file.write_text(file.read_text().replace("draft: true\n", ""))
    expect(ribbon).to_be_hidden()
    margin = page.get_by_role("region", name="Notes for the writer")
    expect(margin).to_contain_text("2026-11-20")
    picture(page, tmp_path / "4-signed.png")

    # Published: nothing is an error, and the page is in the site.
    assert run(project, "build") == FINE, capsys.readouterr().err
    made = (project / "public" / "articles" / NAME / "index.html").read_text()
    assert TITLE in made
    assert "-preview" not in made
    assert [url for url in requests if not url.startswith(preview)] == []
    page.close()


def picture(page: Page, file: Path) -> None:
    page.screenshot(path=file)
    assert file.stat().st_size > 10_000
