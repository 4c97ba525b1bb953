"""What plan makes of all documents together: the pages of the site as their templates will see them.

A page knows of another only what a `Card` says, so values never form a ring, and a new sentence in one article
renders one page again. `kind` fields let a template tell the parts of a text apart.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from site_builder.model.comparison import Comparison
from site_builder.model.config import Clinic
from site_builder.model.document import Document, Text
from site_builder.model.figures import Figures
from site_builder.model.interface import Interface
from site_builder.model.picture import SharePicture
from site_builder.model.reference import Reference


class Card(msgspec.Struct, frozen=True, gc=False):
    """All that one page may know of another; `url` is the path on the host, base path included.

    `drawing` names one of static/drawings.svg, "" for a page that is shown without.

    Here and below, `language` is that of the words, "" where it is the page's own.
    """

    url: str
    title: str
    summary: str = ""
    published: date | None = None
    language: str = ""
    drawing: str = ""


class Person(msgspec.Struct, frozen=True, gc=False):
    """An author or reviewer, as shown; `url` is "" where they have no page."""

    role: str
    credentials: str
    url: str


class Standing(StrEnum):
    """How a medical review stands: it holds, its time is over, the text was changed since, or nobody has signed it."""

    CURRENT = "current"
    OVERDUE = "overdue"
    CHANGED = "changed"
    UNSIGNED = "unsigned"


class Review(msgspec.Struct, frozen=True, gc=False):
    """A medical review, as shown."""

    by: Person
    reviewed: date
    due: date
    standing: Standing


class PictureFile(msgspec.Struct, frozen=True, gc=False):
    """One file of a picture; `width` in pixels."""

    url: str
    media_type: str
    width: int


class Illustration(msgspec.Struct, frozen=True, gc=False):
    """A picture in all its files: the best format first, last the one that every browser reads; sizes in pixels."""

    files: tuple[PictureFile, ...]
    width: int
    height: int


class CaptionedPicture(msgspec.Struct, frozen=True, gc=False):
    """The picture at the head of a page."""

    picture: Illustration
    alt: str
    caption: str
    language: str = ""


class Prose(msgspec.Struct, frozen=True):
    """A text and what its slots stand for, each in the order of the document's own lists.

    `text` is the digest of the kept text, b"" where the texts stand beside this value and only share its lists. `links`
    are addresses, "" for one that leads to nothing that is published: then its words stay without a link. `sources` are
    keys, each with how many marks of it the text has. `numbers`, known once the page is drawn, holds for each source
    its number there and how many marks of it come before this text. `blocks` are each paired with how many of the
    sources the text has cited before it.
    """

    text: bytes
    links: tuple[str, ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    pictures: tuple[Illustration, ...] = ()
    blocks: tuple[PlacedBlock, ...] = ()


# The blocks of shared data. `kind` names the macro that draws one; each `prose` in it numbers sources.


class ConsultationBlock(msgspec.Struct, frozen=True, tag="consultation", gc=False):
    """The call to book a free consultation, within a text."""

    heading: str
    kind: str = "consultation"


class ComparisonCell(msgspec.Struct, frozen=True, gc=False):
    """A text of the comparison, with what its slots stand for."""

    text: Text
    prose: Prose


class ComparisonRow(msgspec.Struct, frozen=True):
    """A row of the comparison, with a cell for each column; `id` is its place on the page of the whole."""

    id: str
    name: str
    cells: tuple[ComparisonCell, ...]
    language: str = ""


class ComparisonBlock(msgspec.Struct, frozen=True, tag="comparison"):
    """The comparison or a part of it: `columns` are each a name and what must be said with it; `url` is the whole."""

    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[ComparisonRow, ...]
    note: ComparisonCell
    url: str
    language: str = ""
    kind: str = "comparison"


class Tick(msgspec.Struct, frozen=True, gc=False):
    """A tick of a timeline, at `x` percent of its width; `spare` has no room on a small screen."""

    x: float
    name: str
    anchor: str
    spare: bool = False


class DrawnSpan(msgspec.Struct, frozen=True):
    """A span of time in a timeline: across in percent of its width (0 wide for a moment), down in em.

    `y` is the top of its bar, or the middle of the dot that marks a moment. `time`, `until` ("", a time or `open`) and
    `finding` are its words in the table, with `mark`.
    """

    phase: str
    x: float
    width: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: str
    time: str
    until: str
    finding: str
    mark: Text


class DrawnLane(msgspec.Struct, frozen=True):
    """A treatment in a timeline; its name stands at `y` em, and what its times are counted from at `counted_y`."""

    treatment: str
    y: float
    counted_from: str
    counted_y: float
    spans: tuple[DrawnSpan, ...]


class TimelineBlock(msgspec.Struct, frozen=True, tag="timeline"):
    """A timeline, `height` em high; `mark` cites all its sources."""

    title: str
    description: str
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[DrawnLane, ...]
    mark: Text
    prose: Prose
    language: str = ""
    kind: str = "timeline"


class IconRow(msgspec.Struct, frozen=True, gc=False):
    """Ten people, the first `filled` of them with the outcome; `y` counts rows from 0."""

    y: int
    filled: int


class IconArrayBlock(msgspec.Struct, frozen=True, tag="icon-array"):
    """100 people with a treatment and 100 with its comparator; whole people, and shares as the source has them.

    `needed` is the number needed to treat, or to harm where it does not help; 0 where there is none. `is_more` tells
    that more people had the outcome with the treatment, `helps` that this is what people hope for.
    """

    title: str
    population: str
    treatment: str
    comparator: str
    outcome: str
    time_point: str
    share_with: str
    share_without: str
    with_treatment: tuple[IconRow, ...]
    without_treatment: tuple[IconRow, ...]
    people_with: int
    people_without: int
    difference: int
    exact_difference: str
    is_more: bool
    is_rounded: bool
    needed: int
    helps: bool
    is_our_calculation: bool
    note: str
    marks: tuple[Text, Text, Text]
    prose: Prose
    language: str = ""
    kind: str = "icon-array"


class MissingBlock(msgspec.Struct, frozen=True, tag="missing", gc=False):
    """Stands for a block whose data are not there; checks have said so, and nothing is drawn."""

    kind: str = "missing"


Block = ComparisonBlock | ConsultationBlock | IconArrayBlock | MissingBlock | TimelineBlock


class PlacedBlock(msgspec.Struct, frozen=True):
    """A block within a text, and how many of the text's sources are cited before it."""

    block: Block
    after: int = 0


