"""The comparison: every treatment and every aspect in one table."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from site_builder.model.comparison import FILE
from site_builder.model.output import Output, Page
from site_builder.model.site import ComparisonBlock, Frame, Head, ReferenceEntry, Site, Translated
from site_builder.parts.comparison import PATH, comparison_block
from site_builder.parts.head import canonical, list_head
from site_builder.parts.prose import references
from site_builder.parts.structured_data import with_medical_data


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
    head = replace(list_head(PATH, comparison.title, comparison.description, site), languages=comparison.languages)
    if comparison.language:
        address = canonical(PATH, comparison.language, site)
        head = replace(head, canonical=address, language=comparison.language, translated=Translated.MISSING)
    head = replace(head, updated=comparison.updated, checked=comparison.regulatory_as_of)
    cited = references(site.materials.references, block)
    view = ComparisonView(site.frame, with_medical_data(head, cited, site), block, cited)
    yield Page(f"{PATH}index.html", FILE, "layouts/comparison.html", view)
