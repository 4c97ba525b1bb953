"""assemble(): Inputs → Build, the whole flow in one direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

import msgspec

from site_builder.cache.memo import Memo, Stage
from site_builder.checks import budgets
from site_builder.digest import encoder
from site_builder.editor.policy import policy as editor_policy
from site_builder.hosting import netlify, twins
from site_builder.model.comparison import FILE as TREATMENTS
from site_builder.model.comparison import Comparison, ComparisonFile
from site_builder.model.config import CLINIC as CLINIC_FILE
from site_builder.model.config import ClinicFile, ClinicTranslationFile
from site_builder.model.document import Document, Parsed, Waiver
from site_builder.model.editor import EditorFiles, EditorTask
from site_builder.model.figures import FILE as FIGURES_FILE
from site_builder.model.figures import Figures, FiguresFile
from site_builder.model.hosting import Hosting, Twin, TwinTask
from site_builder.model.inputs import Inputs, Options, ParseTask, RulesTask, Source
from site_builder.model.interface import Furniture, InterfaceFile, Languages, LanguagesTask, LocaleFound, MarkupWords
from site_builder.model.ledger import LedgerFile
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
from site_builder.model.picture import PictureFacts, ShareColours, SharePicture, SharePictureTask, Variant
from site_builder.model.problem import Place, Problem, problem
from site_builder.model.reference import BIBLIOGRAPHY as BIBLIOGRAPHY_FILE
from site_builder.model.reference import Bibliography, BibliographyEntry, Reference
from site_builder.model.rule import Rulebook, RulesFile, Wording
from site_builder.model.search import Finished, IndexTask, Parts, SearchIndex
from site_builder.model.site import Materials, Standing
from site_builder.model.style import ENTRY, TOKENS, Stylesheet, StyleTask
from site_builder.model.translation import DataTranslation
from site_builder.parts.assets import editor_file, static_file, static_files
from site_builder.parts.illustrations import illustration, shown
from site_builder.parts.pictures import picture, variant_tasks
from site_builder.parts.policy import policy, together
from site_builder.parts.share_pictures import share_picture_tasks
from site_builder.parts.templates import circles, missing_names, reachable
from site_builder.parts.translation import translated_clinic
from site_builder.reviews import Reviews
from site_builder.translations import DataFiles, Pair, pairs, told
from site_builder.urls import data_file, escape, identify, split_url
from site_builder.waivers import idle, is_waived

Value = TypeVar("Value")

PARSE = Stage("site_builder.stages.divide", "parse_and_divide", Parsed, cost_ms=4)
COMPOSE = Stage("site_builder.stages.compose", "compose", Composed, cost_ms=50)
RULES = Stage("site_builder.stages.rules", "read_rules", RulesFile, cost_ms=60)
WORDING = Stage("site_builder.stages.wording", "check_wording", Wording, cost_ms=20)
CLINIC_TRANSLATION = Stage("site_builder.stages.clinic", "parse_clinic_translation", ClinicTranslationFile, cost_ms=5)
CLINIC = Stage("site_builder.stages.clinic", "parse_clinic", ClinicFile, cost_ms=5)
BIBLIOGRAPHY: Stage[Source, Bibliography] = Stage(
    "site_builder.stages.bibliography", "parse_bibliography", Bibliography, cost_ms=60
)
COMPARISON = Stage("site_builder.stages.comparison", "parse_comparison", ComparisonFile, cost_ms=20)
LEDGER = Stage("site_builder.stages.ledger", "parse_ledger", LedgerFile, cost_ms=20)
FIGURES = Stage("site_builder.stages.figures", "parse_figures", FiguresFile, cost_ms=20)
REFERENCE: Stage[BibliographyEntry, Reference] = Stage(
    "site_builder.stages.reference", "format_reference", Reference, cost_ms=4
)
INTERFACE = Stage("site_builder.stages.interface", "parse_interface", InterfaceFile, cost_ms=20)
LOCALE: Stage[str, LocaleFound] = Stage("site_builder.stages.locale", "read_locale", LocaleFound, cost_ms=20)
LANGUAGES = Stage("site_builder.stages.languages", "settle", Languages, cost_ms=10)
TEMPLATE = Stage("site_builder.stages.template", "inspect", TemplateFacts, cost_ms=5)
STYLE = Stage("site_builder.stages.style", "bundle", Stylesheet, cost_ms=5)
RENDER = Stage("site_builder.stages.render", "render", Rendered, cost_ms=2)


INDEX_FOLDER: Stage[None, str] = Stage("site_builder.stages.search", "index_folder", str, cost_ms=40)
CUT = Stage("site_builder.stages.search", "cut", Parts, cost_ms=2)
INDEX = Stage("site_builder.stages.search", "index", SearchIndex, cost_ms=100)

TWIN = Stage("site_builder.stages.twin", "compress", Twin, cost_ms=30)

EDITOR = Stage("site_builder.stages.editor", "editor_files", EditorFiles, cost_ms=200)

MEASURE = Stage("site_builder.stages.picture", "measure", PictureFacts, cost_ms=40)
ENCODE = Stage("site_builder.stages.picture", "encode", Variant, cost_ms=150)
SHARE_COLOURS: Stage[Source, ShareColours] = Stage(
    "site_builder.stages.share_picture", "read_colours", ShareColours, cost_ms=1
)
SHARE_PICTURE = Stage("site_builder.stages.share_picture", "share_picture", SharePicture, cost_ms=12)


class Soon(NamedTuple):
    """The pages that somebody waits for, by their paths, the most urgent first: they are drawn before all others.

    `tell` is called with each, and first of all with the files that are not drawn, as pictures and styles: a page may
    show a new one. At the end it is called with nothing. `before` is how pages were drawn the last time, by path, and
    is kept current: where no more than words were changed since, a page is drawn so before it is planned again, and
    once more where the plan is another now.
    """

    paths: Sequence[str]
    tell: Callable[[list[Artifact]], None]
    before: dict[str, Before]


class Before(NamedTuple):
    """How a page was drawn: by which task, and the digests of the documents whose texts it shows."""

    task: RenderTask
    documents: tuple[bytes, ...]


def assemble(inputs: Inputs, options: Options, memo: Memo, *, soon: Soon | None = None, indexed: bool = True) -> Build:
    """Return the site that `inputs` make, and every problem on the way there. Reads through `memo`, writes nothing.

    Without `indexed` the search index is left out, though pages are drawn as if it were there.
    """
    files = _parse(inputs, options, memo)
    if soon is not None:
        _draw_as_before(files, soon, memo)
    planned = _plan(inputs, files, options, memo)
    if planned.site is None:
        return Build((), tuple(sorted(files.problems)), known_rules=files.known_rules)
    origin, base, materials, composed = planned.site
    artifacts = [Artifact(copy.path, copy.source, copy.digest, copy.size) for copy in composed.copies]
    if soon is not None:
        soon.tell(artifacts)
    drawn = [*zip(composed.drawings, _draw(composed.drawings, files, materials.first_style, memo, soon), strict=True)]
    artifacts += [_page(drawing, done) for drawing, done in drawn]
    artifacts += _search_index(drawn, materials, base, memo) if indexed else []
    artifacts += _twins(artifacts, options, memo)
    hosting = Hosting(
        origin=origin,
        base=base,
        policy=policy(together(done.inline for _, done in drawn)),
        editor=editor_policy(options.admin) if options.admin else "",
        redirects=composed.redirects,
        files=tuple(sorted([artifact.path for artifact in artifacts])),
        precompressed=options.precompressed,
    )
    artifacts += _host_files(hosting, memo)
    artifacts.sort(key=lambda artifact: artifact.path)
    weighed = [*budgets.weighed(drawn, artifacts, base)]
    on_pages = (each for drawing, done in drawn for each in done.problems if not _is_told(each, drawing, files))
    too_heavy = budgets.are_kept(weighed, options.budgets, partial(_is_draft, files=files, memo=memo))
    found = {*_problems(planned), *_once(on_pages), *_once(too_heavy)}
    waivers = _waivers(files)
    told = {each for each in found if not is_waived(each, waivers)}
    return Build(
        tuple(artifacts),
        tuple(sorted({*told, *idle(found, waivers, files.known_rules)})),
        pages=len(composed.drawings),
        left_out=composed.left_out,
        waived=len(found) - len(told),
        valid_until=composed.until,
        calendar=composed.calendar,
        known_rules=files.known_rules,
        base=base,
        hosting=hosting,
        weights=budgets.by_kind(weighed, options.budgets),
    )


def planned_problems(inputs: Inputs, options: Options, memo: Memo) -> frozenset[Problem]:
    """Return what is wrong before any page is drawn, as `assemble` tells it."""
    planned = _plan(inputs, _parse(inputs, options, memo), options, memo)
    waivers = _waivers(planned.files)
    return frozenset(each for each in _problems(planned) if not is_waived(each, waivers))


class _Site(NamedTuple):
    """What is known of the site before its pages are drawn; `origin` is its host, `base` its path there."""

    origin: str
    base: str
    materials: Materials
    composed: Composed


class _Planned(NamedTuple):
    """What the files say, and what is planned of that: nothing where they make no site. `problems` are of pictures."""

    files: _Files
    site: _Site | None
    problems: list[Problem]


def _plan(inputs: Inputs, files: _Files, options: Options, memo: Memo) -> _Planned:
    clinic = files.clinic.clinic
    if clinic is None or not files.furniture:
        return _Planned(files, None, [])
    origin, base = split_url(options.base_url or clinic.url)
    materials, problems = _make(inputs, files, base, memo, options)
    task = ComposeTask(
        clinic,
        files.clinic.places,
        options,
        tuple([parsed.document for parsed in files.documents.values()]),
        materials,
        files.bibliography.entries,
        _reviews(files).reopened(),
        files.furniture,
        translations=files.translations,
        behind=tuple([pair.path for pair in files.pairs if pair.is_behind]),
        ledger=files.ledger,
    )
    [composed] = memo.cached_map(COMPOSE, [task])
    return _Planned(files, _Site(origin, base, materials, composed), problems)


def _waivers(files: _Files) -> dict[str, tuple[Waiver, ...]]:
    return {path: parsed.waivers for path, parsed in files.documents.items() if parsed.waivers}


class Examined(NamedTuple):
    """A content file as it is known before any page is planned.

    `document` is what plan sees of it (see `Parsed`), `signature` that of its text as it is now ("" for what is not
    reviewed), `standing` is not CURRENT where its review does not hold, whatever the day. `pair` is a translation with
    its original.
    """

    document: Document
    parsed: Parsed
    signature: str
    standing: Standing
    pair: Pair | None


def examine(
    inputs: Inputs, options: Options, memo: Memo, *, only: Collection[str] | None = None
) -> tuple[list[Examined], ClinicFile, tuple[Problem, ...]]:
    """Return every content file, sorted by path, with the clinic, and what is wrong with the files so far.

    Where `only` some paths are asked for, the others are left out.
    """
    files = _parse(inputs, options, memo)
    reviews, paired = _reviews(files), {pair.path: pair for pair in files.pairs}
    reopened = reviews.reopened()
    return (
        [
            Examined(
                msgspec.msgpack.decode(memo.read(parsed.document), type=Document),
                parsed,
                reviews.signature(path),
                reopened.get(path, Standing.CURRENT),
                paired.get(path),
            )
            for path, parsed in files.documents.items()
            if only is None or path in only
        ],
        files.clinic,
        tuple(sorted(files.problems)),
    )


class _Files(NamedTuple):
    """What the files say, each for itself; `documents` by path, `rules` the digest of the rulebook.

    `furniture` is of each language of the site, the first that of originals; none where that one has no texts.
    `also_told` names for each rule the checks that tell the same fault, `unread` the data files that cannot be used.
    """

    documents: dict[str, Parsed]
    clinic: ClinicFile
    bibliography: Bibliography
    comparison: Comparison | None
    figures: Figures
    translations: tuple[DataTranslation, ...]
    pairs: tuple[Pair, ...]
    templates: dict[str, TemplateFacts]
    furniture: tuple[Furniture, ...]
    rules: bytes
    known_rules: tuple[str, ...]
    also_told: dict[str, tuple[str, ...]]
    unread: tuple[str, ...]
    ledger: bytes
    problems: list[Problem]


def _parse(inputs: Inputs, options: Options, memo: Memo) -> _Files:
    memo.know((*inputs.content, *inputs.static, *inputs.templates, *inputs.interfaces))
    [rules], clinics, interfaces, inspected = memo.cached_maps(
        (RULES, [RulesTask(inputs.rules)]),
        (CLINIC, [inputs.clinic] if inputs.clinic else []),
        (INTERFACE, inputs.interfaces),
        (TEMPLATE, inputs.templates),
    )
    clinic = clinics[0] if clinics else NO_CLINIC
    templates = {facts.name: facts for facts in inspected}
    languages = _languages(clinic, interfaces, templates, memo)
    words = _words(languages, memo)
    rulebook = memo.keep(encoder()(Rulebook(rules.rules, options.reading)))
    worded = [each for each in (inputs.clinic, inputs.treatments, inputs.figures, *inputs.translations) if each]
    treatments, drawn, clinic_files = (
        [each for each in worded if data_file(each.path)[0] == name] for name in (TREATMENTS, FIGURES_FILE, CLINIC_FILE)
    )
    elsewhere = [each for each in clinic_files if each is not inputs.clinic]
    first = clinic.clinic.languages[0] if clinic.clinic and clinic.clinic.languages else ORIGINALS
    documents, translated, bibliographies, comparisons, figures, wordings, ledgers = memo.cached_maps(
        (PARSE, [ParseTask(source, rulebook, first, words=words(source)) for source in inputs.documents]),
        (CLINIC_TRANSLATION, elsewhere),
        (BIBLIOGRAPHY, [inputs.bibliography] if inputs.bibliography else []),
        (COMPARISON, treatments),
        (FIGURES, [ParseTask(source, language=first) for source in drawn]),
        (WORDING, [ParseTask(source, rulebook, first) for source in worded]),
        (LEDGER, [inputs.ledger] if inputs.ledger else []),
    )
    data = DataFiles(_by_path(elsewhere, translated), _by_path(treatments, comparisons), _by_path(drawn, figures))
    refused = {each.file for each in inputs.problems}
    unread = {
        TREATMENTS: TREATMENTS in data.comparisons and data.comparisons[TREATMENTS].comparison is None,
        FIGURES_FILE: FIGURES_FILE in data.figures and not data.figures[FIGURES_FILE].figures.is_readable,
        BIBLIOGRAPHY_FILE: any(not each.is_readable for each in bibliographies),
    }
    texts = _by_path(inputs.documents, documents)
    paired = tuple(pairs(texts, data.wordings(clinic)))
    found = (*interfaces, languages, *bibliographies, *data.files, *wordings, *ledgers, *inspected, *documents)
    return _Files(
        documents=texts,
        clinic=clinic,
        bibliography=bibliographies[0] if bibliographies else Bibliography((), (), ()),
        comparison=data.comparisons[TREATMENTS].comparison if TREATMENTS in data.comparisons else None,
        figures=data.figures[FIGURES_FILE].figures if FIGURES_FILE in data.figures else Figures(),
        translations=data.translations(),
        pairs=paired,
        templates=templates,
        furniture=languages.furniture,
        rules=rulebook,
        known_rules=rules.known,
        also_told={rule.id: rule.covered_by for rule in rules.rules if rule.covered_by},
        unread=tuple([path for path, is_unread in unread.items() if is_unread or path in refused]),
        ledger=ledgers[0].ledger if ledgers else b"",
        problems=[
            *(each for value in (inputs, rules, clinic, *found) for each in value.problems),
            *(each for pair in paired for each in told(pair)),
            *missing_names(templates),
            *circles(templates),
        ],
    )


def _by_path(sources: Iterable[Source], values: Iterable[Value]) -> dict[str, Value]:
    return {source.path: value for source, value in zip(sources, values, strict=True)}


def _languages(
    clinic: ClinicFile, files: Sequence[InterfaceFile], templates: dict[str, TemplateFacts], memo: Memo
) -> Languages:
    """Return the furniture of the site in the languages of the clinic.

    Where that cannot be read, texts are read as they most likely were before: nothing is drawn, but in a preview they
    would all be read anew while somebody mends the clinic's file.
    """
    if clinic.clinic is None:
        languages = (ORIGINALS, *sorted({file.language for file in files} - {ORIGINALS}))
    else:
        languages = clinic.clinic.languages
    places = dict(clinic.places)
    tags = sorted({*languages, *(file.locale for file in files)})
    found = memo.cached_map(LOCALE, tags)
    task = LanguagesTask(
        languages=tuple([(each, places.get(f"languages.{index}", Place())) for index, each in enumerate(languages)]),
        place=places.get("languages", Place()),
        files=tuple(files),
        locales={tag: each.locale for tag, each in zip(tags, found, strict=True)},
        said=tuple([(TEMPLATES + name, facts.said) for name, facts in templates.items() if facts.said]),
    )
    [settled] = memo.cached_map(LANGUAGES, [task])
    return settled if clinic.clinic else Languages(settled.furniture, ())


ORIGINALS = "en"
"""The language of originals where nobody has said which it is."""


def _words(languages: Languages, memo: Memo) -> Callable[[Source], bytes]:
    """Return what tells the digest of the words that Markdown's own syntax puts into a text, in its language."""
    known = {each.language: each.words for each in languages.furniture}
    originals = next(iter(known.values()), None) or memo.keep(encoder()(MarkupWords()))

    def words(source: Source) -> bytes:
        identity = identify(source.path)
        return known.get(identity.language, originals) if identity else originals

    return words


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


