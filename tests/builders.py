"""Values of the model in a few words, so that tests read like examples. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from site_builder.checks.survey import Survey
from site_builder.kinds import outputs
from site_builder.language.locales import find_locale
from site_builder.model.comparison import Aspect, Cell, Comparison, Treatment
from site_builder.model.config import Address, Clinic, Person
from site_builder.model.document import (
    BlockUse,
    Citation,
    CitationMark,
    Document,
    Heading,
    Link,
    LinkEnd,
    LinkStart,
    PictureUse,
    Text,
)
from site_builder.model.figures import Figures, IconArray, Lane, Meaning, Phase, Span, Timeline
from site_builder.model.front_matter import (
    ArticleFields,
    FrontMatter,
    PageFields,
    QuestionFields,
    ServiceFields,
    translation_of_kind,
)
from site_builder.model.inputs import Options, Source
from site_builder.model.interface import FOLDER, Interface, Messages
from site_builder.model.output import Copied, Made, Output, Page
from site_builder.model.picture import SharePicture
from site_builder.model.problem import Place, Problem
from site_builder.model.reference import Bibliography, BibliographyEntry, Reference
from site_builder.model.site import Illustration, Materials, PictureFile, Site, Standing, StaticFile
from site_builder.model.translation import DataTranslation
from site_builder.stages.interface import parse_interface
from site_builder.stages.plan import Parts, plan
from site_builder.urls import translation_path
from tests.blobs import MemoryBlobs

TODAY = date(2026, 11, 20)

ROOT = Path(__file__).parent.parent

URL = "https://clinic.example"


def day(text: str) -> date:
    """Return the day that `text` names, as in `2026-11-20`."""
    return date.fromisoformat(text)


# Documents: each of today, complete, published and without a fault unless told otherwise.


def article(name: str = "sleep", *, place: Mapping[str, tuple[int, int]] | None = None, **given: Any) -> Document:
    """Return the article `name`; what is no field of the front matter is a part of the document."""
    fields = {
        "title": f"About {name}",
        "description": f"What there is to know of {name}.",
        "date": day("2026-10-01"),
        "reviewed": day("2026-10-02"),
        "reviewed_by": "doctor",
    }
    return _document(f"content/articles/{name}.md", "article", name, ArticleFields, fields, place, given)


def question(
    name: str = "can-i-sleep", *, place: Mapping[str, tuple[int, int]] | None = None, **given: Any
) -> Document:
    """Return the question `name`."""
    fields = {
        "question": f"{name.replace('-', ' ').capitalize()}?",
        "topic": "rest",
        "reviewed": day("2026-10-02"),
        "reviewed_by": "doctor",
    }
    return _document(f"content/faq/{name}.md", "question", name, QuestionFields, fields, place, given)


def service(
    name: str = "night-clinic", *, place: Mapping[str, tuple[int, int]] | None = None, **given: Any
) -> Document:
    """Return the service `name`."""
    fields = {"title": f"Our {name}", "description": f"What we do in the {name}."}
    return _document(f"content/services/{name}.md", "service", name, ServiceFields, fields, place, given)


def page(name: str = "about", *, place: Mapping[str, tuple[int, int]] | None = None, **given: Any) -> Document:
    """Return the standing page `name`."""
    fields = {"title": f"The {name} page", "description": f"All about {name}."}
    return _document(f"content/{name}.md", "page", name, PageFields, fields, place, given)


def translation(
    original: Document, language: str = "es", *, place: Mapping[str, tuple[int, int]] | None = None, **given: Any
) -> Document:
    """Return the translation of a document, which gives its title and description or question, and what is told."""
    words = {"title": "Título", "description": "Descripción.", "question": "¿Pregunta?"}
    type_: Any = translation_of_kind[original.kind]
    fields = {name: value for name, value in words.items() if name in type_.__struct_fields__}
    path = translation_path(original.path, language)
    made = _document(path, original.kind, original.name, type_, fields, place, given)
    return msgspec.structs.replace(made, language=language)


def unreadable(path: str = "content/articles/broken.md", kind: str = "article") -> Document:
    """Return what parse makes of a file whose front matter cannot be used."""
    name = path.rpartition("/")[2].removesuffix(".md")
    return msgspec.structs.replace(article(name), path=path, kind=kind, fields=None, field_places=())


def _document(
    path: str,
    kind: str,
    name: str,
    type_: type[FrontMatter],
    fields: dict[str, Any],
    place: Mapping[str, tuple[int, int]] | None,
    given: dict[str, Any],
) -> Document:
    own = type_.__struct_fields__
    made = type_(**fields | {key: value for key, value in given.items() if key in own})
    parts = {
        "path": path,
        "kind": kind,
        "name": name,
        "language": "",
        "fields": made,
        "field_places": tuple((field, Place(*at)) for field, at in (place or {}).items()),
        "text": f"text of {path}".encode(),
        "key_points": given.pop("points", ()),
        "links": (),
        "citations": (),
        "pictures": (),
        "blocks": (),
        "headings": (),
        "ids": (),
        "waivers": (),
        "words": 238,
        "summary": "Words.",
        "problems": (),
    }
    return Document(**parts | {key: value for key, value in given.items() if key not in own})


def link(target: str, line: int = 9, column: int = 1) -> Link:
    """Return a link to `target`, written at this place."""
    return Link(target, Place(line, column))


def cites(key: str, *places: tuple[int, int]) -> Citation:
    """Return a citation of the source `key`, one mark for each place."""
    return Citation(key, tuple(Place(*each) for each in places or [(9, 1)]))


def shows(src: str, line: int = 9, column: int = 1) -> PictureUse:
    """Return a picture in the text."""
    return PictureUse(src, Place(line, column))


def heading(level: int, text: str) -> Heading:
    """Return a heading whose id is its text in lower case."""
    return Heading(level, text.lower().replace(" ", "-"), text, Place(9, 1))


def block(name: str, **options: str) -> BlockUse:
    """Return a block that shows shared data, each option with one value."""
    return BlockUse(name, "", tuple((key, (value,)) for key, value in options.items()), Place(9, 1))


def compare(line: int = 9, **options: Iterable[str]) -> BlockUse:
    """Return a block that shows the comparison, or these rows and columns of it."""
    return BlockUse("compare", "", tuple((key, tuple(value)) for key, value in options.items()), Place(line, 1))


def words(text: str) -> Text:
    """Return a text of one piece."""
    return Text((text,))


# The clinic, its materials and the site.


def clinic(**changes: Any) -> Clinic:
    """Return a clinic that gives only what must be given."""
    made = Clinic(
        name="Clinic & Sons",
        tagline="We listen.",
        url=URL,
        email="hello@clinic.example",
        phone="(503) 555-0142",
        address=Address("1 Harbor Lane", "Portland", "OR", "97205", "US"),
        people={
            "writer": Person("Editorial team", "Medical writers"),
            "doctor": Person("Medical director", "MD"),
        },
        default_author="writer",
    )
    return msgspec.structs.replace(made, **changes)


def reference(key: str) -> Reference:
    """Return the source `key`."""
    return Reference(
        key, f"<cite>{key}</cite>", key, f"Title of {key}", "2020", "", f"https://doi.org/10.1/{key}", "trial", ""
    )


def entry(key: str, **fields: str) -> BibliographyEntry:
    """Return an entry of the bibliography: a trial of 2020, graded and with its DOI unless told otherwise."""
    given = {"title": f"On {key}", "year": "2020", "doi": f"10.1000/{key}", "studytype": "trial", "grade": "B"}
    return BibliographyEntry(key, "article", tuple({**given, **fields}.items()))


def bibliography(*entries: BibliographyEntry) -> Bibliography:
    """Return the file with these entries: the first in line 10, the next in line 20."""
    return Bibliography(entries, tuple(Place(10 * number, 1) for number in range(1, len(entries) + 1)), ())


PICTURE = Illustration((PictureFile("/pictures/room-480.0123456789abcdef.png", "image/png", 480),), 480, 300)
"""A picture in one file."""


def materials(
    *,
    sources: Iterable[str] = (),
    pictures: Iterable[str] = (),
    files: Iterable[StaticFile] = (),
    compared: Comparison | None = None,
    drawn: Figures | None = None,
    unread: Iterable[str] = (),
    search_folder: str = "",
    share: Mapping[str, SharePicture] | None = None,
) -> Materials:
    """Return materials with these sources, pictures by path, files, comparison, figures, and files not read."""
    return Materials(
        references={key: reference(key) for key in sources},
        illustrations=dict.fromkeys(pictures, PICTURE),
        files=tuple(files),
        stylesheet="/css/site.0123456789abcdef.css",
        assets=(),
        comparison=compared,
        figures=drawn or Figures(),
        unread=tuple(unread),
        search_folder=search_folder,
        share_pictures=dict(share or {}),
    )


def timeline(**changes: Any) -> Timeline:
    """Return a timeline of one treatment, which starts to work and fades."""
    onset = Span(Phase.ONSET, "2 hours", "ahead of placebo", ("zarate2006",))
    fade = Span(Phase.FADE, "1 day", "It fades", ("zarate2006", "lee2020"), "1 week", "Half had lost it after a week.")
    lanes = (Lane("Ketamine (off-label)", (onset, fade)),)
    return msgspec.structs.replace(Timeline("Onset", "It starts, and it fades.", lanes), **changes)


def icon_array(**changes: Any) -> IconArray:
    """Return an icon array of 48 and 30 people in remission."""
    made = IconArray(
        title="Remission",
        population="adults with depression",
        treatment="a spray",
        comparator="placebo",
        outcome="reached remission",
        outcome_is=Meaning.BENEFIT,
        time_point="after four weeks",
        of_100_with=48.2,
        of_100_without=30.3,
        citations=("citrome2020",),
    )
    return msgspec.structs.replace(made, **changes)


def cell(text: str = "Words.", *, sources: Iterable[Citation] = (), links: Iterable[Link] = ()) -> Cell:
    """Return a cell of the comparison; its sources are cited at its end, and its links stand before its text."""
    citations = tuple(sources)
    marks = tuple([(index, nth) for index, each in enumerate(citations) for nth in range(len(each.places))])
    slots = [slot for index, _ in enumerate(links) for slot in (LinkStart(index, ""), LinkEnd(index))]
    pieces = ("",) * len(slots) + ((text, "") if marks else (text,))
    return Cell(Text(pieces, (*slots, CitationMark(marks)) if marks else tuple(slots)), tuple(links), citations)


def comparison(
    *, columns: Iterable[str] = ("pill", "spray"), note: Cell | None = None, **rows: tuple[Cell, ...]
) -> Comparison:
    """Return a comparison with these rows, in each a cell for each column; the spray is off-label."""
    treatments = [Treatment(key, key.capitalize(), "off-label" if key == "spray" else "") for key in columns]
    aspects = [Aspect(key, key.capitalize(), cells) for key, cells in rows.items()]
    return Comparison(
        title="Two compared",
        description="A pill and a spray.",
        caption="Pill and spray",
        note=note or cell("Not one trial."),
        treatments=tuple(treatments),
        aspects=tuple(aspects),
    )


@cache
def interface(language: str = "en") -> Interface:
    """Return the words of the site that ships in `language`."""
    path = f"{FOLDER}{language}.yaml"
    file = (ROOT / path).read_bytes()
    blobs = MemoryBlobs()
    read = parse_interface(Source(path, blobs.keep(file), len(file)), blobs)
    locale = find_locale(read.locale)
    assert locale is not None
    return Interface(language, locale, msgspec.msgpack.decode(blobs.read(read.messages), type=Messages).messages)


def options(*, today: date = TODAY, base_url: str = "", drafts: bool = False, future: bool = False) -> Options:
    """Return what a run was asked for."""
    return Options(today, base_url, drafts, future)


def site(
    *documents: Document,
    of: Clinic | None = None,
    shown: Materials | None = None,
    run: Options | None = None,
    reopened: dict[str, Standing] | None = None,
) -> Site:
    """Return the site that these documents make, in the order of their paths, as load would find them.

    It is in the language of the originals; for those of all languages see `sites`.
    """
    return sites(*documents, of=of, shown=shown, run=run, reopened=reopened)[0]


def sites(
    *documents: Document,
    of: Clinic | None = None,
    shown: Materials | None = None,
    run: Options | None = None,
    reopened: dict[str, Standing] | None = None,
    data: Iterable[DataTranslation] = (),
    behind: Iterable[str] = (),
) -> tuple[Site, ...]:
    """Return the same site in each language of the clinic, with the `data` files of others than the first."""
    in_order = sorted(documents, key=lambda document: document.path)
    named = of or clinic()
    words = [interface(language) for language in named.languages or ("en",)]
    return plan(
        Parts(
            clinic=named,
            options=run or options(),
            documents=in_order,
            materials=shown or materials(),
            interface=words[0],
            reopened=reopened or {},
            others=tuple(words[1:]),
            translations=tuple(data),
            behind=tuple(behind),
        )
    )


def survey(
    *documents: Document,
    of: Clinic | None = None,
    shown: Materials | None = None,
    run: Options | None = None,
    clinic_place: Mapping[str, tuple[int, int]] | None = None,
    reopened: dict[str, Standing] | None = None,
    sources: Bibliography | None = None,
    data: Iterable[DataTranslation] = (),
) -> Survey:
    """Return what a check looks at."""
    known = [language for language in (of or clinic()).languages if (ROOT / f"{FOLDER}{language}.yaml").is_file()]
    spoken = msgspec.structs.replace(of or clinic(), languages=tuple(known))
    made = sites(*documents, of=spoken, shown=shown, run=run, reopened=reopened, data=data)
    made = tuple([msgspec.structs.replace(each, clinic=of or clinic()) for each in made[:1]]) + made[1:]
    return Survey(
        made[0],
        run or options(),
        sorted(documents, key=lambda document: document.path),
        [*outputs(made)],
        tuple((field, Place(*at)) for field, at in (clinic_place or {}).items()),
        sources or bibliography(),
        others=made[1:],
        translations=tuple(data),
    )


def by_path(made: Iterable[Output]) -> dict[str, Any]:
    """Return the view of each page, the body of each file that was made, and each copied file, by path."""
    found: dict[str, Any] = {}
    for output in made:
        assert output.path not in found, f"{output.path} is there twice"
        match output:
            case Page(path=path, view=view):
                found[path] = view
            case Made(path=path, body=body):
                found[path] = body
            case Copied(path=path):
                found[path] = output
    return found


def shown_as(problem: Problem) -> str:
    """Return where a problem is, how bad, and its rule: `content/faq/a.md:3:9: error[link-broken]`."""
    return f"{problem.file}:{problem.line}:{problem.column}: {problem.severity}[{problem.rule}]"
