"""Every picture that a document shows, in all its files with their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, ServiceFields
from site_builder.model.inputs import Source
from site_builder.model.picture import Picture, Variant
from site_builder.model.site import Illustration, PictureFile, StaticFile
from site_builder.parts.assets import static_file
from site_builder.parts.links import locate


def shown(pictures: Sequence[Source], documents: Iterable[Document]) -> list[Source]:
    """Return the pictures that a document shows: one that lies beside it, else one under static/."""
    by_path = {source.path: source for source in pictures}
    found: dict[str, Source] = {}
    for document in documents:
        for src in _named(document):
            beside, _ = locate(src, document.path)
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


def _named(document: Document) -> list[str]:
    named = [picture.src for picture in document.pictures]
    if isinstance(document.fields, (ArticleFields, ServiceFields)) and document.fields.image:
        named.append(document.fields.image.src)
    return named