def _make(inputs: Inputs, files: _Files, base: str, memo: Memo, options: Options) -> tuple[Materials, list[Problem]]:
    """Return what pages show beside their text: references, pictures, static files, the stylesheet; what is wrong."""
    static = static_files(inputs.static, base)
    sheets = tuple([(source.path, source.digest) for source in inputs.static if source.path.endswith(".css")])
    style = StyleTask(sheets, tuple([(file.source, file.url) for file in static]), files.rules)
    used = shown(inputs.pictures, [(path, parsed.pictures) for path, parsed in files.documents.items()])
    references, measured, styles, folders, colours, editors = memo.cached_maps(
        (REFERENCE, files.bibliography.entries),
        (MEASURE, used),
        (STYLE, [style] if ENTRY in dict(sheets) else []),
        (INDEX_FOLDER, [None] if options.search else []),
        (SHARE_COLOURS, [source for source in inputs.static if source.path == TOKENS]),
        (EDITOR, _editor_tasks(inputs, files, base, options)),
    )
    tasks = [variant_tasks(facts) for facts in measured]
    sharing = _share_pictures(files, colours[0] if colours else ShareColours())
    encoded, shared = memo.cached_maps(
        (ENCODE, [task for each in tasks for task in each]), (SHARE_PICTURE, [*sharing.values()])
    )
    variants = iter(encoded)
    pictures = [picture(facts, [next(variants) for _ in each]) for facts, each in zip(measured, tasks, strict=True)]
    drawn = {each.path: illustration(each, base) for each in pictures if each is not None}
    sheet_files = tuple([static_file("css/site.css", ENTRY, sheet.digest, sheet.size, base) for sheet in styles])
    named = {name for facts in files.templates.values() for name in facts.assets}
    materials = Materials(
        references={reference.key: reference for reference in references},
        illustrations={path: shown_as for path, (shown_as, _) in drawn.items()},
        files=(
            *static,
            *sheet_files,
            *(file for _, made in drawn.values() for file in made),
            *(editor_file(name, digest, size, base) for editor in editors for name, digest, size in editor.files),
        ),
        stylesheet=sheet_files[0].url if sheet_files else "",
        first_style=styles[0].first if styles else memo.keep(b""),
        unusable=tuple([facts.path for facts in measured if not facts.media_type]),
        comparison=files.comparison,
        figures=files.figures,
        unread=files.unread,
        search_folder=folders[0] if folders else "",
        share_pictures=dict(zip(sharing, shared, strict=True)),
        assets=tuple([(name, file.url) for file in static if (name := file.source.removeprefix("static/")) in named]),
    )
    problems = [each for value in (*measured, *styles) for each in value.problems]
    return materials, problems if styles else [*problems, NO_STYLE]


