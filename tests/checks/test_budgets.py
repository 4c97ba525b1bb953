"""Pages that weigh more than the settings allow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from textwrap import dedent

import pytest

from site_builder.checks import budgets
from site_builder.checks.budgets import Weighed, are_kept, budget_of, by_kind, weighed
from site_builder.kinds import VIEWS
from site_builder.model.budget import KINDS, MEASURES, Budget, Heaviest, KindWeight, Shown, Weight
from site_builder.model.output import Artifact, Drawing, Rendered
from site_builder.report import as_text
from tests.conftest import Project

Drawn = tuple[Drawing, Rendered]

SLEEP = "content/articles/sleep.md"


def drawn(
    path: str = "articles/sleep/index.html",
    source: str = SLEEP,
    kind: str = "article",
    *,
    size: int = 0,
    weight: Weight = Weight(),  # noqa: B008  # frozen
) -> Drawn:
    """Return a page as render leaves it."""
    return Drawing(path, source, f"layouts/{kind}.html", b"", (), b""), Rendered(b"page", size, (), weight=weight)


FILES = {"css/site.css": 7000, "js/start.js": 900, "room-480.avif": 20_000, "room-960.avif": 61_000, "room-960.jpg": 90_000,
         "door.png": 300_000, "señal.png": 5}  # fmt: skip

ROOM = Shown(("/room-480.avif", "/room-960.avif", "/room-960.jpg"))


def weights(*pages: Drawn, base: str = "/") -> list[Weighed]:
    """Return the pages weighed, among `FILES`."""
    return [*weighed(pages, [Artifact(path, "", b"", size) for path, size in FILES.items()], base)]


def said(pages: Iterable[Weighed], drafts: tuple[str, ...] = (), **limits: Budget) -> str:
    """Return what is said of the pages, as `check` would print it."""
    return as_text(are_kept(pages, limits, drafts.__contains__))


def text(said: str) -> str:
    return dedent(said.strip("\n"))


def test_every_layout_but_that_of_old_addresses_has_a_budget_of_its_own() -> None:
    assert {budgets.kind_of(layout) for layout in VIEWS} - {"redirect"} == set(KINDS)
    assert weights(drawn(kind="redirect")) == []


def test_html_that_is_too_large_is_told_with_what_is_written_into_it() -> None:
    pages = weights(drawn(size=95_000, weight=Weight(inline=12_000)))
    assert said(pages, article=Budget(bytes=90_000)) == text(
        """
        content/articles/sleep.md:1:1: error[budget-bytes] The page /articles/sleep/ is 95,000 bytes of HTML, 5,000 more than the 90,000 that pyproject.toml allows an article; of these, 12,000 are styles and scripts within it.
            hint: Shorten the page or divide it in two. Or raise bytes in [tool.site-builder.budgets.article] of pyproject.toml.
        """
    )
    assert said(pages, article=Budget(bytes=95_000)) == ""


def test_html_that_is_too_large_compressed_is_told() -> None:
    pages = weights(drawn(size=95_000, weight=Weight(compressed=18_001, inline=12_000)))
    assert said(pages, article=Budget(compressed=18_000)) == text(
        """
        content/articles/sleep.md:1:1: error[budget-compressed] The page /articles/sleep/ is 18,001 bytes compressed, 1 more than the 18,000 that pyproject.toml allows an article; of the 95,000 before that, 12,000 are styles and scripts within it.
            hint: Shorten the page or divide it in two: nothing of it is seen before it begins to arrive. Or raise compressed in [tool.site-builder.budgets.article] of pyproject.toml.
        """
    )
    assert said(pages, article=Budget(compressed=18_001)) == ""


def test_too_many_files_at_once_are_named() -> None:
    pages = weights(drawn(weight=Weight(loads=("/css/site.css", "/js/start.js"), pictures=(ROOM,))))
    assert said(pages, article=Budget(requests=3)) == text(
        """
        content/articles/sleep.md:1:1: error[budget-requests] The page /articles/sleep/ makes a browser fetch 4 files at once, 1 more than the 3 that pyproject.toml allows an article; these are the page and site.css, start.js and room-960.jpg.
            hint: Take out what readers can do without; a picture further down can wait (loading=lazy). Or raise requests in [tool.site-builder.budgets.article] of pyproject.toml.
        """
    )
    assert said(pages, article=Budget(requests=4)) == ""


def test_files_that_the_layout_names_are_told_at_the_layout() -> None:
    pages = weights(drawn(weight=Weight(loads=("/css/site.css", "/js/start.js"))))
    assert said(pages, article=Budget(requests=2)).startswith(
        "templates/layouts/article.html:1:1: error[budget-requests]"
    )


def test_files_have_the_names_that_their_writers_know() -> None:
    pages = weights(
        drawn(weight=Weight(loads=("/css/site.f57d2ab1736442e2.css", "/a/facade.png", "/b/se%C3%B1al.svg?1")))
    )
    assert (
        said(pages, article=Budget(requests=1))
        .partition("page and ")[2]
        .startswith("site.css, facade.png and señal.svg.")
    )


def test_of_many_files_the_first_are_named() -> None:
    pages = weights(drawn(weight=Weight(loads=tuple([f"/{number}.js" for number in range(1200)]))))
    assert "1,201 files" in said(pages, article=Budget(requests=1))
    assert "the page and 0.js, 1.js, 2.js, 3.js, 4.js, 5.js, 6.js, 7.js and 1192 more." in said(
        pages, article=Budget(requests=1)
    )


def test_pictures_that_are_too_heavy_are_told_with_the_heaviest() -> None:
    door = Shown(("/door.png",), waits=True)
    pages = weights(drawn(weight=Weight(pictures=(ROOM, door, door))))
    assert (pages[0].pictures, pages[0].requests) == (390_000, 2)
    assert said(pages, article=Budget(pictures=250_000)) == text(
        """
        content/articles/sleep.md:1:1: error[budget-pictures] The page /articles/sleep/ shows pictures of 390,000 bytes, 140,000 more than the 250,000 that pyproject.toml allows an article; the heaviest is door.png with 300,000.
            hint: Crop the heaviest picture, or show fewer. Or raise pictures in [tool.site-builder.budgets.article] of pyproject.toml.
        """
    )
    assert said(pages, article=Budget(pictures=390_000)) == ""


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("/clinic/door.png", 300_000),
        ("/clinic/door.png?1", 300_000),
        ("/clinic/se%C3%B1al.png", 5),
        ("/door.png", 0),
        ("https://elsewhere.example/door.png", 0),
        ("/clinic/gone.png", 0),
    ],
)
def test_a_file_is_found_by_any_address_of_it_below_the_path_of_the_site(address: str, size: int) -> None:
    [page] = weights(drawn(weight=Weight(pictures=(Shown((address,)),))), base="/clinic/")
    assert (page.url, page.pictures, page.requests) == ("/clinic/articles/sleep/", size, 2)


def test_a_page_of_no_single_text_is_told_at_its_layout_and_one_of_data_at_the_data() -> None:
    lists = weights(
        drawn("es/articles/index.html", "content/articles", "article_list", size=2),
        drawn("404.html", "content", "not_found", size=2),
        drawn("evidence/index.html", "content/references.bib", "evidence", size=2),
    )
    heard = said(lists, default=Budget(bytes=1)).splitlines()
    assert [line.partition(" ")[0] for line in heard[::2]] == [
        "templates/layouts/article_list.html:1:1:",
        "templates/layouts/not_found.html:1:1:",
        "content/references.bib:1:1:",
    ]
    assert "The page /es/articles/ is" in heard[0]
    assert "allows a list of articles" in heard[0]
    assert "The page /404.html is" in heard[2]


def test_what_a_kind_leaves_open_is_as_in_default() -> None:
    known = {"default": Budget(1, 2, None, 4), "article": Budget(bytes=9, requests=3)}
    assert budget_of("article", known) == Budget(9, 2, 3, 4)
    assert budget_of("faq", known) == Budget(1, 2, None, 4)
    assert budget_of("faq", {}) == Budget()
    hint = as_text(are_kept(weights(drawn(weight=Weight(compressed=3))), known, lambda _: False))
    assert "Or raise compressed in [tool.site-builder.budgets.default] of pyproject.toml." in hint


def test_languages_share_a_budget() -> None:
    spanish = drawn("es/articles/sleep/index.html", "content/articles/sleep.es.md", size=2)
    heard = said(weights(drawn(size=2), spanish), article=Budget(bytes=1)).splitlines()
    assert [line.partition(":")[0] for line in heard[::2]] == [SLEEP, "content/articles/sleep.es.md"]


def test_a_draft_is_warned_at_most_even_of_what_its_layout_names() -> None:
    page = weights(drawn(size=2, weight=Weight(loads=("/js/start.js",))))
    heard = said(page, drafts=(SLEEP,), article=Budget(bytes=1, requests=1)).splitlines()
    assert [line.partition(" The")[0] for line in heard[::2]] == [
        f"{SLEEP}:1:1: warning[budget-bytes]",
        f"{SLEEP}:1:1: warning[budget-requests]",
    ]
    assert heard[0].endswith("Once it is no draft, this is an error.")


def test_the_heaviest_page_of_a_kind_is_told_for_each_measure() -> None:
    light, heavy = drawn("a/index.html", size=1, weight=Weight(9)), drawn("b/index.html", size=2, weight=Weight(8))
    found = by_kind(weights(drawn("404.html", "content", "not_found"), light, heavy), {"article": Budget(bytes=5)})
    assert found == (
        KindWeight(
            "article", 2, (Heaviest("/b/", 2, 5), Heaviest("/a/", 9, None), Heaviest("/a/", 1, None), Heaviest("/a/", 0, None))
        ),
        KindWeight("not_found", 1, (Heaviest("/404.html", 0, None),) * 2 + (Heaviest("/404.html", 1, None), Heaviest("/404.html", 0, None))),
    )  # fmt: skip
    assert [each.kind for each in found] == [kind for kind in KINDS if kind in ("article", "not_found")]


def test_every_measure_has_its_rule() -> None:
    assert tuple(budgets.RULES) == MEASURES


def test_a_changed_limit_is_noticed_and_a_warm_build_repeats_what_a_cold_one_said(project: Project) -> None:
    settings = project.read("pyproject.toml")
    assert project.build().code == 0
    before = project.site()
    project.write("pyproject.toml", f"{settings}\n[tool.site-builder.budgets.article]\nbytes = 1000\n")
    warm = project.build("--format", "json")
    assert warm.code == 1
    assert warm.found == ["content/articles/dreams.md:1:1 budget-bytes", "content/articles/sleep.md:1:1 budget-bytes"]
    assert project.site() == before
    assert warm.out == project.build("--format", "json", "--no-cache").out
    # What is no error is written, and told again by the build that finds nothing to do.
    project.edit("pyproject.toml", "review-changed", 'budget-bytes = "warning"\nreview-changed')
    first = project.build("--format", "json")
    assert (first.code, first.found) == (0, warm.found)
    assert project.build("--format", "json").out == first.out
    assert {each["severity"] for each in json.loads(first.out)["problems"]} == {"warning"}


def test_a_fault_of_every_list_is_told_once(project: Project) -> None:
    project.write("pyproject.toml", f"{project.read('pyproject.toml')}\n[tool.site-builder.budgets.topic]\nbytes = 9\n")
    [found] = project.check("--format", "json", "--base-url", "https://x.example/a/b").report["problems"]
    assert (found["file"], found["rule"]) == ("templates/layouts/topic.html", "budget-bytes")
    assert found["message"].startswith("The page /a/b/topics/mind/ is ")
    assert found["message"].endswith(" The same holds for 2 more pages.")
