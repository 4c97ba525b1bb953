"""format_reference(): one entry of the bibliography as a page shows it, after the AMA Manual of Style.

citeproc-py sets it by `data/ama.csl`; here BibTeX becomes what it asks for, and its text becomes safe HTML with a link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from site_builder.cache.memo import Blobs
from site_builder.model.reference import SOURCE_TYPES, BibliographyEntry, Reference, unverified
from site_builder.urls import escape as escape_path

PREPRINT_SERVERS = frozenset(
    {"arxiv", "biorxiv", "medrxiv", "osf preprints", "preprints.org", "psyarxiv", "research square", "ssrn"}
)
"""Where articles appear before their review; AMA wants that said (3.11.4.1)."""

NAMED_BEFORE_OTHERS = 3
"""How many authors are named before "et al" (AMA 3.7)."""

_TEX = re.compile(r"[\\{}$~%&`]|--|''")
"""What may stand for something else in BibTeX text."""

_STYLE = Path(__file__).parent.parent / "data" / "ama.csl"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_STAND_INS = {ord("&"): "\ue000", ord("<"): "\ue001", ord(">"): "\ue002"}
_STOOD_FOR = {ord("\ue000"): "&amp;", ord("\ue001"): "&lt;", ord("\ue002"): "&gt;"}

_SITE = ("howpublished", "organization", "publisher", "institution", "journal")
_CONTAINERS = {
    "article-journal": ("journal", "journaltitle"),
    "article": ("journal", "eprinttype", "archiveprefix", "howpublished", "publisher"),
    "chapter": ("booktitle",),
    "paper-conference": ("booktitle",),
}
"""Which fields name the whole that a source is a part of, by its kind: of several the first that is there."""


def format_reference(entry: BibliographyEntry, blobs: Blobs) -> Reference:
    """Return `entry` in AMA style: the same on every machine, with nothing looked up anywhere.

    A field that the entry lists as unverified appears nowhere, nor does an address made of an unverified DOI.
    """
    fields = _printable(entry)
    doi, url = fields.get("doi", ""), fields.get("url", "")
    html = _linked(_typeset(_item(entry.type, fields)), doi, url)
    return Reference(
        key=entry.key,
        html=html,
        text=unescape(re.sub(r"<[^>]*>", "", html)),
        title=_text(fields.get("title", "")),
        year=year if (year := fields.get("year", "")).isdigit() else "",
        doi=doi,
        url=f"https://doi.org/{escape_path(doi)}" if doi else url,
        study_type=_text(fields.get("studytype", "")),
        pmid=_text(fields.get("pmid", "")),
        grade=fields.get("grade", ""),
        retracted=_is_retracted(dict(entry.fields)),
    )


def _printable(entry: BibliographyEntry) -> dict[str, str]:
    """Return the fields that may be shown."""
    withheld = unverified(entry)
    fields = {name: value for name, value in entry.fields if value and name not in withheld}
    doubtful = dict(entry.fields).get("doi", "") if "doi" in withheld else ""
    if link := re.fullmatch(r"\\url\{(.*)\}|(https?://\S+)", fields.get("howpublished", "")):
        fields.setdefault("url", link[1] or link[2])
        del fields["howpublished"]
    if not fields.get("url", "").startswith(("https://", "http://")) or (doubtful and doubtful in fields["url"]):
        fields.pop("url", None)
    return fields


def _is_retracted(fields: dict[str, str]) -> bool:
    """Return whether the entry says that its source was retracted, in a field of its own or as PubMed and Zotero do."""
    if "retracted" in fields:
        return fields["retracted"].lower() not in ("", "no", "false")
    notes = f"{fields.get('note', '')}; {fields.get('keywords', '')}"
    return bool(_RETRACTED_NOTE.search(notes) or _RETRACTED_TITLE.search(fields.get("title", "")))


_RETRACTED_NOTE = re.compile(r"(?<!\bnot )(?<!\bnever )\bretract(?:ed\b|ion (?:in|of|notice)\b)", re.IGNORECASE)
_RETRACTED_TITLE = re.compile(r"^\W*retracted\b|[(\[]retracted\b", re.IGNORECASE)


def _item(entry_type: str, fields: dict[str, str]) -> dict[str, Any]:
    """Return the entry in the words of the Citation Style Language, its texts hidden from HTML."""
    kind = _kind(entry_type, fields)
    thesis = {"phdthesis": "Dissertation", "mastersthesis": "Master's thesis"}.get(entry_type, "")
    texts = {
        "title": fields.get("title", ""),
        "container-title": _first(fields, _CONTAINERS.get(kind, _SITE)),
        "publisher": _first(fields, ("publisher", "institution", "school", "organization")),
        "volume": fields.get("volume", ""),
        "issue": _first(fields, ("number", "issue")),
        "number": fields.get("number", ""),
        "page": _first(fields, ("pages", "eid")),
        "edition": fields.get("edition", ""),
        "genre": fields.get("type", thesis),
    }
    verbatim = {"DOI": fields.get("doi", ""), "URL": fields.get("url", "")}
    parts = {
        "author": _names(fields.get("author", "")),
        "editor": _names(fields.get("editor", "")),
        "issued": _issued(fields),
        "accessed": _accessed(fields),
        **{name: _hidden(_text(value)) for name, value in texts.items()},
        **{name: _hidden(value) for name, value in verbatim.items()},
    }
    return {"id": "source", "type": kind} | {name: value for name, value in parts.items() if value}


def _kind(entry_type: str, fields: dict[str, str]) -> str:
    """Return which kind of source an entry is; an article on a server for preprints is not yet one of a journal."""
    server = _first(fields, _CONTAINERS["article"]).lower()
    preprint = server in PREPRINT_SERVERS or fields.get("studytype", "").lower() == "preprint"
    return "article" if preprint else SOURCE_TYPES.get(entry_type, "webpage")


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _names(value: str) -> list[dict[str, str]]:
    """Return the people and institutions of a field as BibTeX joins them; "others" at the end becomes "et al"."""
    names = split_multiple_persons_names(value)
    if names and names[-1].lower() == "others":
        return [*map(_name, names[:-1][:NAMED_BEFORE_OTHERS]), {"literal": "et al"}]
    return [_name(name) for name in names]


def _name(name: str) -> dict[str, str]:
    """Return one name in parts, or whole where it has no first name, as that of an institution."""
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        return {"literal": _hidden(_text(name))}
    family = _hidden(_text(" ".join([*parts.von, *parts.last])))
    if not parts.first:
        return {"literal": family}
    # AMA sets initials without hyphens; "CA" is already initials, which one word of capitals would not survive.
    given = _text(" ".join(parts.first)).replace("-", " ")
    given = re.sub(r"\b[A-Z]{2,3}\b", lambda initials: " ".join(initials[0]), given)
    suffix = _hidden(_text(" ".join(parts.jr)).rstrip("."))
    return {"family": family, "given": _hidden(given)} | ({"suffix": suffix} if suffix else {})


def _issued(fields: dict[str, str]) -> dict[str, Any]:
    """Return the day, the month or only the year of publication, as far as the entry says; {} if not even that."""
    if not fields.get("year", "").isdigit():
        return {}
    month = fields.get("month", "")[:3].lower()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    day = int(fields["day"]) if fields.get("day", "").isdigit() else 0
    parts = [int(fields["year"]), number, day]
    return {"date-parts": [parts[: parts.index(0) if 0 in parts else 3]]}


def _accessed(fields: dict[str, str]) -> dict[str, Any]:
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", fields.get("urldate", ""))
    return {"date-parts": [[int(part) for part in day.groups()]]} if day else {}


def _typeset(item: dict[str, Any]) -> str:
    """Return the reference as citeproc-py sets it: text in HTML, the DOI or the address at its end."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]))
    bibliography.register(Citation([CitationItem(item["id"])]))
    return _shown("".join(str(entry) for entry in bibliography.bibliography()))


