"""The comparison: every treatment and every aspect in one table."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from site_builder.model.comparison import FILE
from site_builder.model.output import Output, Page
from site_builder.model.site import ComparisonBlock, Frame, Head, ReferenceEntry, Site
from site_builder.parts.comparison import PATH, comparison_block
from site_builder.parts.head import list_head
from site_builder.parts.prose import references


class ComparisonView(msgspec.Struct, frozen=True):
    """What `layouts/comparison.html` shows."""

    frame: Frame
    head: Head
    comparison: ComparisonBlock
    references: tuple[ReferenceEntry, ...]


LAYOUTS = {"layouts/comparison.html": ComparisonView}


def outputs(site: Site) -> Iterator[Output]:
    """The one page `compare/`, where there is a comparison."""
    comparison = site.materials.comparison
    block = comparison_block(comparison, site.targets)
    if comparison is None or not isinstance(block, ComparisonBlock):
        return
    head = list_head(PATH, comparison.title, comparison.description, site)
    view = ComparisonView(
        frame=site.frame,
        head=replace(head, updated=comparison.updated, checked=comparison.regulatory_as_of),
        comparison=block,
        references=references(site.materials.references, block),
    )
    yield Page(f"{PATH}index.html", FILE, "layouts/comparison.html", view)
