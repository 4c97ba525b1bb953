"""build(): files to files, in one direction, on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from site_builder.cache.memo import Memo, Stage
from site_builder.checks import CHECKS
from site_builder.checks.survey import Survey
from site_builder.kinds import KINDS
from site_builder.model.config import ClinicFile
from site_builder.model.document import Document
from site_builder.model.inputs import Inputs, Options, Source
from site_builder.model.output import (
    TEMPLATES,
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
from site_builder.model.picture import PictureFacts, Variant, VariantTask
from site_builder.model.problem import Problem, problem
from site_builder.model.reference import Bibliography, BibliographyEntry, Reference
from site_builder.model.style import ENTRY, Stylesheet, StyleTask
from site_builder.model.site import Illustration, StaticFile
from site_builder.parts.assets import static_file, static_files
from site_builder.parts.illustrations import illustration, shown
from site_builder.parts.pictures import picture, variant_tasks
from site_builder.parts.status import next_change
from site_builder.parts.templates import missing_names, reachable
from site_builder.stages.plan import Parts, plan, split_url

PARSE = Stage("parse", "parse", Document, Source)
CLINIC = Stage("clinic", "parse_clinic", ClinicFile, Source)
BIBLIOGRAPHY = Stage("bibliography", "parse_bibliography", Bibliography, Source)
REFERENCE = Stage("reference", "format_reference", Reference, BibliographyEntry)
TEMPLATE = Stage("template", "inspect", TemplateFacts, Source)
STYLE = Stage("style", "bundle", Stylesheet, StyleTask)
RENDER = Stage("render", "render", Rendered, RenderTask)


MEASURE = Stage("picture", "measure", PictureFacts, Source)
ENCODE = Stage("picture", "encode", Variant, VariantTask)


def assemble(inputs: Inputs, options: Options, memo: Memo) -> Build:
    """Return the site that `inputs` make, and every problem on the way there. Reads through `memo`, writes nothing."""
    memo.know((*inputs.content, *inputs.static, *inputs.templates))
    documents = memo.cached_map(PARSE, inputs.documents)
    clinic = _clinic(inputs, memo)
    references, bibliography_problems = _references(inputs, memo)
    problems = [*inputs.problems, *clinic.problems, *bibliography_problems]
    problems += [each for document in documents for each in document.problems]
    if clinic.clinic is None:
        return Build((), tuple(sorted(problems)), 0, "")
    _, base = split_url(options.base_url or clinic.clinic.url)
    templates = {facts.name: facts for facts in memo.cached_map(TEMPLATE, inputs.templates)}
    static, stylesheet, style_problems = _static(inputs, base, memo)
    illustrations, picture_files, picture_problems = _pictures(inputs, documents, base, memo)
    site = plan(
        Parts(
            clinic=clinic.clinic,
            options=options,
            documents=documents,
            references=references,
            illustrations=illustrations,
            picture_files=picture_files,
            static=static,
            stylesheet=stylesheet,
            assets=_assets_named_in(inputs.templates, static, memo),
        )
    )
    outputs = [output for kind in KINDS for output in kind.outputs(site)]
    artifacts, render_problems = _artifacts(outputs, templates, memo)
    survey = Survey(site, options, documents, outputs, clinic.places)
    problems += [*style_problems, *picture_problems, *missing_names(templates), *render_problems]
    problems += [each for facts in templates.values() for each in facts.problems]
    problems += [each for check in CHECKS for each in check(survey)]
    until = next_change(documents, clinic.clinic, options.today)
    pages = sum(isinstance(output, Page) for output in outputs)
    return Build(tuple(artifacts), tuple(sorted(set(problems))), pages, until.isoformat() if until else "")


def _clinic(inputs: Inputs, memo: Memo) -> ClinicFile:
    if inputs.clinic is None:
        hint = "Every site needs one; `site-builder init DIR` makes a site with one to change."
        missing = problem("clinic-missing", "There is no content/clinic.yaml.", hint, file="content/clinic.yaml")
        return ClinicFile(None, (), (missing,))
    [clinic] = memo.cached_map(CLINIC, [inputs.clinic])
    return clinic


def _references(inputs: Inputs, memo: Memo) -> tuple[dict[str, Reference], list[Problem]]:
    sources = [inputs.bibliography] if inputs.bibliography else []
    files = memo.cached_map(BIBLIOGRAPHY, sources)
    entries = [entry for file in files for entry in file.entries]
    formatted = {reference.key: reference for reference in memo.cached_map(REFERENCE, entries)}
    return formatted, [each for file in files for each in file.problems]


def _static(inputs: Inputs, base: str, memo: Memo) -> tuple[tuple[StaticFile, ...], str, tuple[Problem, ...]]:
    """Return the static files, the stylesheet among them, the stylesheet's address, and what is wrong with it."""
    files = static_files(inputs.static, base)
    sheets = tuple([(source.path, source.digest) for source in inputs.static if source.path.endswith(".css")])
    if ENTRY not in dict(sheets):
        return files, "", ()
    task = StyleTask(sheets, tuple([(file.source, file.url) for file in files]))
    [sheet] = memo.cached_map(STYLE, [task])
    file = static_file(ENTRY.removeprefix("static/"), ENTRY, sheet.digest, sheet.size, base)
    return (*files, file), file.url, sheet.problems


def _pictures(
    inputs: Inputs, documents: list[Document], base: str, memo: Memo
) -> tuple[dict[str, Illustration], tuple[StaticFile, ...], list[Problem]]:
    """Return every picture that is shown, by its path, all their files, and what is wrong with pictures."""
    measured = memo.cached_map(MEASURE, shown(inputs.pictures, documents))
    tasks = [variant_tasks(facts) for facts in measured]
    variants = iter(memo.cached_map(ENCODE, [task for each in tasks for task in each]))
    pictures = [picture(facts, [next(variants) for _ in each]) for facts, each in zip(measured, tasks, strict=True)]
    drawn = {each.path: illustration(each, base) for each in pictures if each is not None}
    files = tuple([file for _, made in drawn.values() for file in made])
    return {path: each for path, (each, _) in drawn.items()}, files, [each for facts in measured for each in facts.problems]


def _assets_named_in(templates: Iterable[Source], static: Iterable[StaticFile], memo: Memo) -> tuple[tuple[str, str], ...]:
    """Return the static files that a template names: only those become part of every page."""
    texts = b"\0".join([memo.read(source.digest) for source in templates])
    named = [(file.source.removeprefix("static/"), file.url) for file in static]
    return tuple([(name, url) for name, url in named if name.encode() in texts])


def _artifacts(
    outputs: list[Output], templates: dict[str, TemplateFacts], memo: Memo
) -> tuple[list[Artifact], list[Problem]]:
    """Return every output as a finished file, sorted by path, and what kept pages from being drawn."""
    reach = {name: reachable(name, templates) for name in {page.template for page in outputs if isinstance(page, Page)}}
    pages = [output for output in outputs if isinstance(output, Page)]
    drawn = memo.cached_map(RENDER, [RenderTask(page.template, reach[page.template], page.source, page.view) for page in pages])
    artifacts = [Artifact(page.path, page.source, done.digest, done.size) for page, done in zip(pages, drawn, strict=True)]
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
