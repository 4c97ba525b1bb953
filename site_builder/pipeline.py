"""build(): files to files, in one direction, on one screen."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import msgspec

from site_builder.cache.memo import Memo, Stage
from site_builder.checks import CHECKS
from site_builder.checks.survey import Survey
from site_builder.kinds import KINDS
from site_builder.model.config import ClinicFile
from site_builder.model.document import Document
from site_builder.model.inputs import Inputs, Options
from site_builder.model.output import (
    Artifact,
    Build,
    Copied,
    Made,
    Output,
    Page,
    Rendered,
    RenderTask,
    TemplateFacts,
)
from site_builder.model.picture import PictureFacts, Variant
from site_builder.model.problem import Problem, problem
from site_builder.model.reference import Bibliography, BibliographyEntry, Reference
from site_builder.model.site import Materials
from site_builder.model.style import ENTRY, Stylesheet, StyleTask
from site_builder.parts.assets import static_file, static_files
from site_builder.parts.illustrations import illustration, shown
from site_builder.parts.pictures import picture, variant_tasks
from site_builder.parts.status import next_change
from site_builder.parts.templates import missing_names, reachable
from site_builder.stages.plan import Parts, plan, split_url

PARSE = Stage("parse", "parse", Document, cost_ms=4)
CLINIC = Stage("clinic", "parse_clinic", ClinicFile, cost_ms=5)
BIBLIOGRAPHY = Stage("bibliography", "parse_bibliography", Bibliography, cost_ms=60)
REFERENCE = Stage("reference", "format_reference", Reference, cost_ms=4)
TEMPLATE = Stage("template", "inspect", TemplateFacts, cost_ms=5)
STYLE = Stage("style", "bundle", Stylesheet, cost_ms=5)
RENDER = Stage("render", "render", Rendered, cost_ms=2)


MEASURE = Stage("picture", "measure", PictureFacts, cost_ms=40)
ENCODE = Stage("picture", "encode", Variant, cost_ms=150)


def assemble(inputs: Inputs, options: Options, memo: Memo) -> Build:
    """Return the site that `inputs` make, and every problem on the way there. Reads through `memo`, writes nothing."""
    memo.know((*inputs.content, *inputs.static, *inputs.templates))
    parsed = _parse(inputs, memo)
    clinic = parsed.clinic.clinic
    if clinic is None:
        return Build((), tuple(sorted(parsed.problems)), 0, "")
    _, base = split_url(options.base_url or clinic.url)
    made = _make(inputs, parsed, base, memo)
    site = plan(Parts(clinic, options, parsed.documents, made))
    outputs = [output for kind in KINDS for output in kind.outputs(site)]
    artifacts, problems = _draw(outputs, parsed.templates, memo)
    survey = Survey(site, options, parsed.documents, outputs, parsed.clinic.places)
    problems += [*parsed.problems, *made.problems]
    problems += [each for check in CHECKS for each in check(survey)]
    until = next_change(parsed.documents, clinic, options.today)
    pages = sum(isinstance(output, Page) for output in outputs)
    return Build(tuple(artifacts), tuple(sorted(set(problems))), pages, until.isoformat() if until else "")


class _Parsed(NamedTuple):
    """What the files say, each for itself."""

    documents: list[Document]
    clinic: ClinicFile
    entries: list[BibliographyEntry]
    templates: dict[str, TemplateFacts]
    problems: list[Problem]


def _parse(inputs: Inputs, memo: Memo) -> _Parsed:
    documents, clinics, bibliographies, inspected = memo.cached_maps(
        (PARSE, inputs.documents),
        (CLINIC, [inputs.clinic] if inputs.clinic else []),
        (BIBLIOGRAPHY, [inputs.bibliography] if inputs.bibliography else []),
        (TEMPLATE, inputs.templates),
    )
    clinic = clinics[0] if clinics else NO_CLINIC
    templates = {facts.name: facts for facts in inspected}
    said = (inputs, clinic, *bibliographies, *inspected, *documents)
    problems = [*(each for value in said for each in value.problems), *missing_names(templates)]
    return _Parsed(documents, clinic, [entry for file in bibliographies for entry in file.entries], templates, problems)


NO_CLINIC = ClinicFile(
    None,
    (),
    (
        problem(
            "clinic-missing",
            "There is no content/clinic.yaml.",
            "Every site needs one; `site-builder init DIR` makes a site with one to change.",
            file="content/clinic.yaml",
        ),
    ),
)


def _make(inputs: Inputs, parsed: _Parsed, base: str, memo: Memo) -> Materials:
    """Return what pages show beside their text: references, pictures, static files and the stylesheet."""
    static = static_files(inputs.static, base)
    sheets = tuple([(source.path, source.digest) for source in inputs.static if source.path.endswith(".css")])
    style = StyleTask(sheets, tuple([(file.source, file.url) for file in static]))
    references, measured, styles = memo.cached_maps(
        (REFERENCE, parsed.entries),
        (MEASURE, shown(inputs.pictures, parsed.documents)),
        (STYLE, [style] if ENTRY in dict(sheets) else []),
    )
    tasks = [variant_tasks(facts) for facts in measured]
    variants = iter(memo.cached_map(ENCODE, [task for each in tasks for task in each]))
    pictures = [picture(facts, [next(variants) for _ in each]) for facts, each in zip(measured, tasks, strict=True)]
    drawn = {each.path: illustration(each, base) for each in pictures if each is not None}
    sheet_files = tuple([static_file("css/site.css", ENTRY, sheet.digest, sheet.size, base) for sheet in styles])
    named = {name for facts in parsed.templates.values() for name in facts.assets}
    return Materials(
        references={reference.key: reference for reference in references},
        illustrations={path: shown_as for path, (shown_as, _) in drawn.items()},
        files=(*static, *sheet_files, *(file for _, files in drawn.values() for file in files)),
        stylesheet=sheet_files[0].url if sheet_files else "",
        assets=tuple([(name, file.url) for file in static if (name := file.source.removeprefix("static/")) in named]),
        problems=tuple([each for value in (*measured, *styles) for each in value.problems]),
    )


def _draw(
    outputs: list[Output], templates: dict[str, TemplateFacts], memo: Memo
) -> tuple[list[Artifact], list[Problem]]:
    """Return every output as a finished file, sorted by path, and what kept pages from being drawn."""
    reach = {name: reachable(name, templates) for name in {page.template for page in outputs if isinstance(page, Page)}}
    pages = [output for output in outputs if isinstance(output, Page)]
    drawn = memo.cached_map(
        RENDER, [RenderTask(page.template, reach[page.template], page.source, page.view) for page in pages]
    )
    artifacts = [
        Artifact(page.path, page.source, done.digest, done.size) for page, done in zip(pages, drawn, strict=True)
    ]
    for output in outputs:
        if isinstance(output, Made):
            artifacts.append(Artifact(output.path, output.source, memo.keep(output.body), len(output.body)))
        elif isinstance(output, Copied):
            artifacts.append(Artifact(output.path, output.source, output.digest, output.size))
    return sorted(artifacts, key=lambda artifact: artifact.path), _once(drawn)


def _once(drawn: list[Rendered]) -> list[Problem]:
    """Return each fault of a template once, however many pages it keeps from being drawn."""
    found: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for each in (each for done in drawn for each in done.problems):
        found[each.file, each.line].append(each)
    return [
        msgspec.structs.replace(first, message=f"{first.message}, and {len(more)} more pages") if more else first
        for first, *more in found.values()
    ]