def _linked(reference: str, doi: str, url: str) -> str:
    """Return `reference` with its end made a link, and without a full stop after another mark that ends a sentence."""
    label = escape(f"doi:{doi}" if doi else url, quote=False)
    sentences = re.sub(r"([?!])(</i>)?\.", r"\1\2", reference.removesuffix(label)).replace(".</i>.", ".</i>")
    address = f"https://doi.org/{escape_path(doi)}" if doi else url
    return f'{sentences}<a href="{escape(address)}">{label}</a>' if label else sentences.rstrip()


def _hidden(text: str) -> str:
    """Return `text` with stand-ins for the signs that mean something in HTML.

    citeproc-py passes text on as it is, but takes pages apart at an ampersand: it must not see one of `&lt;`.
    """
    return text.translate(_STAND_INS)


def _shown(text: str) -> str:
    """Return what came from `_hidden` as safe HTML."""
    return text.translate(_STOOD_FOR)


def _text(value: str) -> str:
    r"""Return BibTeX text as plain text: accents as letters, no braces, `--` as a dash, `\&` as it is meant.

    `%`, `&` and a `$` before a figure stand for themselves as well: whoever forgets their `\` in a title means no TeX.
    """
    if not _TEX.search(value):
        return " ".join(value.split())  # Nearly all names and most titles: three quarters of the time saved.
    shielded = re.sub(r"(?<!\\)([%&]|\$(?=\d))", r"\\\1", value)
    return " ".join(_decoder().latex_to_text(shielded).split())


@lru_cache(maxsize=1)
def _style() -> Any:
    return CitationStylesStyle(str(_STYLE), validate=False)


@lru_cache(maxsize=1)
def _decoder() -> Any:
    context = get_default_latex_context_db()
    context.add_context_category("addresses", prepend=True, macros=[MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(math_mode="text", latex_context=context)
