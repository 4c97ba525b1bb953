"""A document's text as any page shows it: what its links, sources, pictures and blocks are."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.model.document import BlockUse, Document
from site_builder.model.front_matter import Image
from site_builder.model.reference import Reference
from site_builder.model.site import (
    Block,
    CaptionedPicture,
    ConsultationBlock,
    Illustration,
    Materials,
    PlacedBlock,
    Prose,
    ReferenceEntry,
    Target,
)
from site_builder.numbering import cited
from site_builder.parts.links import locate, resolve


def prose(document: Document, targets: dict[str, Target], materials: Materials) -> Prose:
    """Return the text of `document`; it is the same on every page, so the numbers of its sources come later."""
    return Prose(
        text=document.text,
        links=tuple([resolve(link.target, document.path, targets) for link in document.links]),
        sources=tuple([(citation.key, len(citation.places)) for citation in document.citations]),
        pictures=tuple([illustration(picture.src, document.path, materials) for picture in document.pictures]),
        blocks=tuple([PlacedBlock(_block(use, materials), use.after) for use in document.blocks]),
    )


def references(known: dict[str, Reference], *texts: Prose) -> tuple[ReferenceEntry, ...]:
    """Return the sources of a page that shows these texts in this order; unknown keys are left out."""
    keys = dict.fromkeys([key for text in texts for key in cited(text)])
    return tuple([ReferenceEntry(key, known[key].html, known[key].study_type) for key in keys if key in known])


NOTHING = Illustration(files=(), width=0, height=0)
"""Stands for a picture that is missing or broken; checks have said so."""


def picture_path(src: str, path: str, materials: Materials) -> str:
    """Return the file that `src`, written in the file at `path`, names: one beside it, else one under static/."""
    beside, _ = locate(src, path)
    is_beside = beside in materials.illustrations or beside in materials.unusable
    return beside if is_beside else f"static/{src.removeprefix('static/')}"


def illustration(src: str, path: str, materials: Materials) -> Illustration:
    """Return the picture that `src`, written in the file at `path`, names."""
    return materials.illustrations.get(picture_path(src, path, materials), NOTHING)


def captioned(image: Image | None, path: str, materials: Materials) -> CaptionedPicture | None:
    """Return the picture that the front matter of the file at `path` names."""
    return CaptionedPicture(illustration(image.src, path, materials), image.alt, image.caption) if image else None


def _consultation(use: BlockUse, _: Materials) -> Block:
    return ConsultationBlock(heading=" ".join(dict(use.options).get("heading", ())))


_BLOCKS: dict[str, Callable[[BlockUse, Materials], Block]] = {"consultation": _consultation}
"""What each block that shows shared data stands for, by its name in the text."""


def _block(use: BlockUse, materials: Materials) -> Block:
    return _BLOCKS[use.name](use, materials)
