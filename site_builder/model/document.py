"""What parse makes of one content file, knowing no other."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from site_builder.model.front_matter import FrontMatter
from site_builder.model.problem import Place, Problem

# The text: what is drawn only when a page that shows it is drawn.


class LinkStart(msgspec.Struct, frozen=True, tag="link", gc=False):
    """Where the document's link number `link` begins."""

    link: int
    title: str
    kind: str = "link"


class LinkEnd(msgspec.Struct, frozen=True, tag="link-end", gc=False):
    """Where link number `link` ends."""

    link: int
    kind: str = "link-end"


class CitationMark(msgspec.Struct, frozen=True, tag="citation", gc=False):
    """Where sources are cited: pairs of the source's place in the document's list and which mark of it this is."""

    sources: tuple[tuple[int, int], ...]
    kind: str = "citation"


class PictureSlot(msgspec.Struct, frozen=True, tag="picture", gc=False):
    """Where the document's picture number `picture` stands."""

    picture: int
    alt: str
    title: str
    kind: str = "picture"


class BlockSlot(msgspec.Struct, frozen=True, tag="block", gc=False):
    """Where the document's block number `block`, which shows shared data, stands."""

    block: int
    kind: str = "block"


Slot = LinkStart | LinkEnd | CitationMark | PictureSlot | BlockSlot


class Text(msgspec.Struct, frozen=True):
    """The HTML of a text in `len(slots) + 1` pieces: slot 0 goes between pieces 0 and 1, and so on."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...] = ()


# The document: what plan needs of every file on every build, small enough for ten thousand of them.


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to another place of this site, as written: `other.md`, `../faq/name.md#part` or `#part`."""

    target: str
    place: Place


class Citation(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A source that the text cites, and where."""

    key: str
    places: tuple[Place, ...]


class PictureUse(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A picture in the text; `src` is relative to this file, or names a file under static/."""

    src: str
    place: Place


class BlockUse(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block that shows shared data; `options` in the order in which they were written.

    `after` is how many sources the document has cited before it.
    """

    name: str
    argument: str
    options: tuple[tuple[str, tuple[str, ...]], ...]
    place: Place
    after: int = 0


class Heading(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A heading of the body; `level` counts from 2, since the title is the page's only first level."""

    level: int
    id: str
    text: str
    place: Place


class Waiver(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A `lint-ok` comment: the next block, from line `first` to line `last` of the file, may break `rule`."""

    rule: str
    reason: str
    place: Place
    first: int = 0
    last: int = 0


class ReadingFigures(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How hard a text is to read, as far as it counts for that; its grade in tenths, 0 for too few words."""

    words: int = 0
    sentences: int = 0
    grade_tenths: int = 0


class Subject(StrEnum):
    """What a statement that ages is about."""

    RULES = "rules"
    PRICES = "prices"
    VIDEO = "video"


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A statement that was true on the day that somebody looked; `year` is the one that it is dated with, or 0."""

    subject: Subject
    place: Place
    year: int = 0


class Contact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A telephone number or an e-mail address that a text gives, as it is written there."""

    given: str
    place: Place


class Signed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a medical review of a text signs.

    `given` is the signature in its front matter, "" where there is none. `own` is the digest of its words, `shows` the
    names of what else it shows: `faq/NAME`, `timeline/NAME`, `icon-array/NAME`, `compare/ROWS/COLUMNS`.
    """

    given: str
    own: bytes
    shows: tuple[str, ...]


class Translates(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Which text a translation says that it translates: the digest it gives, "" for none, and where.

    `digest` is None where the translation cannot be read.
    """

    digest: str | None
    place: Place


class Document(msgspec.Struct, frozen=True):
    """One content file, parsed. `text` is the digest of its kept `Text`; the lists are in order of appearance.

    `citations` lists each source once. `ids` are all ids in the text, the headings' among them. `fields` is None
    where the front matter could not be read at all, `signed` is None for what is not reviewed. `wording` is the digest
    of what people wrote in it.
    """

    path: str
    kind: str
    name: str
    language: str
    fields: FrontMatter | None
    field_places: tuple[tuple[str, Place], ...]
    text: bytes
    key_points: tuple[Text, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    pictures: tuple[PictureUse, ...]
    blocks: tuple[BlockUse, ...]
    headings: tuple[Heading, ...]
    ids: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    words: int
    summary: str
    problems: tuple[Problem, ...]
    signed: Signed | None = None
    reading: ReadingFigures = ReadingFigures()
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    wording: bytes = b""


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """A document divided by what its readers need: a build looks at ten thousand of these and at the whole of one.

    `document` is the digest of the kept `Document` without what changes with every word: there `text` is its path, a
    place is a number (`Place(0, n)` stands for `places[n]`), words are rounded to minutes of reading, and there are no
    problems or waivers. So what was planned with it holds while its words change, or the lines above them. `text` is
    the digest of the kept `Text`; `places` are encoded. `pictures` are all that the file names, in its text or front
    matter. `title` is that of an article, "" where it is none.
    """

    document: bytes
    text: bytes
    places: msgspec.Raw
    pictures: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    words: int
    problems: tuple[Problem, ...]
    signed: Signed | None = None
    reading: ReadingFigures = ReadingFigures()
    wording: bytes = b""
    translates: Translates | None = None
    title: str = ""
