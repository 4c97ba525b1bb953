"""compose: the documents → every page to draw and every file to copy. All files together, but not their words.

Planned anew whenever something changes that one page may know of another; an edit of the words alone leaves it be.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from site_builder import kinds
from site_builder.cache.memo import Blobs
from site_builder.checks import CHECKS
from site_builder.checks.ages import grows_old, statements_of
from site_builder.checks.survey import Survey
from site_builder.digest import encoder
from site_builder.due import calendar
from site_builder.kinds.redirect import redirects
from site_builder.model.document import Document
from site_builder.model.interface import Interface
from site_builder.model.ledger import Ledger
from site_builder.model.output import Composed, ComposeTask, Copied, Drawing, Made, Output, Page
from site_builder.model.problem import Place
from site_builder.model.reference import Bibliography
from site_builder.numbering import texts_in
from site_builder.parts.evidence import days_of_age
from site_builder.parts.status import next_change
from site_builder.stages.plan import Parts, plan


def compose(task: ComposeTask, blobs: Blobs) -> Composed:
    """Return the whole site, planned; the views of its pages are kept in `blobs`."""
    documents = [_DOCUMENT.decode(blobs.read(digest)) for digest in task.documents]
    first, *others = [_INTERFACE.decode(blobs.read(each.interface)) for each in task.furniture]
    parts = Parts(task.clinic, task.options, documents, task.materials, first, task.reopened)
    sites = plan(replace(parts, others=tuple(others), translations=task.translations, behind=task.behind))
    outputs = [*kinds.outputs(sites)]
    places = tuple([Place(0, number) for number in range(len(task.entries))])
    bibliography = Bibliography(task.entries, places, ())
    survey = Survey(
        sites[0],
        task.options,
        documents,
        outputs,
        task.clinic_places,
        bibliography,
        others=sites[1:],
        translations=task.translations,
        ledger=_LEDGER.decode(blobs.read(task.ledger)) if task.ledger else None,
    )
    problems = {each for check in CHECKS for each in check(survey)}
    outputs = _one_each(outputs, {document.path for document in documents if document.fields and document.fields.draft})
    old = days_of_age(task.materials.references.values(), task.options.ages.source_years)
    ages = task.options.ages
    aged = [
        grows_old(subject, checked, ages) for subject, checked in statements_of(documents, task.materials.comparison)
    ]
    interfaces = {each.language: each.interface for each in task.furniture}
    until = next_change(documents, task.clinic, task.options.today, others=[*old, *aged])
    return Composed(
        drawings=tuple([_drawing(output, interfaces, blobs) for output in outputs if isinstance(output, Page)]),
        copies=tuple([_copy(output, blobs) for output in outputs if not isinstance(output, Page)]),
        problems=tuple(sorted(problems)),
        left_out=sum(bool(target.why) for target in sites[0].targets.values()),
        until=until.isoformat() if until else "",
        calendar=calendar(documents, task.clinic, task.materials.comparison, task.options),
        redirects=tuple(redirects(sites)),
    )


def _one_each(outputs: list[Output], drafts: set[str]) -> list[Output]:
    """Return one output for each path: a draft gives way to what is published; any other clash has been reported."""
    kept: dict[str, Output] = {}
    for output in outputs:
        if output.path not in kept or kept[output.path].source in drafts:
            kept[output.path] = output
    return list(kept.values())


def _drawing(page: Page, interfaces: dict[str, bytes], blobs: Blobs) -> Drawing:
    texts = tuple([text.decode() for text in dict.fromkeys(texts_in(page.view))])
    interface = interfaces[page.view.frame.language]
    return Drawing(page.path, page.source, page.template, blobs.keep(encoder()(page.view)), texts, interface)


def _copy(file: Made | Copied, blobs: Blobs) -> Copied:
    if isinstance(file, Copied):
        return file
    return Copied(file.path, file.source, blobs.keep(file.body), len(file.body))


_INTERFACE = msgspec.msgpack.Decoder(Interface)

_LEDGER = msgspec.msgpack.Decoder(Ledger)

_DOCUMENT = msgspec.msgpack.Decoder(Document)
