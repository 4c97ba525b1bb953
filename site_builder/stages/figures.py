"""figures: content/figures.yaml → FiguresFile. A figure that leaves out what its reader must know is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.cache.memo import Blobs
from site_builder.durations import OPEN, minutes
from site_builder.markup.smart_punctuation import set_type
from site_builder.model.document import Citation, Translates
from site_builder.model.figures import (
    Figures,
    FiguresFields,
    FiguresFile,
    FiguresTranslation,
    IconArray,
    Lane,
    Phase,
    Span,
    Timeline,
)
from site_builder.model.inputs import ParseTask
from site_builder.model.problem import Place
from site_builder.parts.signature import digest_of
from site_builder.text.fields import Data, Fault, Path, convert
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import LARGEST_DATA_FILE, Yaml, cut_short, load_yaml, located, place_of
from site_builder.urls import data_file

LONGEST_NAME, LONGEST_LABEL = 31, 34
"""Characters that fit on one line of a drawing that is 18 em wide, the least that a telephone gives it."""


def parse_figures(task: ParseTask, blobs: Blobs) -> FiguresFile:
    """Return what the file says, or the translation of one, and all that is wrong with it."""
    source = task.source
    translated = data_file(source.path)[1]
    language = translated or task.language
    text, problems = read_text(source.path, blobs.read(source.digest), largest=LARGEST_DATA_FILE)
    loaded = load_yaml(source.path, text) if text is not None else Yaml(None, None, [])
    if text is None or loaded.fields is None:
        return FiguresFile(Figures(is_readable=False), (*problems, *loaded.problems))
    type_ = FiguresTranslation if translated else FiguresFields
    fields, faults = convert({name: _typeset(part) for name, part in loaded.fields.items()}, type_)
    in_form = {fault.path[:2] for fault in faults}
    if fields is not None:
        for path, figure in _figures(fields):
            if path not in in_form:
                faults += _faults(figure, path, language.partition("-")[0])
    problems += [*loaded.problems, *cut_short(source.path, text, loaded, FiguresFields)]
    problems += [located(source.path, fault, loaded) for fault in faults]
    return FiguresFile(
        _sound(fields or FiguresFields(), faults, loaded),
        tuple(problems),
        wording=digest_of(fields) if fields else b"",
        translates=_translates(fields, loaded),
    )


def _translates(fields: FiguresFields | None, loaded: Yaml) -> Translates | None:
    if not isinstance(fields, FiguresTranslation):
        return None
    return Translates(fields.original_digest, place_of(loaded.root, ("original_digest",)))


def _sound(fields: FiguresFields, faults: list[Fault], loaded: Yaml) -> Figures:
    """Return the figures in which nothing is wrong."""
    refused = {fault.path[:2] for fault in faults if len(fault.path) > 1}
    sound = [path for path, _ in _figures(fields) if path not in refused]
    return Figures(
        timelines={name: each for name, each in fields.timelines.items() if ("timelines", name) in sound},
        icon_arrays={name: each for name, each in fields.icon_arrays.items() if ("icon_arrays", name) in sound},
        refused=tuple(sorted({str(path[1]) for path in refused})),
        is_readable=all(len(fault.path) > 1 for fault in faults),
        citations=_placed(fields, loaded),
        named=tuple([(str(path[1]), place_of(loaded.root, path, at_name=True)) for path in sound]),
    )


def _figures(fields: FiguresFields) -> Iterator[tuple[Path, Timeline | IconArray]]:
    """Yield each figure with its place in the data."""
    for name, timeline in fields.timelines.items():
        yield ("timelines", name), timeline
    for name, icon_array in fields.icon_arrays.items():
        yield ("icon_arrays", name), icon_array


def _placed(fields: FiguresFields, loaded: Yaml) -> tuple[Citation, ...]:
    """Return each source that the file cites, once, with its places."""
    places: dict[str, list[Place]] = {}
    for path, figure in _figures(fields):
        for at, key in _citations(figure, path):
            places.setdefault(key, []).append(place_of(loaded.root, at))
    return tuple([Citation(key, tuple(each)) for key, each in places.items()])


def _citations(part: Timeline | IconArray | Lane | Span, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each citation in `part` with its place in the data."""
    match part:
        case Timeline(lanes=inner):
            for index, lane in enumerate(inner):
                yield from _citations(lane, (*path, "lanes", index))
        case Lane(spans=spans):
            for index, span in enumerate(spans):
                yield from _citations(span, (*path, "spans", index))
        case IconArray(citations=keys) | Span(citations=keys):
            for index, key in enumerate(keys):
                yield (*path, "citations", index), key


def _typeset(data: Data) -> Data:
    """Return `data` with the punctuation of its texts as a printer sets it; items of lists are keys and stay."""
    if isinstance(data, list):
        return [part if isinstance(part, str) else _typeset(part) for part in data]
    if isinstance(data, dict):
        return {name: _typeset(part) for name, part in data.items()}
    return set_type(data, "", goes_on=False)


# What is wrong with a figure that has all its fields.


