"""What readers see of an imported article: its Markdown, as this site's own Markdown reads it."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.dom import parse
from site_builder.importing.article import as_article
from site_builder.importing.material import Imported
from site_builder.importing.page import read_page_file
from site_builder.importing.text import read_text_file
from site_builder.importing.word import read_word_file
from site_builder.model.problem import Severity
from tests.markup.rendering import Page, page

NOWHERE = Path("/nowhere/file.html")


def of_text(text: str) -> Imported:
    """Return the article that a text file with this text becomes."""
    return as_article(read_text_file(text.encode()), named="file")


def of_page(html: str | bytes, file: Path = NOWHERE) -> Imported:
    """Return the article that a saved web page becomes."""
    data = html if isinstance(html, bytes) else f'<meta charset="utf-8">{html}'.encode()
    return as_article(read_page_file(data, file), named="file")


def of_word(data: bytes) -> Imported:
    """Return the article that a Word document becomes."""
    return as_article(read_word_file(data), named="file")


def shown(article: Imported) -> Page:
    """Return its body as HTML, with what was found on the way."""
    return page(article.body)


def errors(article: Imported) -> list[str]:
    """Return what is wrong with its Markdown."""
    return [f"{each.rule}: {each.message}" for each in shown(article).problems if each.severity is Severity.ERROR]


def words_of(article: Imported) -> list[str]:
    """Return the words that its page shows, the title first."""
    apart = re.sub(r"(?=</?(?:p|h\d|li|td|th|br|hr|div|ul|ol|table)\b)", " ", shown(article).html)
    return words(f"{article.title} {parse(apart).text}")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"[^\W_]+", text)
