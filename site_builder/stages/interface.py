"""interface: templates/interface/es.yaml → InterfaceFile. One file at a time, and nothing of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.cache.memo import Blobs
from site_builder.digest import encoder
from site_builder.model.inputs import Source
from site_builder.model.interface import CATEGORIES, FOLDER, InterfaceFile, Message, Messages
from site_builder.model.problem import Place, Problem, problem
from site_builder.text.fields import Data, Path
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import LARGEST_DATA_FILE, Yaml, load_yaml, place_of


def parse_interface(source: Source, blobs: Blobs) -> InterfaceFile:
    """Return the texts that the file holds, and all that is wrong with it by itself."""
    language = source.path.removeprefix(FOLDER).partition(".")[0]
    text, problems = read_text(source.path, blobs.read(source.digest), largest=LARGEST_DATA_FILE)
    loaded = Yaml(None, None, []) if text is None else load_yaml(source.path, text)
    problems += loaded.problems
    if loaded.fields is None:
        return InterfaceFile(source.path, language, language, b"", tuple(problems))
    reading = _Reading(source.path, loaded)
    messages = {key: message for key, path, data in reading.texts() if (message := reading.message(key, path, data))}
    locale = loaded.fields.get("locale", language)
    return InterfaceFile(
        path=source.path,
        language=language,
        locale=locale if isinstance(locale, str) else language,
        messages=blobs.keep(encoder()(Messages(messages, reading.places))),
        problems=tuple(sorted([*problems, *reading.problems])),
    )


class _Reading:
    """One file on its way to texts; what is wrong is left in `problems`, and where texts stand in `places`."""

    def __init__(self, path: str, loaded: Yaml) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self._path = path
        self._loaded = loaded

    def texts(self) -> Iterator[tuple[str, Path, Data]]:
        """Yield each text with its key and where it stands; what is in no group is told."""
        for group, texts in (self._loaded.fields or {}).items():
            if isinstance(texts, dict):
                self.places[group] = place_of(self._loaded.root, (group,), at_name=True)
                yield from ((f"{group}.{name}", (group, name), data) for name, data in texts.items())
            elif group == "locale":
                self.places[group] = place_of(self._loaded.root, (group,))
            else:
                hint = "Write the name of a group, as in toc:, and its texts below it, indented."
                self._report("interface-group", f"“{group}” is no group of texts.", hint, (group,), at_name=True)

    def message(self, key: str, path: Path, data: Data) -> Message | None:
        """Return the text `key` in all its forms, None where it cannot be used."""
        self.places[key] = place_of(self._loaded.root, path, at_name=True)
        forms = data if isinstance(data, dict) else {"other": data}
        pieces = []
        for name, text in forms.items():
            at = (*path, name) if isinstance(data, dict) else path
            self.places[f"{key}.{name}"] = place_of(self._loaded.root, at)
            if name not in CATEGORIES:
                self._report("interface-plural", f"“{key}” has a form called “{name}”.", _FORMS, at, at_name=True)
            elif not isinstance(text, str) or not text.strip():
                self._report("interface-text", f"“{key}” has no text here.", "Write one after the colon.", at)
            elif stray := _STRAY.search(_PLACE.sub("", text)):
                message = f"“{key}” has a {stray[0]} that belongs to no place."
                self._report("interface-place", message, "Write the name of a place as in {count}.", at)
            else:
                pieces.append((name, tuple(_PLACE.split(text))))
        if "other" not in forms:
            self._report("interface-plural", f"“{key}” has no form called other.", _FORMS, path, at_name=True)
        return Message(tuple(pieces)) if "other" in dict(pieces) else None

    def _report(self, rule: str, message: str, hint: str, path: Path, *, at_name: bool = False) -> None:
        place = place_of(self._loaded.root, path, at_name=at_name)
        self.problems.append(problem(rule, message, hint, file=self._path, place=place))


_PLACE = re.compile(r"\{([a-z_]+)\}")
_STRAY = re.compile("[{}]")

_FORMS = (
    f"What is counted has one text for each form; they are called {', '.join(CATEGORIES)}, and other must be there."
)