def _faults(figure: Timeline | IconArray, path: Path, language: str) -> Iterator[Fault]:
    if isinstance(figure, IconArray):
        yield from _uncited(figure.citations, path, "this figure comes")
        yield from _approval_unsaid(figure.treatment, (*path, "treatment"), language)
        if language == "en":
            yield from _not_what_people_did(figure.outcome, (*path, "outcome"))
        return
    if not figure.lanes:
        hint = "Write at least one lane: a treatment and its spans."
        yield Fault((*path, "lanes"), "timeline-empty", "The timeline has no lanes.", hint, at_name=True)
    for index, lane in enumerate(figure.lanes):
        yield from _lane_faults(lane, (*path, "lanes", index), language)


def _lane_faults(lane: Lane, path: Path, language: str) -> Iterator[Fault]:
    yield from _too_long(lane.treatment, LONGEST_NAME, (*path, "treatment"))
    yield from _too_long(
        lane.counted_from and f"counted from {lane.counted_from}", LONGEST_LABEL, (*path, "counted_from")
    )
    yield from _approval_unsaid(lane.treatment, (*path, "treatment"), language)
    if not lane.spans:
        hint = "Write at least one span: what happens, and when."
        yield Fault((*path, "spans"), "timeline-empty", f"“{lane.treatment}” has no spans.", hint, at_name=True)
    for index, span in enumerate(lane.spans):
        yield from _span_faults(span, (*path, "spans", index))
    starts = [index for index, span in enumerate(lane.spans) if span.kind is Phase.ONSET]
    if starts and not any(_says_how_long(span) for span in lane.spans):
        message = f"“{lane.treatment}” has an onset, and nothing on how long the effect lasts."
        hint = "Add a span of the kind fade or course, or of the kind effect with ends:."
        yield Fault((*path, "spans", starts[0]), "speed-without-duration", message, hint)


def _says_how_long(span: Span) -> bool:
    return span.kind in (Phase.FADE, Phase.COURSE) or (span.kind is Phase.EFFECT and bool(span.ends))


def _span_faults(span: Span, path: Path) -> Iterator[Fault]:
    yield from _uncited(span.citations, path, f"“{span.label}” comes")
    if span.ends:
        yield from _too_long(span.label, LONGEST_LABEL, (*path, "label"))
    else:
        yield from _too_long(f"{span.starts}: {span.label}", LONGEST_LABEL, (*path, "label"), "its time counts too")
    starts, ends = minutes(span.starts), minutes(span.ends)
    for name, written, read in (("starts", span.starts, starts), ("ends", span.ends, ends)):
        if written and read is None and (name, written) != ("ends", OPEN):
            message = f"“{name}” is “{written}”, which is not a time."
            or_open = f"; or {OPEN}, where nobody knows" if name == "ends" else ""
            hint = f"Write a number and minutes, hours, days, weeks, months or years, as in 2 hours{or_open}."
            yield Fault((*path, name), "time-unreadable", message, hint)
    if starts is not None and ends is not None and ends <= starts:
        message = f"It ends at “{span.ends}”, which is not after “{span.starts}”, where it starts."
        yield Fault((*path, "ends"), "time-order", message, "Look at both times again, and at their units.")


def _uncited(citations: tuple[str, ...], path: Path, what: str) -> Iterator[Fault]:
    if not citations:
        message = f"Nothing says where {what} from."
        hint = "Name a key of content/references.bib, as in citations: [zarate2006]."
        yield Fault((*path, "citations"), "figure-uncited", message, hint, at_name=True)


def _too_long(text: str, most: int, path: Path, note: str = "") -> Iterator[Fault]:
    if len(text) > most:
        message = f"“{text}” has {len(text)} characters; {most} fit on the screen of a telephone"
        yield Fault(path, "label-too-long", f"{message}{note and f', and {note}'}.", "Say it in fewer words.")


def _not_what_people_did(outcome: str, path: Path) -> Iterator[Fault]:
    words = outcome.lower().split()
    first = next((word for word in words if word not in _BEFORE_A_VERB and not word.endswith("ly")), "")
    if not (first.endswith("ed") or first.strip(",") in _DID):
        message = f"“{outcome}” does not say what people did, so “48 of 100 people {outcome}” is no sentence."
        yield Fault(path, "outcome-not-done", message, f"Begin it with a verb, as in “had a {outcome}” or “relapsed”.")


_BEFORE_A_VERB = frozenset("again also even first never newly no longer more less not soon still then".split())

_DID = frozenset(
    """
    ate became began bled broke brought built came caught chose could cut did died drank drove felt fell fought found
    gave got grew had heard held hit hurt kept knew led left let lost made meant met paid put quit ran read rose
    said sat saw set shook slept sought spent spoke stood stuck swore swung thought threw told took understood was were
    went withdrew woke won wore would wrote
    """.split()
)
"""Verbs in the past that do not end in -ed."""


_OFF_LABEL_USE = {"en": re.compile(r"\bketamine\b", re.IGNORECASE), "es": re.compile(r"\bketamina\b", re.IGNORECASE)}

_OFF_LABEL = {"en": ("off-label",), "es": ("fuera de indicación", "uso no aprobado", "off-label")}
"""How each language that the builder knows says it: the first as it is best said."""


def _approval_unsaid(treatment: str, path: Path, language: str) -> Iterator[Fault]:
    said = _OFF_LABEL.get(language, ())
    if said and _OFF_LABEL_USE[language].search(treatment) and not any(each in treatment.lower() for each in said):
        message = f"“{treatment}” does not say that this use of ketamine is off-label."
        yield Fault(path, "off-label-unsaid", message, f"Write ({said[0]}) behind it.")
