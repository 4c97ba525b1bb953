"""FILE → article: the whole way on one screen."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.dom import Element, parse
from site_builder.errors import UsageError
from site_builder.importing.clean import clean
from site_builder.importing.markdown import as_markdown
from site_builder.importing.material import Imported, Material
from site_builder.importing.pictures import place_pictures
from site_builder.importing.source import read_source
from site_builder.importing.structure import structured
from site_builder.markup.limits import LONGEST_BODY
from site_builder.report import one_line


def read_article(file: Path) -> Imported:
    """Return the article in a text, a web page or a Word document. Raises UsageError with why `file` holds none."""
    return as_article(read_source(file), named=file.stem)


def as_article(material: Material, *, named: str) -> Imported:
    """Return the article in `material`; `named` is what it is called where nothing else says so."""
    root = parse(material.html)
    page = clean(root.html, [_arranges(table) for table in root.all("table")])
    if (length := len(parse(page).text)) > LONGEST_BODY:
        raise UsageError(_too_long(length))
    made = structured(page, material.title, material.address, first_line_is_title=material.first_line_is_title)
    pictures, told = place_pictures(made.soup, dict(material.pictures), material.address)
    body = as_markdown(made.soup, made.footnotes)
    if not body.strip() and not made.title:
        raise UsageError("there is no text in it")
    if len(body) > LONGEST_BODY:
        raise UsageError(_too_long(len(body)))
    return Imported(
        title=one_line(made.title) or one_line(re.sub(r"[\s_-]+", " ", named)).capitalize(),
        description=one_line(material.description),
        body=body,
        pictures=tuple(pictures),
        notes=(*material.notes, *made.notes, *told),
    )


def _too_long(length: int) -> str:
    return f"its text has {length:,} characters; an article has {LONGEST_BODY:,} at most; divide it"


def _arranges(table: Element) -> bool:
    """Return whether a table only puts parts of the page beside each other, as pages and letters once did."""
    # A table is one of the tables within itself.
    if table.get("role") == "presentation" or len(table.all("table, h1, h2, h3")) > 1:
        return True
    return all(len(row.all("td, th")) <= 1 for row in table.all("tr"))
