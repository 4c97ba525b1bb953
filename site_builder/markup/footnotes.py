"""`[^name]` and `[^name]: text`: footnotes, numbered in the order in which the text refers to them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from site_builder.markup.conversion import Conversion, quoted
from site_builder.model.problem import Severity

REFERENCE = re.compile(r"\[\^([^\]\n]+)\](?!:)")


class Footnotes(FootnoteExtension):
    """Python-Markdown's footnotes in the order of the text, and checked."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__(
            USE_DEFINITION_ORDER=False,
            BACKLINK_TEXT="&#8617;&#xFE0E;",
            BACKLINK_TITLE=conversion.words.footnote.format(number="{}"),
        )
        self.conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the stock processors, and one that runs before footnotes are numbered."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_Order(self), "footnote-order", 21)


class _Order(Treeprocessor):
    """Notes the order of the references: Markdown would number those in lists and tables after all others."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__()
        self._footnotes = footnotes

    def run(self, root: Element) -> None:
        """Number the footnotes, and report references without a note and notes without a reference."""
        defined = self._footnotes.footnotes
        used = dict.fromkeys(found[1] for found in REFERENCE.finditer("\n".join(root.itertext())))
        for name in used:
            if name in defined:
                self._footnotes.addFootnoteRef(name)
            else:
                hint = f"Write it at the end: [^{quoted(name)}]: and its text."
                self._report("footnote-missing", name, f"There is no footnote “{quoted(name)}”.", hint)
        for name in defined:
            if name not in used:
                message = f"Nothing in the text refers to the footnote “{quoted(name)}”."
                hint = f"Write [^{quoted(name)}] where it belongs."
                self._report("footnote-unused", name, message, hint, Severity.WARNING)

    def _report(self, rule: str, name: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        conversion = self._footnotes.conversion
        index = max(conversion.body.find(f"[^{name}]"), 0)
        conversion.report(rule, message, hint, conversion.place(index), severity)
