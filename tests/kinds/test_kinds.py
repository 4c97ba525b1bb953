"""All kinds together."""

from __future__ import annotations

from pathlib import Path

from site_builder import kinds
from site_builder.kinds import KINDS, WHOLE, outputs
from site_builder.model.output import Page
from tests.builders import (
    article,
    by_path,
    cell,
    clinic,
    comparison,
    materials,
    page,
    question,
    service,
    site,
    sites,
    translation,
)

REPOSITORY = Path(__file__).parents[2]


def test_every_module_is_in_the_tuple_once() -> None:
    modules = {file.stem for file in Path(kinds.__file__).parent.glob("*.py")} - {"__init__"}
    assert sorted(kind.__name__.rpartition(".")[2] for kind in (*KINDS, *WHOLE)) == sorted(modules)


def test_an_empty_site_still_has_its_fixed_addresses() -> None:
    assert sorted(by_path(outputs([site()]))) == [
        ".nojekyll",
        "404.html",
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
        shown=materials(compared=comparison(cost=(cell(), cell())), search_folder="pagefind/0123456789abcdef/"),
    )
    named = {output.template for output in outputs([made]) if isinstance(output, Page)}
    shipped = {f"layouts/{file.name}" for file in (REPOSITORY / "templates" / "layouts").glob("*.html")}
    assert named == shipped - {"layouts/base.html"}


def test_every_language_has_the_same_pages_below_its_own_folder() -> None:
    texts = (page("index"), page("about", aliases=("/who/",)), article(topics=("rest",)), question(), service())
    made = sites(*texts, translation(texts[1]), of=clinic(languages=("en", "es")))
    paths = {path for site_ in made for kind in KINDS for path in by_path(kind.outputs(site_))}
    found = [*by_path(outputs(made))]
    once = {path for kind in WHOLE for path in by_path(kind.outputs(made))}
    assert sorted(found) == sorted([*paths, *(f"es/{path}" for path in paths), *once])
    assert "es/about/index.html" in found
    assert "es/feed.xml" in found
    assert "es/404.html" in found
