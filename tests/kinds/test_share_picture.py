"""The files of share pictures."""

from __future__ import annotations

from site_builder.kinds import share_picture
from site_builder.model.output import Copied
from site_builder.model.picture import SharePicture
from tests.builders import article, clinic, materials, page, sites, translation

DRAWN = SharePicture(bytes.fromhex("0123456789abcdef" * 4), 9, "")
UNKNOWN = SharePicture(bytes.fromhex("0123456789abcdef" * 4), 9, "睡")


def files(*names: str, languages: tuple[str, ...] = ("en",)) -> list[str]:
    """Return the path of each file, where these pictures are drawn."""
    one, hidden = article("one"), article("hidden", draft=True)
    shown = materials(share=dict.fromkeys(names, DRAWN))
    made = sites(one, hidden, page("about"), translation(one), of=clinic(languages=languages), shown=shown)
    return [output.path for output in share_picture.outputs(made) if isinstance(output, Copied)]


def test_each_is_beside_its_page_with_a_fingerprint() -> None:
    assert files("en", "content/articles/one.md") == [
        "share.0123456789abcdef.png",
        "articles/one/share.0123456789abcdef.png",
    ]


def test_what_is_not_published_has_none() -> None:
    assert files("content/articles/hidden.md") == []


def test_each_language_has_its_own() -> None:
    names = ("en", "es", "content/articles/one.md", "content/articles/one.es.md")
    assert files(*names, languages=("en", "es")) == [
        "share.0123456789abcdef.png",
        "articles/one/share.0123456789abcdef.png",
        "es/share.0123456789abcdef.png",
        "es/articles/one/share.0123456789abcdef.png",
    ]


def test_one_without_words_is_made_for_the_site_only() -> None:
    made = sites(article("one"), shown=materials(share={"en": UNKNOWN, "content/articles/one.md": UNKNOWN}))
    assert [output.path for output in share_picture.outputs(made)] == ["share.0123456789abcdef.png"]