def _editor_tasks(inputs: Inputs, files: _Files, base: str, options: Options) -> list[EditorTask]:
    """Return what the editor is made from, where it goes into the site."""
    if options.admin is None:
        return []
    data = [each for each in (inputs.clinic, inputs.treatments, inputs.figures, *inputs.translations) if each]
    documents = tuple([(path, each.title) for path, each in files.documents.items()])
    return [EditorTask(base, tuple(data), documents, options.admin)]


def _share_pictures(files: _Files, colours: ShareColours) -> dict[str, SharePictureTask]:
    """Return the pictures to draw for shared links, each by its name."""
    clinic = files.clinic.clinic
    assert clinic is not None
    own = {each.language: each.clinic for each in files.translations}
    clinics = {each.language: translated_clinic(clinic, own.get(each.language)) for each in files.furniture}
    return share_picture_tasks(clinics, [(path, each.title) for path, each in files.documents.items()], colours)


def _draw(
    drawings: Sequence[Drawing], files: _Files, first_style: bytes, memo: Memo, soon: Soon | None
) -> list[Rendered]:
    """Return each page drawn, in order; one whose templates have a fault of their own is left blank, and not told."""
    named = dict.fromkeys(drawing.template for drawing in drawings)
    layouts = {layout: reachable(layout, files.templates) for layout in named}
    faulty = {each.file.removeprefix(TEMPLATES) for each in files.problems if each.file.startswith(TEMPLATES)}
    fit = {layout: all(each.name not in faulty for each in templates) for layout, templates in layouts.items()}
    reach = {layout: memo.keep(encoder()(templates)) for layout, templates in sorted(layouts.items())}

    def task(drawing: Drawing) -> RenderTask:
        return RenderTask(
            drawing.template,
            reach[drawing.template],
            drawing.source,
            drawing.view,
            tuple([(path, files.documents[path].text) for path in drawing.texts]),
            files.rules,
            drawing.interface,
            first_style,
            files.furniture[0].interface,
        )

    whole = [drawing for drawing in drawings if fit[drawing.template]]
    if soon is not None:
        wanted = {drawing.path: drawing for drawing in whole if drawing.path in soon.paths}
        for drawing in (wanted[path] for path in soon.paths if path in wanted):
            soon.tell([_page(drawing, done) for done in memo.cached_map(RENDER, [task(drawing)])])
            documents = tuple([files.documents[path].document for path in drawing.texts])
            soon.before[drawing.path] = Before(task(drawing), documents)
        soon.tell([])
    drawn = dict(zip((drawing.path for drawing in whole), memo.cached_map(RENDER, [*map(task, whole)]), strict=True))
    return [drawn.get(drawing.path, NOT_DRAWN) for drawing in drawings]


