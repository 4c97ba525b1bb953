"""assemble(): Inputs → Build, the whole flow in one direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from site_builder.cache.memo import Memo, Stage
from site_builder.digest import encoder
from site_builder.model.comparison import Comparison, ComparisonFile
from site_builder.model.config import ClinicFile
from site_builder.model.document import Document, Parsed
from site_builder.model.figures import Figures, FiguresFile
from site_builder.model.inputs import Inputs, Options, ParseTask, RulesTask, Source
from site_builder.model.output import (
    TEMPLATES,
    Artifact,
    Build,
    Composed,
    ComposeTask,
    Drawing,
    Rendered,
    RenderTask,
    TemplateFacts,
)
from site_builder.model.picture import PictureFacts, Variant
from site_builder.model.problem import Place, Problem, problem
from site_builder.model.reference import Bibliography, BibliographyEntry, Reference
from site_builder.model.rule import Rulebook, RulesFile, Wording
from site_builder.model.site import Materials, Standing
from site_builder.model.style import ENTRY, Stylesheet, StyleTask
from site_builder.parts.assets import static_file, static_files
from site_builder.parts.illustrations import illustration, shown
from site_builder.parts.pictures import picture, variant_tasks
from site_builder.parts.signature import Shown
from site_builder.parts.templates import circles, missing_names, reachable
from site_builder.urls import identify, split_url
from site_builder.waivers import idle, is_waived

PARSE = Stage("site_builder.stages.divide", "parse_and_divide", Parsed, cost_ms=4)
COMPOSE = Stage("site_builder.stages.compose", "compose", Composed, cost_ms=50)
RULES = Stage("site_builder.stages.rules", "read_rules", RulesFile, cost_ms=60)
WORDING = Stage("site_builder.stages.wording", "check_wording", Wording, cost_ms=20)
CLINIC = Stage("site_builder.stages.clinic", "parse_clinic", ClinicFile, cost_ms=5)
BIBLIOGRAPHY: Stage[Source, Bibliography] = Stage(
    "site_builder.stages.bibliography", "parse_bibliography", Bibliography, cost_ms=60
)
COMPARISON = Stage("site_builder.stages.comparison", "parse_comparison", ComparisonFile, cost_ms=20)
FIGURES = Stage("site_builder.stages.figures", "parse_figures", FiguresFile, cost_ms=20)
REFERENCE: Stage[BibliographyEntry, Reference] = Stage(
    "site_builder.stages.reference", "format_reference", Reference, cost_ms=4
)
TEMPLATE = Stage("site_builder.stages.template", "inspect", TemplateFacts, cost_ms=5)
STYLE = Stage("site_builder.stages.style", "bundle", Stylesheet, cost_ms=5)
RENDER = Stage("site_builder.stages.render", "render", Rendered, cost_ms=2)


MEASURE = Stage("site_builder.stages.picture", "measure", PictureFacts, cost_ms=40)
ENCODE = Stage("site_builder.stages.picture", "encode", Variant, cost_ms=150)


def assemble(inputs: Inputs, options: Options, memo: Memo) -> Build:
    """Return the site that `inputs` make, and every problem on the way there. Reads through `memo`, writes nothing."""
    memo.know((*inputs.content, *inputs.static, *inputs.templates))
    files = _parse(inputs, options, memo)
    clinic = files.clinic.clinic
    if clinic is None:
        return Build((), tuple(sorted(files.problems)), known_rules=files.known_rules)
    _, base = split_url(options.base_url or clinic.url)
    materials, problems = _make(inputs, files, base, memo)
    digests = tuple([parsed.document for parsed in files.documents.values()])
    entries = files.bibliography.entries
    task = ComposeTask(clinic, files.clinic.places, options, digests, materials, entries, _reopened(files))
    [composed] = memo.cached_map(COMPOSE, [task])
    problems += [*files.problems, *(_placed(each, files) for each in composed.problems)]
    artifacts = [Artifact(copy.path, copy.source, copy.digest, copy.size) for copy in composed.copies]
    drawn = [*zip(composed.drawings, _draw(composed.drawings, files, memo), strict=True)]
    artifacts += [Artifact(drawing.path, drawing.source, done.digest, done.size) for drawing, done in drawn]
    artifacts.sort(key=lambda artifact: artifact.path)
    problems += _once(each for drawing, done in drawn for each in done.problems if not _is_told(each, drawing, files))
    found = set(problems)
    waivers = {path: parsed.waivers for path, parsed in files.documents.items() if parsed.waivers}
    told = {each for each in found if not is_waived(each, waivers)}
    return Build(
        tuple(artifacts),
        tuple(sorted({*told, *idle(found, waivers, files.known_rules)})),
        pages=len(composed.drawings),
        left_out=composed.left_out,
        waived=len(found) - len(told),
        valid_until=composed.until,
        known_rules=files.known_rules,
    )


class Examined(NamedTuple):
    """A content file as it is known before any page is planned.

    `document` is what plan sees of it (see `Parsed`), `signature` that of its text as it is now ("" for what is not
    reviewed), `standing` is not CURRENT where its review does not hold, whatever the day.
    """

    document: Document
    parsed: Parsed
    signature: str
    standing: Standing


def examine(inputs: Inputs, options: Options, memo: Memo) -> tuple[list[Examined], ClinicFile, tuple[Problem, ...]]:
    """Return every content file, sorted by path, with the clinic, and what is wrong with the files so far."""
    memo.know((*inputs.content, *inputs.templates))
    files = _parse(inputs, options, memo)
    shown, reopened = signed_by(files), _reopened(files)
    return (
        [
            Examined(
                msgspec.msgpack.decode(memo.read(parsed.document), type=Document),
                parsed,
                shown.signature(parsed.signed) if parsed.signed else "",
                reopened.get(path, Standing.CURRENT),
            )
            for path, parsed in files.documents.items()
        ],
        files.clinic,
        tuple(sorted(files.problems)),
    )


class _Files(NamedTuple):
    """What the files say, each for itself; `documents` by path, `rules` the digest of the rulebook.

    `also_told` names for each rule the checks that tell the same fault.
    """

    documents: dict[str, Parsed]
    clinic: ClinicFile
    bibliography: Bibliography
    comparison: Comparison | None
    figures: Figures
    templates: dict[str, TemplateFacts]
    rules: bytes
    known_rules: tuple[str, ...]
    also_told: dict[str, tuple[str, ...]]
    problems: list[Problem]


def _parse(inputs: Inputs, options: Options, memo: Memo) -> _Files:
    [rules] = memo.cached_map(RULES, [RulesTask(inputs.rules)])
    rulebook = memo.keep(encoder()(Rulebook(rules.rules, options.reading)))
    data = (inputs.clinic, inputs.treatments, inputs.figures)
    documents, clinics, bibliographies, comparisons, figures, worded, inspected = memo.cached_maps(
        (PARSE, [ParseTask(source, rulebook) for source in inputs.documents]),
        (CLINIC, [inputs.clinic] if inputs.clinic else []),
        (BIBLIOGRAPHY, [inputs.bibliography] if inputs.bibliography else []),
        (COMPARISON, [inputs.treatments] if inputs.treatments else []),
        (FIGURES, [inputs.figures] if inputs.figures else []),
        (WORDING, [ParseTask(source, rulebook) for source in data if source]),
        (TEMPLATE, inputs.templates),
    )
    clinic = clinics[0] if clinics else NO_CLINIC
    templates = {facts.name: facts for facts in inspected}
    said = (inputs, rules, clinic, *bibliographies, *comparisons, *figures, *worded, *inspected, *documents)
    return _Files(
        documents={source.path: parsed for source, parsed in zip(inputs.documents, documents, strict=True)},
        clinic=clinic,
        bibliography=bibliographies[0] if bibliographies else Bibliography((), (), ()),
        comparison=comparisons[0].comparison if comparisons else None,
        figures=figures[0].figures if figures else Figures(),
        templates=templates,
        rules=rulebook,
        known_rules=rules.known,
        also_told={rule.id: rule.covered_by for rule in rules.rules if rule.covered_by},
        problems=[*(each for value in said for each in value.problems), *missing_names(templates), *circles(templates)],
    )


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


NO_STYLE = problem(
    "style-missing",
    f"There is no {ENTRY}, so pages would have no style at all.",
    "Make that file; it imports the other stylesheets.",
    file=ENTRY,
)


def _make(inputs: Inputs, files: _Files, base: str, memo: Memo) -> tuple[Materials, list[Problem]]:
    """Return what pages show beside their text: references, pictures, static files, the stylesheet; what is wrong."""
    static = static_files(inputs.static, base)
    sheets = tuple([(source.path, source.digest) for source in inputs.static if source.path.endswith(".css")])
    style = StyleTask(sheets, tuple([(file.source, file.url) for file in static]), files.rules)
    used = shown(inputs.pictures, [(path, parsed.pictures) for path, parsed in files.documents.items()])
    references, measured, styles = memo.cached_maps(
        (REFERENCE, files.bibliography.entries),
        (MEASURE, used),
        (STYLE, [style] if ENTRY in dict(sheets) else []),
    )
    tasks = [variant_tasks(facts) for facts in measured]
    variants = iter(memo.cached_map(ENCODE, [task for each in tasks for task in each]))
    pictures = [picture(facts, [next(variants) for _ in each]) for facts, each in zip(measured, tasks, strict=True)]
    drawn = {each.path: illustration(each, base) for each in pictures if each is not None}
    sheet_files = tuple([static_file("css/site.css", ENTRY, sheet.digest, sheet.size, base) for sheet in styles])
    named = {name for facts in files.templates.values() for name in facts.assets}
    materials = Materials(
        references={reference.key: reference for reference in references},
        illustrations={path: shown_as for path, (shown_as, _) in drawn.items()},
        files=(*static, *sheet_files, *(file for _, made in drawn.values() for file in made)),
        stylesheet=sheet_files[0].url if sheet_files else "",
        unusable=tuple([facts.path for facts in measured if not facts.media_type]),
        comparison=files.comparison,
        figures=files.figures,
        assets=tuple([(name, file.url) for file in static if (name := file.source.removeprefix("static/")) in named]),
    )
    problems = [each for value in (*measured, *styles) for each in value.problems]
    return materials, problems if styles else [*problems, NO_STYLE]


def _draw(drawings: Sequence[Drawing], files: _Files, memo: Memo) -> list[Rendered]:
    """Return each page drawn, in order; one whose templates have a fault of their own is left blank, and not told."""
    layouts = {drawing.template: reachable(drawing.template, files.templates) for drawing in drawings}
    faulty = {each.file.removeprefix(TEMPLATES) for each in files.problems if each.file.startswith(TEMPLATES)}
    fit = [all(each.name not in faulty for each in layouts[drawing.template]) for drawing in drawings]
    reach = {layout: memo.keep(encoder()(templates)) for layout, templates in sorted(layouts.items())}
    documents = files.documents
    drawn = iter(
        memo.cached_map(
            RENDER,
            [
                RenderTask(
                    drawing.template,
                    reach[drawing.template],
                    drawing.source,
                    drawing.view,
                    tuple([(path, documents[path].text) for path in drawing.texts]),
                    files.rules,
                )
                for drawing, is_fit in zip(drawings, fit, strict=True)
                if is_fit
            ],
        )
    )
    return [next(drawn) if is_fit else Rendered(b"", 0, ()) for is_fit in fit]


def _reopened(files: _Files) -> dict[str, Standing]:
    """Return the texts whose medical review does not hold: that were never signed, or were changed since."""
    shown = signed_by(files)
    return {
        path: Standing.CHANGED if parsed.signed.given else Standing.UNSIGNED
        for path, parsed in files.documents.items()
        if parsed.signed and (not parsed.signed.given or parsed.signed.given != shown.signature(parsed.signed))
    }


def signed_by(files: _Files) -> Shown:
    """Return what texts show beside their own words, for the signatures of their reviews."""
    questions = {
        identity.name: parsed.signed
        for path, parsed in files.documents.items()
        if parsed.signed and (identity := identify(path)) and identity.kind == "question" and not identity.language
    }
    return Shown(files.figures, files.comparison, questions)


def _placed(found: Problem, files: _Files) -> Problem:
    """Return a problem at its place in the file as it is now; see `Parsed`."""
    if found.line:
        return found
    if found.file in files.documents:
        place = msgspec.msgpack.decode(files.documents[found.file].places, type=list[Place])[found.column]
    else:
        place = files.bibliography.places[found.column]
    return msgspec.structs.replace(found, line=place.line, column=place.column)


def _is_told(found: Problem, drawing: Drawing, files: _Files) -> bool:
    """Return whether a text that the page shows has been told of the same fault: then it is not the template's."""
    names = {found.rule, *files.also_told.get(found.rule, ())}
    shown = (files.documents[path] for path in {drawing.source, *drawing.texts} if path in files.documents)
    return any(each.rule in names for document in shown for each in document.problems)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of pages, each fault of a template once, however many pages show it."""
    faults: dict[tuple[str, int, str, str], list[Problem]] = defaultdict(list)
    for each in problems:
        if each.file.startswith(TEMPLATES):
            faults[each.file, each.line, each.rule, each.hint].append(each)
        else:
            yield each
    for first, *more in faults.values():
        others = f", and {len(more)} more page{'s' if len(more) > 1 else ''}" if more else ""
        yield msgspec.structs.replace(first, message=first.message + others)
