"""A bill of materials in CycloneDX 1.6, JSON: https://cyclonedx.org/docs/1.6/json/.

It is written without the library for that: all of it is a few values, and so every installation can tell what it is.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from site_builder.inventory.parts import BUILDER, Part
from site_builder.inventory.shipped import shipped_with

SITE = "site"
"""How the bill refers to the site itself."""


class Site(NamedTuple):
    """What the bill says of a site: the clinic's name, and the settings that decide what is shipped with it."""

    name: str
    search: bool
    admin: bool


def sbom(parts: Iterable[Part], site: Site | None, day: date | None) -> str:
    """Return the bill of the builder, and of `site` where there is one. The same parts give the same bytes.

    It tells a time only where `day` gives one, and its serial number is made of its contents.
    """
    listed = list(parts)
    refs = {_key(part): purl(part) for part in listed}
    shipped = shipped_with(search=site.search, admin=site.admin) if site else {}
    [builder] = [part for part in listed if part.name == BUILDER]
    others = [part for part in listed if part is not builder]
    about = _application(builder)
    bill: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            **({"timestamp": f"{day.isoformat()}T00:00:00Z"} if day else {}),
            "component": {"type": "application", "bom-ref": SITE, "name": site.name} if site else about,
        },
        "components": [*([about] if site else []), *(_component(part, shipped) for part in others)],
        "dependencies": [*_dependencies(listed, refs, builder, shipped, site)],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill))
    return f"{json.dumps({'serialNumber': f'urn:uuid:{serial}', **bill}, indent=2, ensure_ascii=False)}\n"


def purl(part: Part) -> str:
    """Return the package URL of a part: https://github.com/package-url/purl-spec."""
    return f"pkg:{part.source}/{quote(part.name, safe='/')}@{quote(part.version)}"


def _key(part: Part) -> str:
    """Return how other parts name this one: npm may have a package in several versions, Python may not."""
    return f"{part.name}@{part.version}" if part.source == "npm" else part.name


def _application(part: Part) -> dict[str, Any]:
    return {"type": "application", **_identity(part)}


def _component(part: Part, shipped: dict[tuple[str, str], str]) -> dict[str, Any]:
    what = shipped.get((part.source, part.name))
    return {
        "type": "library",
        **_identity(part),
        "scope": "required" if part.is_required else "optional",
        **(
            {"hashes": [{"alg": algorithm, "content": digits} for algorithm, digits in part.digests]}
            if part.digests
            else {}
        ),
        **({"properties": [{"name": "site-builder:in-the-site", "value": what}]} if what else {}),
    }


def _identity(part: Part) -> dict[str, Any]:
    is_one = re.fullmatch(r"[\w.-]+", part.licence)
    return {
        "bom-ref": purl(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"id": part.licence}} if is_one else {"expression": part.licence}],
        "purl": purl(part),
    }


def _dependencies(
    parts: list[Part], refs: dict[str, str], builder: Part, shipped: dict[tuple[str, str], str], site: Site | None
) -> Iterator[dict[str, Any]]:
    """Yield what each part needs. A site needs the builder, and what the builder puts into it."""
    if site:
        put_in = sorted(purl(part) for part in parts if (part.source, part.name) in shipped)
        yield {"ref": SITE, "dependsOn": [purl(builder), *put_in]}
    for part in parts:
        needs = sorted(refs[needed] for needed in part.needs)
        yield {"ref": purl(part), **({"dependsOn": needs} if needs else {})}