def _draw_as_before(files: _Files, soon: Soon, memo: Memo) -> None:
    """Draw the pages of which no more than the words of a text were changed, with all else as it was."""
    for path in soon.paths:
        if path not in soon.before:
            continue
        task, documents = soon.before[path]
        names = [name for name, _ in task.texts]
        texts = tuple([(name, files.documents[name].text) for name in names if name in files.documents])
        if texts != task.texts and documents == tuple([files.documents[name].document for name, _ in texts]):
            [done] = memo.cached_map(RENDER, [msgspec.structs.replace(task, texts=texts)])
            soon.tell([Artifact(path, task.source, done.digest, done.size)])


NOT_DRAWN = Rendered(b"", 0, ())


def _page(drawing: Drawing, done: Rendered) -> Artifact:
    return Artifact(drawing.path, drawing.source, done.digest, done.size)


def _reviews(files: _Files) -> Reviews:
    return Reviews(files.documents, files.figures, files.comparison, files.translations, files.unread)


def _search_index(
    drawn: Sequence[tuple[Drawing, Rendered]], materials: Materials, base: str, memo: Memo
) -> list[Artifact]:
    """Return the files of the index that the finished pages make, if the site is to have one."""
    if not (folder := materials.search_folder):
        return []
    pages = [
        Finished(base + escape(drawing.path.removesuffix("index.html")), done.digest)
        for drawing, done in drawn
        if done.digest
    ]
    parts = tuple([part for each in memo.cached_map(CUT, pages) for part in each.parts])
    return [
        Artifact(folder + path, "content", digest, size)
        for index in memo.cached_map(INDEX, [IndexTask(parts)])
        for path, digest, size in index.files
    ]


