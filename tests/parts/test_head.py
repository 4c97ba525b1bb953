"""What every page says of itself."""

from __future__ import annotations

from site_builder.model.picture import SharePicture
from site_builder.model.site import Crumb, Head, Translated
from site_builder.parts.head import document_head, list_head
from tests.builders import article, clinic, day, materials, options, page, site, sites, translation


def test_the_head_of_a_document_comes_from_its_front_matter() -> None:
    made = site(page("about", updated=day("2026-03-04")), run=options(base_url="https://host.example/c/"))
    assert document_head(made.pages[0], made) == Head(
        url="/c/about/",
        canonical="https://host.example/c/about/",
        title="The about page",
        description="All about about.",
        section="/c/about/",
        updated=day("2026-03-04"),
        path="about/",
    )


def test_a_document_within_a_section_keeps_that_marked() -> None:
    made = site(page("about"))
    crumbs = (Crumb("/more/", "More"),)
    head = document_head(made.pages[0], made, section="/more/", crumbs=crumbs)
    assert (head.section, head.crumbs) == ("/more/", crumbs)


def test_a_list_belongs_to_the_first_part_of_its_address() -> None:
    head = list_head("topics/sleep/", "Sleep", "On sleep.", site(run=options(base_url="https://host.example/c")))
    assert (head.url, head.section) == ("/c/topics/sleep/", "/c/topics/")
    assert head.canonical == "https://host.example/c/topics/sleep/"
    assert head.indexed


def test_a_page_names_the_languages_in_which_it_was_written() -> None:
    about, team = page("about"), page("team")
    english, spanish = sites(about, team, translation(about), of=clinic(languages=("en", "es")))
    assert [document_head(entry, english).languages for entry in english.pages] == [("en", "es"), ("en",)]
    assert list_head("topics/", "Temas", "Todos.", spanish).languages == ("en", "es")
    assert list_head("topics/", "Topics", "All.", site()).languages == ()


def test_what_was_not_translated_has_the_original_for_its_canonical_address() -> None:
    about, team = page("about"), page("team")
    _, spanish = sites(about, team, translation(about), of=clinic(languages=("en", "es")))
    whole, missing = (document_head(entry, spanish) for entry in spanish.pages)
    assert (whole.canonical, whole.language, whole.translated) == (
        "https://clinic.example/es/about/",
        "",
        Translated.WHOLE,
    )
    assert (missing.url, missing.canonical) == ("/es/team/", "https://clinic.example/team/")
    assert (missing.language, missing.translated, missing.path) == ("en", Translated.MISSING, "team/")


def test_a_translation_whose_original_was_changed_says_so() -> None:
    about = page("about")
    own = translation(about)
    _, spanish = sites(about, own, of=clinic(languages=("en", "es")), behind=[own.path])
    assert document_head(spanish.pages[0], spanish).translated is Translated.BEHIND


def test_an_article_has_its_day_and_its_own_picture_and_other_pages_that_of_the_site() -> None:
    share = {"en": SharePicture(b"\1" * 32, 1, ""), "content/articles/a.md": SharePicture(b"\2" * 32, 1, "")}
    made = site(article("a", date=day("2026-03-04")), page("about"), shown=materials(share=share))
    of_article, of_page = (document_head(entry, made) for entry in (*made.articles, *made.pages))
    assert (of_article.published, of_page.published) == (day("2026-03-04"), None)
    assert [head.picture.url for head in (of_article, of_page, list_head("faq/", "", "", made)) if head.picture] == [
        "https://clinic.example/articles/a/share.0202020202020202.png",
        "https://clinic.example/share.0101010101010101.png",
        "https://clinic.example/share.0101010101010101.png",
    ]
