"""`python -m tests.accessibility`: check every page for accessibility, and write what was found into the statement.

What was found is kept in `tests/accessibility.json`, and told in the section `{ #last-check }` of
`content/accessibility.md` and its translations; the rest of those pages is their writers'. Nothing is written while
anything is wrong, so a statement never says more than was true on its day. `test_accessibility.py` holds the two
together, and fails once the site has a kind of page or a language that was not checked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from babel.dates import format_date
from playwright.sync_api import sync_playwright

from site_builder import project
from site_builder.kinds import VIEWS
from tests import components
from tests.browser import axe, nu
from tests.browser.chromium import launched
from tests.browser.host import served
from tests.browser.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "accessibility.json"
STATEMENT = "accessibility"
"""The name of the page in `content/`."""

BY_HAND = ("test_keyboard.py", "test_media.py", "test_reflow.py")
"""The tests of what axe-core cannot see."""

WORDS = {
    "en": """\
## What the last check found { #last-check }

On {day} programs looked at all {pages} pages of this site. Each page was shown on a screen as wide as a phone, and on
one as wide as a desktop. Both were tried in light and in dark, with all answers open.

| What was checked | With | Pages | Faults |
| --- | --- | --- | --- |
| WCAG 2.0, 2.1 and 2.2, levels A and AA, and good practice | axe-core {axe} | {pages} | {violations} |
| HTML | Nu HTML Checker {nu} | {pages} | {messages} |
| Keyboard, visible focus, strong zoom, wider text spacing, size of targets, print, forced colors, less \
motion | our own tests in Chromium {chromium} | {kinds}, at least one of every kind | {failures} |

""",
    "es": """\
## Qué encontró la última comprobación { #last-check }

El {day} unos programas revisaron las {pages} páginas de este sitio. Cada página se mostró con el ancho de un teléfono
y con el de una computadora. En ambos se probó en claro y en oscuro, con todas las respuestas abiertas.

| Qué se comprobó | Con | Páginas | Fallos |
| --- | --- | --- | --- |
| WCAG 2.0, 2.1 y 2.2, niveles A y AA, y buenas prácticas | axe-core {axe} | {pages} | {violations} |
| HTML | Nu HTML Checker {nu} | {pages} | {messages} |
| Teclado, foco visible, ampliación fuerte, más espacio en el texto, tamaño de los enlaces y botones, \
impresión, colores forzados, menos movimiento | nuestras propias pruebas en Chromium {chromium} | {kinds}, al menos \
una de cada tipo | {failures} |

""",
}
"""What a statement says of it, by language."""

_SECTION = re.compile(r"^## [^\n]*\{ #last-check \}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)


class Record(NamedTuple):
    """What was found on a day: in which layouts, languages and pages, with which versions of tools, how many faults."""

    day: str
    layouts: list[str]
    languages: list[str]
    pages: int
    kinds: int
    axe: str
    nu: str
    chromium: str
    violations: int
    messages: int
    failures: int


def main() -> None:
    """Check, then write the record and the statements, or say what is wrong and write nothing."""
    for component in components.COMPONENTS:
        if not component.find():
            raise SystemExit(component.missing)
    today = project.day_of()
    behind = _behind(today)
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        request = project.Request(root=ROOT, today=today, output=str(public), cache=False)
        if not project.run(request, write=True).written:
            raise SystemExit("the site has errors; `site-builder check` names them")
        faults, record = _checked(public, today)
    if faults:
        raise SystemExit("\n".join([*faults, f"{len(faults)} faults; nothing was written"]))
    RECORD.write_text(json.dumps(record._asdict(), indent=1) + "\n", "utf-8")
    for file, text in statements(record):
        file.write_text(text, "utf-8")
    _keep_translations_current(behind, today)


def read() -> Record:
    """Return what the last check found."""
    return Record(**json.loads(RECORD.read_text("utf-8")))


def layouts() -> list[str]:
    """Return the layouts that the site has now."""
    return sorted(VIEWS)


def statements(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield each statement with its text, in which its section says what the record does."""
    for language, words in WORDS.items():
        file = _file(language)
        if file.exists():
            day = format_date(date.fromisoformat(record.day), "long", language)
            section = words.replace("{ #last-check }", "{{ #last-check }}").format(**record._asdict() | {"day": day})
            yield file, _SECTION.sub(section.replace("\\", r"\\"), file.read_text("utf-8"))


def _file(language: str) -> Path:
    return ROOT / "content" / (f"{STATEMENT}.md" if language == "en" else f"{STATEMENT}.{language}.md")


def _checked(public: Path, today: date) -> tuple[list[str], Record]:
    """Return every fault of the site in `public`, each with its page, and the record of them."""
    files = [file for file in sorted(public.rglob("*.html")) if 'http-equiv="refresh"' not in file.read_text("utf-8")]
    violations = []
    with served(public) as address, sync_playwright() as playwright, launched(playwright) as browser:
        page = browser.new_page()
        for file in files:
            path = file.relative_to(public).as_posix().removesuffix("index.html")
            violations += [f"/{path}: {each}" for each in axe.violations(page, f"{address}/{path}")]
        chromium = browser.version.partition(".")[0]
    messages = nu.messages(files)
    failures = _failures()
    languages = sorted({"en", *(each.name for each in public.iterdir() if (each / "404.html").is_file())})
    counts = (len(violations), len(messages), len(failures))
    record = Record(
        today.isoformat(), layouts(), languages, len(files), len(KINDS), axe.version(), nu.version(), chromium, *counts
    )
    return [*violations, *messages, *failures], record


def _failures() -> list[str]:
    """Return which tests of what axe-core cannot see fail."""
    files = [str(ROOT / "tests" / "browser" / name) for name in BY_HAND]
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-rfEs", "-n", "auto", *files]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode == 0 and "skipped" not in done.stdout:
        return []
    return [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR", "SKIPPED"))] or ["tests"]


def _behind(today: date) -> set[str]:
    """Return the translations that are behind their original already, which only their translator can mend."""
    return {each.document.path for each in project.examine(ROOT, today)[0] if each.pair and each.pair.is_behind}


def _keep_translations_current(behind: set[str], today: date) -> None:
    """Name the original as it is now in each translated statement that was current before both were written."""
    for each in project.examine(ROOT, today)[0]:
        file, pair = ROOT / each.document.path, each.pair
        is_ours = file.name.startswith(f"{STATEMENT}.") and each.document.path not in behind
        if is_ours and pair and pair.is_behind:
            file.write_text(file.read_text("utf-8").replace(pair.translates.digest or "", pair.now, 1), "utf-8")


if __name__ == "__main__":
    main()