def _twins(artifacts: Sequence[Artifact], options: Options, memo: Memo) -> list[Artifact]:
    """Return the twins of the files that are worth it, in each encoding that the settings ask for."""
    plain = [each for each in artifacts if twins.is_worth_one(each.path, each.size)]
    wanted = [(each, encoding) for encoding in options.precompressed for each in plain]
    made = memo.cached_map(TWIN, [TwinTask(each.digest, encoding) for each, encoding in wanted])
    return [
        Artifact(each.path + twins.ENDS[encoding], each.source, twin.digest, twin.size)
        for (each, encoding), twin in zip(wanted, made, strict=True)
        if twin.digest
    ]


def _host_files(hosting: Hosting, memo: Memo) -> Iterator[Artifact]:
    """Yield what some hosts read beside the pages."""
    for path, text in ((netlify.HEADERS, netlify.headers(hosting)), (netlify.REDIRECTS, netlify.redirects(hosting))):
        body = text.encode()
        yield Artifact(path, "content", memo.keep(body), len(body))


def _problems(planned: _Planned) -> list[Problem]:
    """Return every problem before pages are drawn, each at its place in the file as it is now; see `Parsed`."""
    files, composed = planned.files, planned.site.composed.problems if planned.site else ()
    numbered = {each.file for each in composed if not each.line} & files.documents.keys()
    places = {path: _PLACES.decode(files.documents[path].places) for path in numbered}
    return [
        *files.problems,
        *planned.problems,
        *(each if each.line else _placed(each, places.get(each.file, files.bibliography.places)) for each in composed),
    ]


