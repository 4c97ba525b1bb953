from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from site_builder.inventory.parts import BUILDER, Part, parts_of
from site_builder.inventory.sbom import Site, purl, sbom

LOCK = (Path(__file__).parents[2] / "requirements.lock").read_text("utf-8")

SITE = Site("Small Clinic", search=True, admin=True)

FEW = (
    Part("pypi", "a", "1.0", "MIT", ("b",), (("SHA-256", "a" * 64), ("SHA-256", "b" * 64))),
    Part("pypi", "b", "2.0+local", "MIT OR ISC", is_required=False),
    Part("pypi", BUILDER, "0.1", "MIT", ("a",)),
    Part("npm", "@sveltia/cms", "3.0", "MIT", ("x@1", "x@2"), (("SHA-512", "c" * 128),)),
    Part("npm", "x", "1", "MIT"),
    Part("npm", "x", "2", "MIT"),
)


@cache
def whole() -> str:
    """Return the bill of what is installed here, with a site that has everything."""
    return sbom(parts_of(LOCK, admin=True), SITE, None)


@pytest.mark.parametrize(
    "text", [whole(), sbom(FEW, None, None), sbom(FEW, SITE, date(2026, 11, 21))], ids=["whole", "builder", "site"]
)
def test_it_is_valid_by_the_schema_of_cyclonedx(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_schema_refuses_what_is_wrong() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(whole().replace('"library"', '"book"', 1))


def test_a_part_with_all_that_is_known_of_it() -> None:
    assert components(sbom(FEW, SITE, None))["pkg:pypi/a@1.0"] == {
        "type": "library",
        "bom-ref": "pkg:pypi/a@1.0",
        "name": "a",
        "version": "1.0",
        "licenses": [{"license": {"id": "MIT"}}],
        "purl": "pkg:pypi/a@1.0",
        "scope": "required",
        "hashes": [{"alg": "SHA-256", "content": "a" * 64}, {"alg": "SHA-256", "content": "b" * 64}],
    }


def test_a_choice_of_licences_is_an_expression_and_what_an_extra_asks_for_optional() -> None:
    found = components(sbom(FEW, SITE, None))["pkg:pypi/b@2.0%2Blocal"]
    assert (found["licenses"], found["scope"]) == ([{"expression": "MIT OR ISC"}], "optional")


def test_what_is_in_the_site_is_marked_and_the_site_needs_it() -> None:
    bill = sbom(FEW, SITE, None)
    editor = components(bill)["pkg:npm/%40sveltia/cms@3.0"]
    assert editor["properties"] == [{"name": "site-builder:in-the-site", "value": "the editor"}]
    assert needs(bill)["site"] == ["pkg:pypi/clinic-site-builder@0.1", "pkg:npm/%40sveltia/cms@3.0"]
    without = sbom(FEW, SITE._replace(admin=False), None)
    assert "properties" not in components(without)["pkg:npm/%40sveltia/cms@3.0"]
    assert needs(without)["site"] == ["pkg:pypi/clinic-site-builder@0.1"]


def test_two_versions_of_a_package_are_told_apart() -> None:
    assert needs(sbom(FEW, None, None))["pkg:npm/%40sveltia/cms@3.0"] == ["pkg:npm/x@1", "pkg:npm/x@2"]


def test_every_reference_leads_to_a_component_and_every_component_is_named_once() -> None:
    bill = json.loads(whole())
    refs = [bill["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in bill["components"])]
    assert len(refs) == len(set(refs))
    assert sorted(refs) == sorted(each["ref"] for each in bill["dependencies"])
    assert {needed for each in bill["dependencies"] for needed in each.get("dependsOn", [])} <= set(refs)


def test_every_distribution_has_the_digests_of_the_lock() -> None:
    found = components(whole())
    missing = [ref for ref, about in found.items() if ref.startswith("pkg:pypi/") and "hashes" not in about]
    locked = {line.split("==")[0] for line in LOCK.splitlines() if line[:1].isalnum()}
    assert [ref for ref in missing if ref.split("/")[1].split("@")[0] in locked] == []


def test_the_same_parts_give_the_same_bytes_and_others_another_number() -> None:
    assert sbom(FEW, SITE, None) == sbom(FEW, SITE, None)
    numbers = {json.loads(sbom(FEW[:end], None, None))["serialNumber"] for end in (3, 5, 6) if end != 5}
    assert len(numbers) == 2


def test_package_urls_are_written_as_their_specification_says() -> None:
    assert [purl(part) for part in FEW[1:4]] == [
        "pkg:pypi/b@2.0%2Blocal",
        "pkg:pypi/clinic-site-builder@0.1",
        "pkg:npm/%40sveltia/cms@3.0",
    ]


def components(text: str) -> dict[str, Any]:
    return {each["bom-ref"]: each for each in json.loads(text)["components"]}


def needs(text: str) -> dict[str, list[str]]:
    return {each["ref"]: each.get("dependsOn", []) for each in json.loads(text)["dependencies"]}
