"""Problems as SARIF 2.1.0, which code scanning and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0; the sections are named where they bind.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.model.rule import BuilderRule, Rule
from site_builder.report.text import one_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

ROOT = "%SRCROOT%"
"""What consumers take for the folder of the repository: no path of this machine is to stand in the file."""

FINGERPRINT = "problem/v1"
"""What our fingerprints are called, with the version of how they are made (3.27.17). GitHub computes its own beside."""


def as_sarif(report: Report) -> str:
    """Return one run: the rules that were broken and each problem; the same bytes for the same problems."""
    explained = {rule.id: rule for rule in report.rules}
    ids = sorted({each.rule for each in report.problems})
    run = {
        "tool": {
            "driver": {
                "name": "site-builder",
                **({"version": report.version} if report.version else {}),
                "rules": [_rule(each, explained.get(each)) for each in ids],
            }
        },
        # What stands before the slash is the kind of run, by which code scanning tells ours from those of others.
        "automationDetails": {"id": "site-builder/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(found, number, ids.index(found.rule), report) for number, found in enumerate(report.problems)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, rule: Rule | BuilderRule | None) -> dict[str, Any]:
    """Return what is known of a rule: what it flags, why, how to mend it, on what it rests."""
    if rule is None:
        return {"id": name}
    source = getattr(rule, "source", "")
    return {
        "id": name,
        "shortDescription": {"text": rule.flag},
        "fullDescription": {"text": rule.message},
        "help": {
            "text": f"{rule.hint}\nSource: {source}" if source else rule.hint,
            "markdown": f"**Why:** {rule.message}\n\n**What to do:** {rule.hint}"
            + (f"\n\n**Source:** {source}" if source else "")
            + f"\n\nMore: `site-builder rules {name}`",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(found: Problem, number: int, rule: int, report: Report) -> dict[str, Any]:
    # A file's name need not be UTF-8, but its address is bytes anyway.
    path = f"{report.folder}{found.file}".encode("utf-8", "surrogateescape")
    result = {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "level": LEVELS[found.severity],
        "message": {"text": _message(f"{one_line(found.message)}\nHint: {one_line(found.hint)}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path), "uriBaseId": ROOT},
                    "region": {"startLine": found.line, "startColumn": found.column},
                }
            }
        ],
    }
    if report.fingerprints:
        result["partialFingerprints"] = {FINGERPRINT: report.fingerprints[number]}
    return result


def _message(text: str) -> str:
    """Return a text in which what looks like a link is none: consumers make links of `[text](address)` (3.11.6)."""
    return _LINK.sub(r"\\[\1\\](", text)


_LINK = re.compile(r"\[([^\[\]]*)\]\(")