class Translated(StrEnum):
    """How a text stands to the language of its page: it is in it, was not translated, or its original changed since."""

    WHOLE = ""
    MISSING = "missing"
    BEHIND = "behind"


class Answer(msgspec.Struct, frozen=True):
    """A question with its answer; `id` is its place on the page of questions, `url` its address there."""

    id: str
    question: str
    url: str
    prose: Prose
    review: Review | None
    old_ids: tuple[str, ...]
    language: str = ""
    translated: Translated = Translated.WHOLE


class ReferenceEntry(msgspec.Struct, frozen=True, gc=False):
    """An entry of the reference list. Its number, and how many marks lead here, are known once the page is drawn."""

    key: str
    html: str
    study_type: str
    grade: str = ""
    retracted: bool = False
    number: int = 0
    marks: int = 0


class TocEntry(msgspec.Struct, frozen=True, gc=False):
    """A line of the table of contents; `level` is 2 or 3."""

    level: int
    id: str
    text: str


class Crumb(msgspec.Struct, frozen=True, gc=False):
    """A step of the breadcrumb, outermost first; the page itself is not among them."""

    url: str
    title: str


class Language(msgspec.Struct, frozen=True, gc=False):
    """A language of the site: its code, its name in its own words, the address of its home page, and its `locale`."""

    code: str
    name: str
    base: str
    locale: str = ""


class SharedPicture(msgspec.Struct, frozen=True, gc=False):
    """The picture that goes with a shared link: its address, with the host, and the words that stand in it."""

    url: str
    alt: str


class Frame(msgspec.Struct, frozen=True):
    """What every page shows around its own content; `base` is the home page of its language, `root` of the site.

    `languages` are all of the site's, none where there is only one. `foreign` are the fields whose words are still in
    the first of them. `search_url` is "" where the site has no search.
    """

    language: str
    direction: str
    name: str
    tagline: str
    origin: str
    base: str
    email: str
    phone: str
    phone_url: str
    address: tuple[str, ...]
    area_served: tuple[str, ...]
    hours: tuple[tuple[str, str], ...]
    crisis_message: str
    crisis_phone: str
    crisis_text: str
    emergency: str
    disclaimer: str
    booking_url: str
    directions_url: str
    consultation_url: str
    feed_url: str
    navigation: tuple[Card, ...]
    footer: tuple[Card, ...]
    stylesheet: str
    assets: tuple[tuple[str, str], ...]
    root: str = "/"
    languages: tuple[Language, ...] = ()
    foreign: tuple[str, ...] = ()
    search_url: str = ""
    locale: str = ""


