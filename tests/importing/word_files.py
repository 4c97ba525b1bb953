"""Word documents made by hand: the few files of which a `.docx` consists, each in its shortest form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

TYPES = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>\
<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/></Types>"""

RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" \
Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""

STYLES = (
    f"<w:styles {NAMESPACES}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Quote", "toc 1", *(f"heading {level}" for level in range(1, 7)))
    )
    + "</w:styles>"
)

LISTS = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(4))
    + "</w:abstractNum>"
    for number, form in ((1, "bullet"), (2, "decimal"))
)
NUMBERS = "".join(f'<w:num w:numId="{each}"><w:abstractNumId w:val="{each}"/></w:num>' for each in (1, 2))
NUMBERING = f"<w:numbering {NAMESPACES}>{LISTS}{NUMBERS}</w:numbering>"


def run(text: str, marks: str = "") -> str:
    """Return a run of text; `marks` are the names of its properties, as `b i`."""
    given = "".join(f"<w:{mark}/>" for mark in marks.split())
    return f'<w:r><w:rPr>{given}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", *, numbering: tuple[int, int] | None = None) -> str:
    """Return a paragraph of runs, or of plain text; `numbering` is (list, level)."""
    content = content if content.startswith("<") else run(content)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        properties += f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def item(text: str, level: int = 0, *, ordered: bool = False) -> str:
    """Return an item of a list."""
    return paragraph(text, numbering=(2 if ordered else 1, level))


def table(*rows: Iterable[str]) -> str:
    """Return a table of plain cells."""
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def link(text: str, relation: str) -> str:
    """Return a link by its relation."""
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def footnote_mark(number: int) -> str:
    """Return where a footnote is referred to."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(relation: str, alt: str = "", *, by: str = "embed") -> str:
    """Return a picture by its relation; `by="link"` where it lies outside of the document."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{by}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def document(
    *blocks: str,
    links: dict[str, str] | None = None,
    pictures: dict[str, tuple[str, bytes]] | None = None,
    footnotes: tuple[str, ...] = (),
    title: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a `.docx`; `links` and `pictures` are by relation, `more` adds or replaces files."""
    relations = [f'<Relationship Id="f" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'] if footnotes else []
    relations += [
        f'<Relationship Id="{id_}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in (links or {}).items()
    ]
    relations += [
        f'<Relationship Id="{id_}" Type="{OFFICE}/image" Target="media/{name}"/>'
        for id_, (name, _) in (pictures or {}).items()
    ]
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in enumerate(footnotes, start=1)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}'
        "</Relationships>",
    }
    if footnotes:
        files["word/footnotes.xml"] = f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"
    if title:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        )
    files |= {f"word/media/{name}": data for name, data in (pictures or {}).values()}
    return package(files | (more or {}))


def package(files: dict[str, str | bytes]) -> bytes:
    """Return a zip file of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return made.getvalue()
