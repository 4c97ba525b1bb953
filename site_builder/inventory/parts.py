"""The parts that the builder is made of: Python distributions as installed, and npm packages as locked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import msgspec

from site_builder.editor import bundle
from site_builder.inventory.licences import UNKNOWN, licence_of
from site_builder.inventory.locks import Package, npm_packages, sha256s

BUILDER = "clinic-site-builder"

FOR_WORK_ON_IT = {"build", "test", "tools"}
"""Extras of the builder that nobody needs to run it."""


class Part(msgspec.Struct, frozen=True):
    """One part: where it comes from (`pypi`, `npm`), its licence as an SPDX expression, the parts that it needs.

    `digests` are those of the lock, as (algorithm, hexadecimal digits); where there are several, one file of many was
    installed. `is_required` where the builder, or the site, does not do without it.
    """

    source: str
    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
    is_required: bool = True


def parts_of(lock: str, *, admin: bool) -> tuple[Part, ...]:
    """Return the builder itself, every distribution that it runs on, and the editor where that is there or `admin`.

    `lock` is the text of requirements.lock.
    """
    editor = npm_packages(bundle.LOCK.read_bytes()) if admin or bundle.is_installed() else ()
    return (*_distributions(sha256s(lock)), *(_of_npm(each, is_required=admin) for each in editor))


def plain_name(name: str) -> str:
    """Return the name of a distribution as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _distributions(digests: dict[str, tuple[str, ...]]) -> Iterator[Part]:
    """Yield the builder and all that it runs on, by name; what an extra asks for only where it is installed."""
    found: dict[str, Part] = {}
    waiting = [(BUILDER, True)]
    while waiting:
        name, is_required = waiting.pop()
        if (known := found.get(name)) and known.is_required >= is_required:
            continue
        try:
            made = distribution(name)
        except PackageNotFoundError:
            continue  # Its marker names another system, or an extra that was not asked for.
        needs = list(_needs(made))
        waiting += [(needed, is_required and not optional) for needed, optional in needs]
        found[name] = Part(
            "pypi",
            name,
            made.version,
            licence_of(name, made.metadata),
            tuple(sorted({needed for needed, _ in needs})),
            tuple(("SHA-256", digest) for digest in digests.get(name, ())),
            is_required,
        )
    for name in sorted(found):
        there = tuple(needed for needed in found[name].needs if needed in found)
        yield msgspec.structs.replace(found[name], needs=there)


def _needs(made: Distribution) -> Iterator[tuple[str, bool]]:
    """Yield the name of each distribution that this one asks for, and whether only for an extra.

    Extras of others are asked for nowhere. Other markers need not be read: what they rule out is not installed.
    """
    for requirement in made.requires or []:
        name = plain_name(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
        extra = re.search(r"""\bextra *== *["']([^"']+)""", requirement)
        if extra is None:
            yield name, False
        elif plain_name(made.name) == BUILDER and extra[1] not in FOR_WORK_ON_IT:
            yield name, True


def _of_npm(package: Package, *, is_required: bool) -> Part:
    return Part(
        "npm",
        package.name,
        package.version,
        package.licence or UNKNOWN,
        package.needs,
        (("SHA-512", package.sha512),) if package.sha512 else (),
        is_required,
    )
