from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import UsageError
from tests.importing.shown import errors, of_page, shown

PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>a <b>b </b>c<i> d</i> e</p>", "a **b** c *d* e\n"),
        ("<p><b>a</b><b>b</b> <i>c</i><b>d</b></p>", "**ab** <em>c</em><strong>d</strong>\n"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc\n"),
        ("<p>a<p>b", "a\n\nb\n"),
        ("<p>a<br>b<br><br>c", "a  \nb\n\nc\n"),
        ("<b><p>a</p><p>b</p></b>", "**a**\n\n**b**\n"),
        ("<p>a</p><h4>b</h4><h2>c</h2><h5>d</h5>", "a\n\n## b\n\n## c\n\n### d\n"),
        ("<p>a</p><h2>C#</h2>", "a\n\n## C\\#\n"),
        ("<p>a</p><ul><li>b<ol><li>c</ol><li>d</ul>", "a\n\n- b\n    1. c\n- d\n"),
        ("<p>a</p><ul><li><p>b</p><p>c</p></li><li>d</ul>", "a\n\n- b\n\n    c\n\n- d\n"),
        ("<p>a</p><ol start=4><li>b</ol>", "a\n\n4. b\n"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b\n"),
        ("<table><tr><th>a<th>b|c<tr><td>d<td>e<p>f</table>", "| a | b\\|c |\n| --- | --- |\n| d | e<br>f |\n"),
        ("<table><tr><td colspan=2>a<tr><td>b<td>c</table>", "| a | |\n| --- | --- |\n| b | c |\n"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| a | b |\n| --- | --- |\n| | c |\n"),
        ("<table><tr><td>a<td><ol><li>b<li>c</ol></table>", "| a | 1. b<br>2. c |\n| --- | --- |\n"),
        ("<table><caption>A</caption><tr><td>b<td>c</table>", "A\n\n| b | c |\n| --- | --- |\n"),
        ("<table><tr><td><table><tr><td>a</table><td>b</table>", "a\n\nb\n"),
        ("<dl><dt>a<dd>b<dd>c</dl>", "a\n:   b\n:   c\n"),
        ("<p>H<sub>2</sub>O <del>x</del> <code>a`b *</code></p>", "H<sub>2</sub>O <s>x</s> `` a`b * ``\n"),
        ("<ul><li>a<pre>b\n  c</pre></ul>", "- a\n\n        b\n          c\n"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```\n"),
        ("<p># a<br>- b<br>1. c<br>: d</p>", "\\# a  \n\\- b  \n1\\. c  \n&#58; d\n"),
        ('<p><a href="https://e.org/a b(c)?d=e&amp;copy=1">x</a></p>', "[x](https://e.org/a%20b%28c%29?d=e&amp;copy=1)\n"),
        ('<p><a href="https://e.org/">https://e.org/</a></p>', "<https://e.org/>\n"),
        ('<p><a href="#b">x</a> <a href="#c">y</a></p><h2 id=b>To do</h2>', "[x](#to-do) y\n\n## To do\n"),
        ('<p><span style="font-weight:700">a</span></p>', "**a**\n"),
    ],
)  # fmt: skip
def test_html_is_the_markdown_that_means_the_same(html: str, body: str) -> None:
    article = of_page(html)
    assert article.body == body
    assert errors(article) == []


def test_a_link_leads_where_it_led() -> None:
    article = of_page('<p><a href="https://e.org/a b(c)?d=e&amp;copy=1">x</a></p>')
    assert 'href="https://e.org/a%20b%28c%29?d=e&amp;copy=1"' in shown(article).html


CLUTTERED = """
<title>Sleep well | Some Site</title><meta property="og:site_name" content="Some Site">
<meta name="Description" content="How to
 sleep."><style>p { color: red }</style>
<body class="has-sidebar"><header>Logo</header><nav>Home</nav><div class="cookie-banner">We use cookies</div>
<div id="content"><h1>Sleep well</h1><p>Go to bed.</p><div class="share-buttons">Tweet</div><h2>How</h2><p>Early.</p>
<script>evil()</script></div><aside>Related</aside><footer>Contact</footer></body>
"""


def test_what_stands_around_the_text_is_left_out_and_that_is_said() -> None:
    article = of_page(CLUTTERED)
    assert (article.title, article.description) == ("Sleep well", "How to sleep.")
    assert article.body == "Go to bed.\n\n## How\n\nEarly.\n"
    assert article.notes == ("Left out, as no part of the text: aside, cookie, footer, header, share.",)


def test_the_main_part_is_taken_where_the_page_names_one() -> None:
    article = of_page("<div>Around it all</div><main><h1>A</h1><p>Text.</p></main><div>More around</div>")
    assert (article.title, article.body) == ("A", "Text.\n")


def test_what_holds_the_text_is_never_taken_for_clutter() -> None:
    article = of_page('<div class="sidebar-layout modal"><h1>A</h1><p>Text.</p></div>')
    assert (article.title, article.body) == ("A", "Text.\n")


def test_a_heading_that_repeats_the_title_is_no_heading_of_a_part() -> None:
    article = of_page("<title>How to sleep</title><h2>How to sleep</h2><p>a</p><h2>b</h2>")
    assert (article.title, article.body) == ("How to sleep", "a\n\n## b\n")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>T</title><h1>H</h1><p>a", "H"),
        ("<title>T</title><p>a<h1>H</h1><h1>I</h1>", "T"),
        ("<title>T - S</title><meta property='og:site_name' content='S'><p>a", "T"),
        ("<h2>H</h2><p>a", "H"),
        ('<h2>H<a href="#h">¶</a></h2><p>a', "H"),
        ('<h2>H <a href="https://e.org/">#1 of all</a></h2><p>a', "H #1 of all"),
        ("<p>a", "File"),
    ],
)
def test_the_title_is_the_heading_or_what_the_page_is_called(html: str, title: str) -> None:
    assert of_page(html).title == title


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("utf-8", "utf-8"),
        ("windows-1250", "cp1250"),
        ("iso-8859-15", "iso-8859-15"),
        ("macintosh", "mac-roman"),
        ("none-such", "utf-8"),
        ("rot13", "utf-8"),
        ("utf-8", "cp1252"),
    ],
)
def test_any_declared_encoding_is_read(charset: str, codec: str) -> None:
    assert of_page(f'<meta charset="{charset}"><p>Größe</p>'.encode(codec)).body == "Größe\n"


def test_footnotes_become_footnotes() -> None:
    article = of_page(
        '<p>One<sup id="r1"><a href="#n1">[1]</a></sup> two<sup><a href="#n2">2</a></sup>.</p><h2>Notes</h2><ol>'
        '<li id="n1">First <a href="#r1">↩</a></li><li id="n2"><p>Second</p><p>more</p><a href="#r2">^</a></li></ol>'
    )
    assert article.body == "One[^1] two[^2].\n\n[^1]: First\n\n[^2]: Second\n\n    more\n"
    assert errors(article) == []


def test_pictures_beside_the_page_come_along_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "in" / "page_files").mkdir(parents=True)
    for name in ("in/page_files/Wait Room.PNG", "outside.png", "in/page_files/notes.txt"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "outside.png")
    article = of_page(
        '<p>a</p><figure><a href="big.png"><img src="page_files/Wait%20Room.PNG" alt="A [room]"></a>'
        '<figcaption>Our "room"</figcaption></figure><img src="../outside.png" alt="b"><img src="link.png" alt="c">'
        '<img src="page_files/notes.txt" alt="d"><img src="https://e.org/e.png" alt="E"><img src="x.gif" width=1>',
        tmp_path / "in" / "page.html",
    )
    assert article.pictures == (("wait-room.png", PNG),)
    assert '![A \\[room\\]](wait-room.png "Our “room”")' in article.body
    assert "![b](outside.png)![c](link.png)![d](notes.txt)[Picture: E](https://e.org/e.png)" in article.body
    notes = " ".join(article.notes)
    assert "not fetched: 1 are links" in notes
    assert "The files of 3 pictures did not come along" in notes


def test_a_picture_within_the_page_becomes_a_file() -> None:
    article = of_page('<p>a</p><p><img alt="x" src="data:image/png;base64,iVBORw0KGgo="></p>')
    assert article.pictures == (("picture.png", b"\x89PNG\r\n\x1a\n"),)
    assert "![x](picture.png)" in article.body


def test_links_that_lead_nowhere_become_text_and_others_are_made_whole() -> None:
    article = of_page(
        '<!-- saved from url=(0022)https://e.org/a/b.html --><p><a href="c.html">c</a> <a href="javascript:x()">d</a> '
        '<a href="file:///C:/x">e</a> <a href="mailto:a@b.org">f</a></p>'
    )
    assert article.body == "[c](https://e.org/a/c.html) d e [f](mailto:a@b.org)\n"
    assert "plain text: 2." in article.notes[0]


WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html;
 charset=windows-1252"><title>Document1</title><!--[if gte mso 9]><xml><o:Author>X</o:Author></xml><![endif]--></head>
<body><p class=MsoTitle>After it<o:p></o:p></p><p class=MsoToc1><a href="#_Toc1">Over 1</a></p>
<h1><a name="_Toc1"></a>Over<span>view</span></h1>
<p class=MsoNormal>It\x92s <b>fine</b>.<a href="#_ftn1" name="_ftnref1"><![if !x]><span>[1]</span><![endif]></a></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span>\xb7<span>&nbsp; </span></span>Water</p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in'><span>o<span>&nbsp; </span></span>Sips</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span>\xb7<span>&nbsp; </span></span>Food</p>
<h3>Later</h3><p class=MsoListParagraph style='margin-left:.5in'>1.<span>&nbsp; </span>Call</p>
<p class=MsoQuote>Be kind.</p><br clear=all><hr><div id=ftn1><p class=MsoFootnoteText>
<a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> The note.</p></div></body></html>
"""


def test_what_word_saves_as_html_is_read_as_word_shows_it() -> None:
    article = of_page(WORD.encode("latin-1"))
    assert article.title == "After it"
    assert article.body == (
        "## Overview\n\nIt’s **fine**.[^1]\n\n- Water\n    - Sips\n- Food\n\n### Later\n\n1. Call\n\n> Be kind.\n\n"
        "[^1]: The note.\n"
    )


def test_a_page_nested_beyond_all_use_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="nested more than 500 deep"):
        of_page("<div>" * 50_000 + "a")


def test_deep_lists_and_quotations_keep_their_words() -> None:
    article = of_page("<ul><li>a" * 100 + "</ul>" * 100 + "<blockquote>" * 100 + "b")
    assert shown(article).html.count("a") >= 100
    assert errors(article) == []


@pytest.mark.parametrize("html", ["<script>x</script>", "<body><nav>Home</nav>", "<p>&nbsp;</p>"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UsageError, match="no text"):
        of_page(html)


def test_a_text_longer_than_an_article_is_refused() -> None:
    with pytest.raises(UsageError, match="524,288 at most"):
        of_page("<p>" + "word " * 200_000)