_PLACES = msgspec.msgpack.Decoder(list[Place])


def _placed(found: Problem, places: Sequence[Place]) -> Problem:
    place = places[found.column]
    return msgspec.structs.replace(found, line=place.line, column=place.column)


def _is_told(found: Problem, drawing: Drawing, files: _Files) -> bool:
    """Return whether a text that the page shows has been told of the same fault: then it is not the template's."""
    names = {found.rule, *files.also_told.get(found.rule, ())}
    shown = (files.documents[path] for path in {drawing.source, *drawing.texts} if path in files.documents)
    return any(each.rule in names for document in shown for each in document.problems)


def _is_draft(path: str, files: _Files, memo: Memo) -> bool:
    """Return whether a content file is a draft; a data file is none."""
    if path not in files.documents:
        return False
    fields = msgspec.msgpack.decode(memo.read(files.documents[path].document), type=Document).fields
    return fields is not None and fields.draft


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of pages, each fault of a template once, however many pages show it."""
    faults: dict[tuple[str, int, str, str], list[Problem]] = defaultdict(list)
    for each in problems:
        if each.file.startswith(TEMPLATES):
            faults[each.file, each.line, each.rule, each.hint].append(each)
        else:
            yield each
    for first, *more in faults.values():
        pages = f"{len(more)} more page{'s' if len(more) > 1 else ''}"
        others = f" The same holds for {pages}." if first.message.endswith(".") else f", and {pages}"
        yield msgspec.structs.replace(first, message=first.message + others) if more else first
