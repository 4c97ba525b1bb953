"""Which share pictures there are, and which one a page has."""

from __future__ import annotations

from site_builder.model.picture import ShareColours, SharePicture, SharePictureTask
from site_builder.model.site import SharedPicture
from site_builder.parts.share_pictures import article_file, share_picture, share_picture_tasks, site_file
from tests.builders import article, clinic, materials, options, site, sites, translation

COLOURS = ShareColours()
DRAWN = SharePicture(bytes.fromhex("0123456789abcdef" * 4), 9, "")
SITE = SharePicture(bytes.fromhex("fedcba9876543210" * 4), 8, "")


def test_there_is_one_for_each_article_and_one_for_the_site_in_each_language() -> None:
    clinics = {"en": clinic(), "es": clinic(name="Clínica", tagline="Escuchamos.")}
    titles = [("content/articles/a.md", "A"), ("content/articles/b/index.es.md", "Be"), ("content/about.md", "")]
    assert share_picture_tasks(clinics, titles, COLOURS) == {
        "en": SharePictureTask("Clinic & Sons", "", "We listen.", COLOURS),
        "es": SharePictureTask("Clínica", "", "Escuchamos.", COLOURS),
        "content/articles/a.md": SharePictureTask("A", "Clinic & Sons", "", COLOURS),
        "content/articles/b/index.es.md": SharePictureTask("Be", "Clínica", "", COLOURS),
    }


def test_a_language_that_the_clinic_does_not_name_has_none() -> None:
    assert list(share_picture_tasks({"en": clinic()}, [("content/articles/a.de.md", "A")], COLOURS)) == ["en"]


def test_it_stands_beside_the_page_and_its_address_has_the_host_and_the_base_path() -> None:
    shown = materials(share={"content/articles/a.md": DRAWN, "en": SITE})
    made = site(article("a", title="On A", slug="b"), shown=shown, run=options(base_url="https://host.example/c/"))
    [entry] = made.articles
    assert share_picture(entry, made) == SharedPicture(
        "https://host.example/c/articles/b/share.0123456789abcdef.png", "On A · Clinic & Sons"
    )
    assert share_picture(None, made) == SharedPicture(
        "https://host.example/c/share.fedcba9876543210.png", "Clinic & Sons: We listen."
    )
    assert (file := article_file(entry, made))
    assert (file.path, file.source, file.size) == (
        "articles/b/share.0123456789abcdef.png",
        "content/articles/a.md",
        9,
    )


def test_a_title_that_cannot_be_drawn_has_that_of_the_site() -> None:
    unknown = SharePicture(DRAWN.digest, 9, "睡")
    made = site(article("a"), shown=materials(share={"content/articles/a.md": unknown, "en": SITE}))
    assert article_file(made.articles[0], made) is None
    assert share_picture(made.articles[0], made) == share_picture(None, made)


def test_a_site_whose_own_name_cannot_be_drawn_has_one_without_words() -> None:
    made = site(shown=materials(share={"en": SharePicture(SITE.digest, 8, "睡")}))
    assert site_file(made)


def test_without_any_there_is_none() -> None:
    made = site(article("a"))
    assert share_picture(made.articles[0], made) is None


def test_a_translation_has_its_own_and_what_was_not_translated_that_of_its_original() -> None:
    one, other = article("one"), article("other")
    pictures = {
        "content/articles/one.md": DRAWN,
        "content/articles/one.es.md": SITE,
        "content/articles/other.md": DRAWN,
    }
    made = sites(one, other, translation(one), of=clinic(languages=("en", "es")), shown=materials(share=pictures))[1]
    found = {entry.document.name: article_file(entry, made) for entry in made.articles}
    assert {name: file.url for name, file in found.items() if file} == {
        "one": "/es/articles/one/share.fedcba9876543210.png",
        "other": "/articles/other/share.0123456789abcdef.png",
    }
