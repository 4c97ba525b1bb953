"""All kinds together."""

from __future__ import annotations

from pathlib import Path

from site_builder import kinds
from site_builder.kinds import KINDS
from site_builder.model.output import Page
from tests.builders import article, by_path, cell, clinic, comparison, materials, page, question, service, site

REPOSITORY = Path(__file__).parents[2]


def test_every_module_is_in_the_tuple_once() -> None:
    modules = {file.stem for file in Path(kinds.__file__).parent.glob("*.py")} - {"__init__"}
    assert sorted(kind.__name__.rpartition(".")[2] for kind in KINDS) == sorted(modules)


def test_an_empty_site_still_has_its_fixed_addresses() -> None:
    assert sorted(by_path(output for kind in KINDS for output in kind.outputs(site()))) == [
        ".nojekyll",
        "404.html",
        "_redirects",
        "articles/index.html",
        "evidence/index.html",
        "faq/index.html",
        "feed.xml",
        "robots.txt",
        "services/index.html",
        "sitemap.xml",
        "topics/index.html",
    ]


def test_every_template_that_a_kind_names_is_shipped() -> None:
    made = site(
        page("index"),
        page("about"),
        page("consultation", layout="consultation"),
        article(aliases=("/old/",)),
        question(),
        service(),
        of=clinic(),
        shown=materials(compared=comparison(cost=(cell(), cell()))),
    )
    named = {output.template for kind in KINDS for output in kind.outputs(made) if isinstance(output, Page)}
    shipped = {f"layouts/{file.name}" for file in (REPOSITORY / "templates" / "layouts").glob("*.html")}
    assert named == shipped - {"layouts/base.html"}
