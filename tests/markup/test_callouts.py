"""Callouts: an aside with a title and a name that is read aloud."""

from __future__ import annotations

import pytest

from site_builder.model.interface import MarkupWords
from tests.markup.rendering import page


@pytest.mark.parametrize(("name", "title"), [("note", "Note"), ("warning", "Warning"), ("emergency", "Emergency help")])
def test_a_callout_without_a_title_is_called_by_its_kind(name: str, title: str) -> None:
    made = page(f"/// {name}\nText.\n///\n")
    assert made.found == []
    assert made.html == (
        f'<aside aria-label="{title}" class="callout callout--{name}" role="note">\n'
        f'<p class="callout__title">{title}</p>\n<p>Text.</p>\n</aside>'
    )


def test_a_callout_speaks_the_language_of_its_text() -> None:
    words = MarkupWords(warning="Avertissement", label="{kind} : {title}")
    assert '<p class="callout__title">Avertissement</p>' in page("/// warning\nTexte.\n///\n", words=words).html
    assert 'aria-label="Avertissement : Non"' in page("/// warning | Non\nTexte.\n///\n", words=words).html


def test_a_title_may_hold_markup_and_is_read_aloud_as_text() -> None:
    made = page('/// warning | *Not* "now" & <b>then</b>\nText.\n///\n')
    assert made.found == []
    assert 'aria-label="Warning: Not “now” &amp; then"' in made.html.replace("&quot;", '"')
    assert '<p class="callout__title"><em>Not</em> “now” &amp; <b>then</b></p>' in made.html


def test_the_text_of_a_callout_is_markdown() -> None:
    made = page("/// note\nOne [@a].\n\n- two\n- [three](b.md)\n\n> four\n///\n")
    assert made.found == []
    assert [slot.kind for slot in made.text.slots] == ["citation", "link", "link-end"]
    assert "<li>two</li>" in made.html
    assert "<blockquote>" in made.html


def test_script_in_a_title_is_taken_out_and_told() -> None:
    made = page("/// note | <script>alert(1)</script>\nText.\n///\n")
    assert made.found == [("html-element", 1, 12)]
    assert "<script" not in made.html


def test_a_callout_is_no_landmark_and_shouts_at_nobody() -> None:
    html = page("/// emergency\nCall 911.\n///").html
    assert 'role="note"' in html
    assert "alert" not in html
