"""The page that is served where there is none to show."""

from __future__ import annotations

from site_builder.serve.overlay import empty_page


def test_it_says_why_in_words() -> None:
    page = empty_page("There is no page", "It comes.\n\nBy itself.").decode()
    assert "<h1>There is no page</h1>" in page
    assert "<p>It comes.</p>\n<p>By itself.</p>" in page
    assert page.count("</head>") == 1
    assert '<html lang="en">' in page


def test_words_are_never_markup() -> None:
    page = empty_page("<b>", "<script>alert(1)</script> & more").decode()
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
