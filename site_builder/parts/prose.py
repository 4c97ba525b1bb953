"""A document's text on a page: what its links, sources, pictures and blocks are there."""

from __future__ import annotations

from site_builder.model.document import BlockUse, Document
from site_builder.model.front_matter import Image
from site_builder.model.site import (
    Block,
    CaptionedPicture,
    ConsultationBlock,
    Illustration,
    Prose,
    ReferenceEntry,
    Site,
)
from site_builder.parts.links import locate, resolve


class SharedNumbers:
    """The numbering of sources on one page, which all texts on that page share."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._numbers: dict[str, int] = {}
        self._marks: dict[str, int] = {}

    def prose(self, document: Document) -> Prose:
        """Return the text of `document` as this page shows it."""
        site = self.site
        return Prose(
            text=document.text,
            links=tuple([resolve(link.target, document.path, site) for link in document.links]),
            numbers=tuple([self._number(citation.key, len(citation.places)) for citation in document.citations]),
            pictures=tuple([illustration(picture.src, document.path, site) for picture in document.pictures]),
            blocks=tuple([_block(block) for block in document.blocks]),
        )

    def references(self) -> tuple[ReferenceEntry, ...]:
        """Return the sources cited on the page, in the order of their numbers; unknown keys are left out."""
        known = self.site.materials.references
        return tuple(
            [
                ReferenceEntry(number, key, known[key].html, known[key].study_type, self._marks[key])
                for key, number in self._numbers.items()
                if key in known
            ]
        )

    def _number(self, key: str, marks: int) -> tuple[int, int]:
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        before = self._marks.get(key, 0)
        self._marks[key] = before + marks
        return number, before


NOTHING = Illustration(files=(), width=0, height=0)
"""Stands for a picture that is missing or broken; checks have said so."""


def picture_path(src: str, path: str, site: Site) -> str:
    """Return the file that `src`, written in the file at `path`, names: one beside it, else one under static/."""
    beside, _ = locate(src, path)
    return beside if beside in site.materials.illustrations else f"static/{src.removeprefix('static/')}"


def illustration(src: str, path: str, site: Site) -> Illustration:
    """Return the picture that `src`, written in the file at `path`, names."""
    return site.materials.illustrations.get(picture_path(src, path, site), NOTHING)


def captioned(image: Image | None, path: str, site: Site) -> CaptionedPicture | None:
    """Return the picture that the front matter of the file at `path` names."""
    return CaptionedPicture(illustration(image.src, path, site), image.alt, image.caption) if image else None


def _block(use: BlockUse) -> Block:
    options = dict(use.options)
    return ConsultationBlock(heading=" ".join(options.get("heading", ())))
