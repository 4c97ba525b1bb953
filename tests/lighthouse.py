"""`python -m tests.lighthouse`: what Lighthouse makes of ten pages on a phone, as a table; fails below the budget.

It is no part of `make test`: a page takes five seconds, and what else runs meanwhile slows down what it measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from socket import socket
from typing import Any

from playwright.sync_api import sync_playwright

import site_builder
from tests import components
from tests.browser.chromium import FLAGS
from tests.browser.host import served
from tests.browser.kinds import KINDS

HERE = Path(__file__).parent

MEASURED = (
    "home",
    "article list",
    "article",
    "article, with a picture",
    "article, with figures",
    "comparison",
    "faq",
    "consultation",
    "service",
    "article, in Spanish",
)

LCP_MS = 1200
"""The time in which the largest part of the first screen is drawn, simulated: at most."""


def main() -> None:
    """Build the site, measure, print the table, and fail where a page is outside of the budget."""
    for component in components.COMPONENTS:
        if not component.find():
            raise SystemExit(component.missing)
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        outcome = site_builder.build(HERE.parent, output=str(public), today=date(2026, 11, 20), cache=False)
        if not outcome.written:
            raise SystemExit("the site has errors")
        with served(public) as address:
            results = _measured([address + KINDS[name] for name in MEASURED])
    print(f"Lighthouse {results[0]['version']}, mobile, simulated throttling\n")
    print("| page | performance | accessibility | best practices | SEO | LCP, s | shift | kB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, result in zip(MEASURED, results, strict=True):
        scores = " | ".join(map(str, result["scores"]))
        sizes = f"{result['lcp'] / 1000:.2f} | {result['shift']:.3f} | {result['bytes'] / 1000:.0f}"
        print(f"| {name} | {scores} | {sizes} |")
    faults = [
        f"{name}: {', '.join(each['lost']) or 'slow'}"
        for name, each in zip(MEASURED, results, strict=True)
        if not is_within_budget(each)
    ]
    if faults:
        raise SystemExit("\n".join(["\noutside of the budget:", *faults]))


def is_within_budget(result: dict[str, Any]) -> bool:
    """Return whether a page has all points, is drawn in time and stays in its place."""
    return set(result["scores"]) == {100} and result["lcp"] <= LCP_MS and result["shift"] == 0


def _measured(addresses: list[str]) -> list[dict[str, Any]]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with sync_playwright() as playwright:
        flags = [*FLAGS, f"--remote-debugging-port={port}"]
        browser = playwright.chromium.launch(executable_path=components.chromium(), args=flags)
        try:
            command = [components.node(), "lighthouse.mjs", str(port), *addresses]
            done = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
        finally:
            browser.close()
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    main()
