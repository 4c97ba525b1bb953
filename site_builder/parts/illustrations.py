"""Every picture that a document shows, in all its files with their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_builder.model.inputs import Source
from site_builder.model.picture import Picture, Variant
from site_builder.model.site import Illustration, PictureFile, StaticFile
from site_builder.parts.assets import static_file
from site_builder.parts.links import locate


def shown(pictures: Sequence[Source], named: Iterable[tuple[str, Sequence[str]]]) -> list[Source]:
    """Return the pictures that documents show: one that lies beside the document, else one under static/.

    `named` are pairs of a document's path and the pictures that it names.
    """
    by_path = {source.path: source for source in pictures}
    found: dict[str, Source] = {}
    for document, names in named:
        for src in names:
            beside, _ = locate(src, document)
            for path in (beside, f"static/{src.removeprefix('static/')}"):
                if path in by_path:
                    found[path] = by_path[path]
                    break
    return [found[path] for path in sorted(found)]


def illustration(picture: Picture, base: str) -> tuple[Illustration, tuple[StaticFile, ...]]:
    """Return the picture as a page shows it, and its files."""
    pairs = [(variant, _file(picture, variant, base)) for variant in (*picture.variants, picture.fallback)]
    files = tuple([PictureFile(file.url, variant.media_type, variant.width) for variant, file in pairs])
    return Illustration(files, picture.width, picture.height), tuple([file for _, file in pairs])


def _file(picture: Picture, variant: Variant, base: str) -> StaticFile:
    stem = picture.path.partition("/")[2].rpartition(".")[0]
    path = f"{stem}-{variant.width}.{variant.suffix}"
    return static_file(path, picture.path, variant.digest, variant.size, base)
