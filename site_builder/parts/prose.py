"""A document's text as any page shows it: what its links, sources, pictures and blocks are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from site_builder.model.document import BlockUse, Document
from site_builder.model.front_matter import Image
from site_builder.model.interface import Interface
from site_builder.model.reference import Reference
from site_builder.model.site import (
    Block,
    CaptionedPicture,
    ConsultationBlock,
    IconArrayBlock,
    Illustration,
    Materials,
    MissingBlock,
    PlacedBlock,
    Prose,
    ReferenceEntry,
    Target,
    TimelineBlock,
)
from site_builder.numbering import cited
from site_builder.parts.comparison import comparison_block
from site_builder.parts.figures import figure_name, icon_array_block, timeline_block
from site_builder.parts.links import locate, resolve


def prose(document: Document, targets: dict[str, Target], materials: Materials, interface: Interface) -> Prose:
    """Return the text of `document`; it is the same on every page, so the numbers of its sources come later."""
    return Prose(
        text=document.text,
        links=tuple([resolve(link.target, document.path, targets) for link in document.links]),
        sources=tuple([(citation.key, len(citation.places)) for citation in document.citations]),
        pictures=tuple([illustration(picture.src, document.path, materials) for picture in document.pictures]),
        blocks=tuple([PlacedBlock(_block(use, targets, materials, interface), use.after) for use in document.blocks]),
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


def captioned(image: Image | None, path: str, materials: Materials, language: str = "") -> CaptionedPicture | None:
    """Return the picture that the front matter of the file at `path` names, its words in `language`."""
    if image is None:
        return None
    return CaptionedPicture(illustration(image.src, path, materials), image.alt, image.caption, language)


def _consultation(use: BlockUse, *_: Any) -> Block:
    return ConsultationBlock(heading=" ".join(dict(use.options).get("heading", ())))


def _comparison(use: BlockUse, targets: dict[str, Target], materials: Materials, _: Interface) -> Block:
    options = dict(use.options)
    return comparison_block(
        materials.comparison,
        targets,
        rows=options.get("rows"),
        columns=options.get("columns"),
        caption=" ".join(options.get("caption", ())),
    )


def _timeline(use: BlockUse, _: dict[str, Target], materials: Materials, interface: Interface) -> Block:
    name = figure_name(use)
    timeline = materials.figures.timelines.get(name)
    return _drawn(timeline_block(timeline, interface), name, materials) if timeline else MissingBlock()


def _icon_array(use: BlockUse, _: dict[str, Target], materials: Materials, __: Interface) -> Block:
    name = figure_name(use)
    icon_array = materials.figures.icon_arrays.get(name)
    return _drawn(icon_array_block(icon_array), name, materials) if icon_array else MissingBlock()


def _drawn(block: TimelineBlock | IconArrayBlock, name: str, materials: Materials) -> Block:
    """Return a figure with the language of its words, but nothing of one that cites a source which is not there."""
    if not all(key in materials.references for key in cited(block)):
        return MissingBlock()
    language = materials.figures.languages.get(name, "")
    return replace(block, language=language) if language else block


_BLOCKS: dict[str, Callable[[BlockUse, dict[str, Target], Materials, Interface], Block]] = {
    "consultation": _consultation,
    "compare": _comparison,
    "timeline": _timeline,
    "icon-array": _icon_array,
}
"""What each block that shows shared data stands for, by its name in the text."""


def _block(use: BlockUse, targets: dict[str, Target], materials: Materials, interface: Interface) -> Block:
    return _BLOCKS[use.name](use, targets, materials, interface)
