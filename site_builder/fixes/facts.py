"""What fixes look at: the texts as they are stored, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.model.document import Document
from site_builder.model.inputs import Options
from site_builder.model.ledger import Ledger
from site_builder.model.problem import Problem
from site_builder.parts.addresses import Stand, addresses
from site_builder.text.written import Written


class Facts(NamedTuple):
    """A site as far as it can be read.

    `documents` are by path, their links and fields at their places in the file; `texts` are those of the same files,
    of the data files that name them, and of the ledger; `problems` is what is wrong with each alone and was not waived.
    `ledger` is an empty one where there is none yet, and None where it, or the clinic, cannot be used: then nobody
    knows what is published. `prefixes` are the folders of the languages, `compared` tells that there is a comparison.
    """

    documents: Mapping[str, Document]
    texts: Mapping[str, Written]
    problems: tuple[Problem, ...]
    ledger: Ledger | None
    prefixes: tuple[str, ...]
    options: Options
    compared: bool

    def now(self) -> dict[str, Stand]:
        """Return how each address of the site stands."""
        return addresses(self.documents.values(), self.prefixes, self.options, compared=self.compared)
