"""Licences as SPDX expressions: what distributions say of themselves, and which of them allow this use."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-2-Clause-Views",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Unicode-3.0",
}
"""Licences under which a clinic may run a part and publish what comes of it, and keep its own work to itself.

Those of Mozilla and that of typefaces ask for the same licence of the part itself only, which nobody changes here.
"""

READ_IN_THEIR_TEXT = {
    "babel": "BSD-3-Clause AND Unicode-3.0",
    "cobble": "BSD-2-Clause",
    "google-re2": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "livereload": "BSD-3-Clause",
    "mammoth": "BSD-2-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}
"""The licence of distributions whose metadata name a family only, or not all, as somebody read it in its text."""

IN_OTHER_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "SIL OFL 1.1": "OFL-1.1",
}
"""What older metadata say in their field for a licence."""

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What the oldest say: the classifiers that leave no doubt about which licence is meant."""

UNKNOWN = "NOASSERTION"
"""What SPDX says where nothing can be said."""


def licence_of(name: str, metadata: PackageMetadata) -> str:
    """Return the licence of a distribution as an SPDX expression, UNKNOWN where its metadata leave that open."""
    if name in READ_IN_THEIR_TEXT:
        return READ_IN_THEIR_TEXT[name]
    expressions = _stated("License-Expression", metadata)
    stated = [IN_OTHER_WORDS.get(each, each) for each in _stated("License", metadata)]
    classifiers = [each.rpartition(" :: ")[2] for each in _stated("Classifier", metadata)]
    told = (
        *expressions,
        *(each for each in stated if each in ALLOWED),
        *(CLASSIFIERS[each] for each in classifiers if each in CLASSIFIERS),
    )
    return next(iter(told), UNKNOWN)


def is_allowed(expression: str) -> bool:
    """Return whether an SPDX expression allows this use: one licence of each choice does."""
    while bracketed := re.search(r"\(([^()]*)\)", expression):
        expression = expression.replace(bracketed[0], "MIT" if is_allowed(bracketed[1]) else UNKNOWN)
    return any(all(licence in ALLOWED for licence in choice.split(" AND ")) for choice in expression.split(" OR "))


def _stated(field: str, metadata: PackageMetadata) -> list[str]:
    return metadata.get_all(field) or []
