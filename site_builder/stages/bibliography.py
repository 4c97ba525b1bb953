"""parse_bibliography(): a BibTeX file to its entries, and what is wrong in it with the line and the column.

bibtexparser splits the file and goes on after a broken entry; each place comes from the text that it kept of an entry.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_parse_stack
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import Block, Entry, Field, ImplicitComment, ParsingFailedBlock, String

from site_builder.cache.memo import Blobs
from site_builder.model.inputs import Source
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.model.reference import GRADES, SOURCE_TYPES, Bibliography, BibliographyEntry, best_grade, unverified
from site_builder.text.source_text import read_text

NO_DATE = "n.d."
"""What stands for the year of a source that bears none."""

DEEPEST_BRACES = 20
"""More braces inside each other than any title needs; whatever walks them later recurses once for each."""

_DOI = re.compile(r"10\.\d{4,9}/\S*[^\s.,;]")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[a-z][\w-]*", re.IGNORECASE)
_VERBATIM = frozenset({"doi", "url"})
r"""Fields whose text stands for itself: a `\` that BibTeX puts before a sign is none of it."""
_ENTRY_HEAD = re.compile(r"@\w+\s*[{(]\s*[^\s,=]*")

# The parser tells its log what it could not read; here that becomes a problem instead.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def parse_bibliography(source: Source, blobs: Blobs) -> Bibliography:
    """Return the entries of the BibTeX file `source` in its order, and its problems.

    What cannot be read is left out, be it an entry or one field, so that no wrong DOI or address gets to a page; where
    a key comes again, the first entry keeps it.
    """
    text, problems = read_text(source.path, blobs.read(source.digest))
    if text is None:
        return Bibliography((), (), tuple(problems), is_readable=False)
    page = _Page(source.path, text)
    found = _split(page, problems)
    entries = tuple([_entry(each, page, problems) for each in found])
    places = tuple([each.place for each in found])
    return Bibliography(entries, places, tuple(sorted(problems)))


class _Fault(NamedTuple):
    """What is wrong with something whose place is not known yet."""

    rule: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


class _Found(NamedTuple):
    """An entry as the parser found it, with its place and that of each of its fields."""

    entry: Entry
    place: Place
    field_places: tuple[Place, ...]


class _Page:
    """The text of the file, and where its offsets are in the eyes of the writer."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Return where the character at `offset` stands."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def report(self, fault: _Fault, place: Place) -> Problem:
        """Return `fault` as a problem of this file."""
        return problem(fault.rule, fault.message, fault.hint, file=self.path, place=place, severity=fault.severity)


def _split(page: _Page, problems: list[Problem]) -> list[_Found]:
    """Return the first entry of each key, words defined by `@string` filled in."""
    strings: dict[str, String] = {}
    found: dict[str, _Found] = {}
    after_broken = False
    for block, at in _blocks(page):
        match block:
            case String():
                strings[block.key] = block
            case Entry() if block.key in found:
                problems.append(page.report(_repeated_key(block.key, found[block.key].place), page.place(at)))
            case Entry():
                if twin := next((key for key in found if key.lower() == block.key.lower()), ""):
                    problems.append(page.report(_same_but_for_case(block.key, twin), page.place(at)))
                found[block.key] = _Found(block, page.place(at), tuple(_field_places(block, at, page)))
            case ParsingFailedBlock():
                problems.append(page.report(_broken_entry(block.raw or "", page.place(at).line), page.place(at)))
            case ImplicitComment() if not after_broken:
                problems += _stray_text(block.raw or "", at, page)
        after_broken = isinstance(block, ParsingFailedBlock)
    library = Library([*strings.values(), *(each.entry for each in found.values())])
    for middleware in default_parse_stack(allow_inplace_modification=True):
        library = middleware.transform(library)
    return list(found.values())


def _blocks(page: _Page) -> Iterator[tuple[Block, int]]:
    """Yield what the file consists of, in order, each part with its offset."""
    offset = 0
    for block in parse_string(page.text, parse_stack=[]).blocks:
        raw = block.raw or ""
        offset = max(page.text.find(raw, offset), offset)
        before = page.text[page.text.rfind("\n", 0, offset) + 1 : offset]
        # BibTeX would read an entry even behind a %, but its writer meant to switch it off.
        if not before.lstrip().startswith("%"):
            # The parser holds back an entry whose key or field comes again; here both are judged where they stand.
            readable = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
            yield readable or block, offset
        offset += len(raw)


def _field_places(entry: Entry, at: int, page: _Page) -> Iterator[Place]:
    """Yield where the name of each field of `entry` stands; its values must still be as they were written."""
    raw = entry.raw or ""
    end = raw.find(",")
    for field in entry.fields:
        start = raw.find(field.key, end)
        end = raw.find(field.value, start + len(field.key)) + len(field.value)
        yield page.place(at + start)


def _entry(found: _Found, page: _Page, problems: list[Problem]) -> BibliographyEntry:
    """Return what was found as a value, adding to `problems` what is wrong with it."""
    fields: dict[str, str] = {}
    seen = set[str]()
    complete = True
    for field, place in zip(found.entry.fields, found.field_places, strict=True):
        name = field.key.lower()
        fault = _unreadable(name, field, seen)
        if fault is not None:
            complete = complete and fault.rule != "reference-broken"
        else:
            text = " ".join(field.value.split())
            text = re.sub(r"\\([_%&#~{}$])", r"\1", text) if name in _VERBATIM else text
            fault = _JUDGES[name](text) if name in _JUDGES else None
            if fault is None or fault.severity is not Severity.ERROR:
                fields[name] = text
        seen.add(name)
        if fault is not None:
            problems.append(page.report(fault, place))
    entry = BibliographyEntry(found.entry.key, found.entry.entry_type, tuple(fields.items()))
    faults = [*_head_faults(entry), *(_missing_fields(entry, seen) if complete else ())]
    problems += [page.report(fault, found.place) for fault in faults]
    if fault := _too_good(fields):
        at = [field.key.lower() for field in found.entry.fields].index("grade")
        problems.append(page.report(fault, found.field_places[at]))
    return entry


def _head_faults(entry: BibliographyEntry) -> Iterator[_Fault]:
    """Yield what is wrong with the key and the type of an entry."""
    if not entry.key or re.search(r"\s", entry.key):
        yield _Fault(
            "reference-broken",
            f"This entry has no key that a page could cite: “{entry.key}”.",
            f"Write a key without spaces and a comma after it, as in @{entry.type}{{smith2020,",
        )
    if entry.type not in SOURCE_TYPES:
        near = get_close_matches(entry.type, SOURCE_TYPES, n=1)
        advice = (
            f"Did you mean @{near[0]}?" if near else f"Use one of: {', '.join('@' + kind for kind in SOURCE_TYPES)}."
        )
        yield _Fault("reference-type-unknown", f"“@{entry.type}” is not a kind of source that is known here.", advice)


def _missing_fields(entry: BibliographyEntry, seen: set[str]) -> Iterator[_Fault]:
    """Yield what an entry needs and lacks; `seen` are the names of its fields, also of those that are wrong."""
    fields = dict(entry.fields)
    if "title" not in seen or fields.get("title") == "":
        yield _Fault(
            "reference-field-missing",
            f"The entry “{entry.key}” has no title.",
            "Add a line such as title = {The title of the article},",
        )
    if "title" in unverified(entry):
        yield _Fault(
            "reference-field-missing",
            f"The title of “{entry.key}” is marked as unverified, so the reference would have none.",
            "Look the title up at the source, then take the word title out of the field unverified.",
        )
    if "year" not in seen or fields.get("year") == "":
        yield _Fault(
            "reference-field-missing",
            f"The entry “{entry.key}” has no year.",
            f"Add a line such as year = {{2020}}, or year = {{{NO_DATE}}} for a source that bears no date.",
        )


def _unreadable(name: str, field: Field, seen: set[str]) -> _Fault | None:
    """Return why `field` cannot be read, or None; `seen` are the names of the fields before it."""
    if not _FIELD_NAME.fullmatch(name):
        return _Fault(
            "reference-broken",
            f"“{' '.join(name.split())}” cannot be the name of a field.",
            "A line of an entry looks like this: title = {The title}, with a comma at its end.",
        )
    if name in seen:
        return _Fault(
            "reference-field-repeated",
            f"The field “{name}” stands in this entry already; the first one counts.",
            "Keep the right one of the two and delete the other.",
        )
    if field.enclosing == "no-enclosing" and not _MONTH.fullmatch(field.value):
        return _Fault(
            "reference-broken",
            f"The field “{name}” does not end where it should: it reads “{_short(field.value)}”.",
            "Put the whole text between one { and one }, and a comma after it.",
        )
    if _depth(field.value) > DEEPEST_BRACES:
        return _Fault(
            "reference-broken",
            f"The field “{name}” has more than {DEEPEST_BRACES} braces inside each other.",
            "Take out the braces that are not needed.",
        )
    return None


def _doi_fault(value: str) -> _Fault | None:
    if _DOI.fullmatch(value):
        return None
    return _Fault(
        "reference-doi-malformed",
        f"“{value}” is not a DOI.",
        "Write only the part that begins with 10. and has a slash in it, as in 10.1001/archpsyc.63.8.856, without"
        " https://doi.org/ and without a full stop at the end.",
    )


def _url_fault(value: str) -> _Fault | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r'[\s<>"]', value):
        return _Fault(
            "reference-url-malformed",
            f"“{value}” is not the address of a web page.",
            "Copy the whole address from the browser; it begins with https://",
        )
    if parts.scheme == "http":
        return _Fault(
            "reference-url-insecure",
            f"“{value}” begins with http://, which is not encrypted.",
            "Try the same address with https:// in the browser and write that one.",
            Severity.WARNING,
        )
    return None


def _year_fault(value: str) -> _Fault | None:
    if not value or _YEAR.fullmatch(value) or value.lower() == NO_DATE:
        return None
    return _Fault(
        "reference-year-malformed",
        f"“{value}” is not a year.",
        f"Write four digits, as in 2020, or {NO_DATE} for a source that bears no date.",
    )


def _names_fault(value: str) -> _Fault | None:
    try:
        for name in split_multiple_persons_names(value):
            parse_single_name_into_parts(name)
            if fault := _several_in_one(name):
                return fault
    except InvalidNameError as error:
        return _Fault(
            "reference-names-malformed",
            f"The name “{_short(error.name)}” cannot be taken apart into first and last names.",
            "Put the word and between people, as in: Smith, Anna and Jones, Ben. Put an institution into braces of its"
            " own: {{World Health Organization}}",
        )
    return None


def _several_in_one(name: str) -> _Fault | None:
    """Return the fault of several people who were joined by commas or semicolons, or written as PubMed prints them."""
    bare = _IN_BRACES.sub("", name)
    people = [part.strip() for part in re.split("[,;]", bare)]
    is_joined = ";" in bare or (len(people) > 2 and not _SUFFIX.fullmatch(people[1]))
    if not is_joined and not (_INITIALS_LAST.search(people[0]) and not _SUFFIX.search(people[0])):
        return None
    family = people[0] if len(people) > 1 and not (";" in bare and "," not in bare) else people[0].split()[-1]
    first = bare.split(";")[0].strip() if ";" in bare else people[0]
    if found := _INITIALS_LAST.search(first):
        first = f"{first[: found.start()]}, {' '.join(found[1])}"
    more = " and ..." if len(people) > 1 else ""
    return _Fault(
        "reference-names-malformed",
        f"“{_short(name)}” would be read as one person with the family name “{_short(family)}”.",
        f"Join people by the word and, the family name before a comma, as in: {first}{more}",
    )


_IN_BRACES = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_INITIALS_LAST = re.compile(r"(?<=\w) ([A-Z]{1,3})\.?$")
_SUFFIX = re.compile(r"(?:^|\b)(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?$", re.IGNORECASE)


def _grade_fault(value: str) -> _Fault | None:
    if value in GRADES:
        return None
    return _Fault(
        "reference-grade-unknown",
        f"“{value}” is not a grade of evidence.",
        f"Write one letter: {'; '.join(f'{letter} for {words}' for letter, words in GRADES.items())}.",
    )


def _too_good(fields: Mapping[str, str]) -> _Fault | None:
    """Return the fault of a grade that is better than the kind of source can bear."""
    grade, kind = fields.get("grade", ""), fields.get("studytype", "")
    best = best_grade(kind)
    if grade not in GRADES or grade >= best:
        return None
    allowed = [letter for letter in GRADES if letter >= best]
    return _Fault(
        "reference-grade-too-high",
        f"The grade “{grade}” ({GRADES[grade]}) is more than a source of the kind “{kind}” can bear.",
        f"Write {', '.join(allowed[:-1])} or {allowed[-1]}; or say in studytype what else the source is.",
    )


_JUDGES = {
    "doi": _doi_fault,
    "url": _url_fault,
    "year": _year_fault,
    "author": _names_fault,
    "editor": _names_fault,
    "grade": _grade_fault,
}


def _repeated_key(key: str, first: Place) -> _Fault:
    return _Fault(
        "reference-key-repeated",
        f"The key “{key}” is already that of the entry in line {first.line}, which is the one that counts.",
        "Give this entry another key, or delete it if it is the same source.",
    )


def _same_but_for_case(key: str, other: str) -> _Fault:
    return _Fault(
        "reference-key-repeated",
        f"The keys “{key}” and “{other}” differ only in capitals, so a text would soon cite the wrong one.",
        "Give this entry another key, or delete it if it is the same source.",
    )


def _broken_entry(raw: str, line: int) -> _Fault:
    """Return the fault of an entry that the parser gave up; `line` is that of its beginning."""
    head = match[0] if (match := _ENTRY_HEAD.match(raw)) else _short(raw)
    suspects = (
        number
        for number, text in enumerate(raw.split("\n"), line)
        if "=" in text and text.count("{") != text.count("}")
    )
    suspect = next(suspects, None)
    where = f" Look at line {suspect} first." if suspect else ""
    return _Fault(
        "reference-broken",
        f"The entry “{head}” cannot be read: a brace, a comma or a quotation mark is missing.",
        f"Every {{ needs its }}, every line of the entry a comma at its end, and the entry a }} of its own.{where}",
    )


def _stray_text(raw: str, at: int, page: _Page) -> Iterator[Problem]:
    """Yield a problem for each line outside every entry that begins with @, and for the first that looks like a field.

    BibTeX takes whatever stands between entries for a comment: after one brace too many, it drops fields silently.
    """
    reported = False
    for line in re.finditer(r"(?=.*[={}])[^\s%@].*|@.*", raw):
        starts_line = not raw[: line.start()].rpartition("\n")[2].strip()
        if starts_line and (line[0].startswith("@") or not reported):
            reported = reported or not line[0].startswith("@")
            fault = _Fault(
                "reference-broken",
                f"This line belongs to no entry: “{_short(line[0])}”.",
                "Look for a } too many above it, or a { that is missing after the @. Begin a comment with %.",
            )
            yield page.report(fault, page.place(at + line.start()))


def _depth(value: str) -> int:
    """Return how many braces are open at once, at most."""
    depth = deepest = 0
    for brace in re.findall(r"[{}]", value):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _short(text: str) -> str:
    """Return `text` on one line, cut where a message would grow too long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
