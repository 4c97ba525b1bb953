"""The picture that goes with a shared link: one for each article, one for the site in each of its languages."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.config import Clinic
from site_builder.model.picture import ShareColours, SharePictureTask
from site_builder.model.site import Entry, SharedPicture, Site, StaticFile
from site_builder.parts.assets import static_file
from site_builder.urls import identify

NAME = "share.png"


def share_picture_tasks(
    clinics: dict[str, Clinic], titles: Iterable[tuple[str, str]], colours: ShareColours
) -> dict[str, SharePictureTask]:
    """Return the pictures to draw, under the names of `Materials.share_pictures`.

    `clinics` are the clinic in each language of the site, that of the originals first; `titles` are pairs of an
    article's path and its title.
    """
    first, *_ = clinics
    tasks = {code: SharePictureTask(each.name, "", each.tagline, colours) for code, each in clinics.items()}
    for path, title in titles:
        identity = identify(path)
        language = (identity.language if identity else "") or first
        if title and language in clinics:
            tasks[path] = SharePictureTask(title, clinics[language].name, "", colours)
    return tasks


def share_picture(entry: Entry | None, site: Site) -> SharedPicture | None:
    """Return the picture of an article; for any other page, and a title that cannot be drawn, that of the site."""
    if entry and (file := article_file(entry, site)):
        return SharedPicture(site.origin + file.url, f"{entry.card.title} · {site.clinic.name}")
    file = site_file(site)
    return SharedPicture(site.origin + file.url, f"{site.clinic.name}: {site.clinic.tagline}") if file else None


def article_file(entry: Entry, site: Site) -> StaticFile | None:
    """Return the file of an article's picture, beside its page: that of the original where it was not translated."""
    picture = site.materials.share_pictures.get(entry.document.path)
    if picture is None or picture.missing:
        return None
    prefix = "" if entry.language else site.prefix
    return static_file(f"{prefix}{entry.path}/{NAME}", entry.document.path, picture.digest, picture.size, site.root)


def site_file(site: Site) -> StaticFile | None:
    """Return the file of the site's picture in its language."""
    picture = site.materials.share_pictures.get(site.language)
    if picture is None:
        return None
    return static_file(site.prefix + NAME, "content/clinic.yaml", picture.digest, picture.size, site.root)