class Head(msgspec.Struct, frozen=True):
    """What every page says of itself; `section` is the menu entry that stays marked while reading it.

    `checked` is the day on which its statements on approvals, rules and prices were last checked. `path` is where the
    page stands in each language of the site, below its home page, and `languages` are those in which it was written.
    `published` is the day of an article. `picture` goes with a shared link, and `structured_data` is what search
    engines are told of the page, as JSON-LD; none where there is nothing to share or to find.
    """

    url: str
    canonical: str
    title: str
    description: str
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    updated: date | None = None
    checked: date | None = None
    indexed: bool = True
    path: str = ""
    languages: tuple[str, ...] = ()
    language: str = ""
    translated: Translated = Translated.WHOLE
    published: date | None = None
    picture: SharedPicture | None = None
    structured_data: str = ""


# The site as the kinds see it.


class Entry(msgspec.Struct, frozen=True):
    """A published document with its place: `path` is its page's folder under the home page.

    `languages` are those of the site in which it was written; `language` is that of its words, "" the site's own.
    """

    document: Document
    path: str
    url: str
    card: Card
    prose: Prose
    languages: tuple[str, ...] = ()
    language: str = ""
    translated: Translated = Translated.WHOLE


class Topic(msgspec.Struct, frozen=True):
    """A topic (a term of the one taxonomy): its articles, newest first, and its questions in their order."""

    slug: str
    title: str
    url: str
    articles: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    language: str = ""


class Target(msgspec.Struct, frozen=True):
    """What a link to a content file leads to. `url` is "" where its page is not published, and `why` says why."""

    url: str
    title: str
    ids: tuple[str, ...]
    why: str = ""
    timely: bool = False


class StaticFile(msgspec.Struct, frozen=True):
    """A file under static/: `path` within the output folder, with its fingerprint, and its address."""

    source: str
    path: str
    url: str
    digest: bytes
    size: int


class Materials(msgspec.Struct, frozen=True):
    """What pages show beside their text: sources by key, pictures by path, and every file that is copied as it is.

    `assets` are the static files that a template names, each with its address. `unusable` are pictures that are there
    and could not be read. `comparison` is None where content/treatments.yaml is missing or cannot be used.
    `unread` are the data files that are there and cannot be used as a whole: problems have said so, and checks say
    nothing of what only follows from it. `first_style` is the digest of the styles that stand in every page.
    `search_folder` is where the index of all finished pages will lie, "" where there is none. `share_pictures` are by
    the path of an article, and that of the site by each of its languages.
    """

    references: dict[str, Reference]
    illustrations: dict[str, Illustration]
    files: tuple[StaticFile, ...]
    stylesheet: str
    assets: tuple[tuple[str, str], ...]
    unusable: tuple[str, ...] = ()
    comparison: Comparison | None = None
    figures: Figures = Figures()
    unread: tuple[str, ...] = ()
    first_style: bytes = b""
    search_folder: str = ""
    share_pictures: dict[str, SharePicture] = {}


class Site(msgspec.Struct, frozen=True):
    """Everything that is published in one language, resolved; lists in the order in which they are shown.

    `base` is where its home page stands, `root` where that of the whole site does, `prefix` the folder of its pages
    (`es/`, "" for the first language). `languages` are all of the site's, the first that of its originals.

    `targets` maps the path of each content file to what a link to it leads to. `reopened` are the texts whose review
    does not hold, by path, whatever the day: they were never signed, or changed since. `interface` says the words of
    its furniture.
    """

    clinic: Clinic
    frame: Frame
    interface: Interface
    today: date
    base: str
    origin: str
    articles: tuple[Entry, ...]
    services: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    targets: dict[str, Target]
    materials: Materials
    reopened: dict[str, Standing] = {}
    language: str = "en"
    root: str = "/"
    prefix: str = ""
    languages: tuple[Language, ...] = ()
