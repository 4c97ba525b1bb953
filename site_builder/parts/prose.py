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
    MissingBlock,
    PlacedBlock,
    Prose,
    ReferenceEntry,
    Target,
)
from site_builder.numbering import cited
from site_builder.parts.comparison import comparison_block
from site_builder.parts.figures import figure_name, icon_array_block, timeline_block
from site_builder.parts.links import locate, resolve


def prose(document: Document, targets: dict[str, Target], materials: Materials) -> Prose:
    """Return the text of `document`; it is the same on every page, so the numbers of its sources come later."""
    return Prose(
        text=document.text,
        links=tuple([resolve(link.target, document.path, targets) for link in document.links]),
        sources=tuple([(citation.key, len(citation.places)) for citation in document.citations]),
        pictures=tuple([illustration(picture.src, document.path, materials) for picture in document.pictures]),
        blocks=tuple([PlacedBlock(_block(use, targets, materials), use.after) for use in document.blocks]),
    )


def references(known: dict[str, Reference], *texts: Prose | Block) -> tuple[ReferenceEntry, ...]:
    """Return the sources of a page that shows these texts in this order; unknown keys are left out."""
    keys = dict.fromkeys([key for text in texts for key in cited(text)])
    return tuple([_entry(known[key]) for key in keys if key in known])


def _entry(reference: Reference) -> ReferenceEntry:
    return ReferenceEntry(
        reference.key, reference.html, reference.study_type, reference.grade, retracted=reference.retracted
    )


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


def _consultation(use: BlockUse, _: dict[str, Target], __: Materials) -> Block:
    return ConsultationBlock(heading=" ".join(dict(use.options).get("heading", ())))


def _comparison(use: BlockUse, targets: dict[str, Target], materials: Materials) -> Block:
    options = dict(use.options)
    return comparison_block(
        materials.comparison,
        targets,
        rows=options.get("rows"),
        columns=options.get("columns"),
        caption=" ".join(options.get("caption", ())),
    )


def _timeline(use: BlockUse, _: dict[str, Target], materials: Materials) -> Block:
    timeline = materials.figures.timelines.get(figure_name(use))
    return _drawn(timeline_block(timeline), materials) if timeline else MissingBlock()


def _icon_array(use: BlockUse, _: dict[str, Target], materials: Materials) -> Block:
    icon_array = materials.figures.icon_arrays.get(figure_name(use))
    return _drawn(icon_array_block(icon_array), materials) if icon_array else MissingBlock()


def _drawn(block: Block, materials: Materials) -> Block:
    """Return a figure, but nothing of one that cites a source which is not there."""
    return block if all(key in materials.references for key in cited(block)) else MissingBlock()


_BLOCKS: dict[str, Callable[[BlockUse, dict[str, Target], Materials], Block]] = {
    "consultation": _consultation,
    "compare": _comparison,
    "timeline": _timeline,
    "icon-array": _icon_array,
}
"""What each block that shows shared data stands for, by its name in the text."""


def _block(use: BlockUse, targets: dict[str, Target], materials: Materials) -> Block:
    return _BLOCKS[use.name](use, targets, materials)
