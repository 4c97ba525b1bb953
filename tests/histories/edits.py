"""What may happen to a small site between two builds: the edits of which histories are made.

Each edit takes the project and a number, out of which it makes every choice; so a history can be told again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tests.test_golden import INTERFACE, SITE

FOLDERS = ("content", "templates", "static")

# What an edit breaks should seldom keep the site from being written, or there would be nothing to compare.
SETTINGS = """\
[tool.site-builder]
search = false

[tool.site-builder.severity]
link-broken = "warning"
link-unpublished = "warning"
anchor-broken = "warning"
citation-unknown = "warning"
picture-missing = "warning"
comparison-row-unknown = "warning"
featured-unknown = "warning"
page-unknown = "warning"
questions-unknown = "warning"
questions-unpublished = "warning"
related-unknown = "warning"
related-unpublished = "warning"
date-in-future = "warning"
home-missing = "warning"
figure-unknown = "warning"
reference-retracted = "warning"
AUTH-004 = "warning"
PRIV-008 = "warning"
translation-orphaned = "warning"
text-missing = "warning"

[tool.site-builder.ages]
source_years = 12
"""

LOOSE_ARTICLE = """\
---
title: The {name} article
description: Nothing depends on it.
date: 2026-04-0{number}
reviewed: 2026-05-01
reviewed_by: doctor
topics: [Dreams]
---
It cites [@lee2020] and links to [another](why-we-sleep.md).
"""

LOOSE_QUESTION = """\
---
question: What of the {name} question?
topic: Dreams
reviewed: 2026-05-01
reviewed_by: doctor
---
Nothing depends on it [@night2019].
"""


TRANSLATED_ARTICLE = """\
---
title: Por qué dormimos {number}
description: Nadie lo sabe.
topics: [Dormir y descansar, Sueños]
original_digest: {digest}
reviewed: 2026-05-0{number}
reviewed_by: doctor
---
Nadie lo sabe [@lee2020]; vea [otro](first.md) y [la pregunta](../faq/can-i-nap.md).

/// compare
///

/// timeline
    figure: naps
///
"""

TRANSLATED_QUESTION = """\
---
question: ¿Puedo dormir la siesta {number}?
topic: Siestas
original_digest: {digest}
---
Sí [@night2019].
"""

TRANSLATED_CLINIC = """\
tagline: Descanse {number} veces.
disclaimer: Información general.
crisis: {{message: Llame al 988 o al 911.}}
navigation:
  - {{label: Preguntas, page: faq/}}
"""

TRANSLATED_TREATMENTS = """\
title: Siestas y noches
description: Lo que hace cada una.
caption: Siestas
note: Nada más [@lee2020].
treatments:
  nap: {{name: Una siesta}}
  night: {{name: Una noche {number}, status: "de día no"}}
aspects:
  length:
    name: Cuánto
    cells:
      nap: Veinte minutos [@lee2020; @night2019].
      night: Siete horas [@night2019].
"""


class Wish(NamedTuple):
    """What the next build is asked for."""

    today: date = date(2026, 11, 20)
    base_url: str = ""
    drafts: bool = False
    future: bool = False


class Project:
    """A project folder, what the next build is asked for, and what has been deleted and may come back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.wish = Wish()
        self.deleted: list[tuple[Path, bytes]] = []
        self.broken: dict[Path, bytes] = {}
        shutil.copytree(SITE, root)
        shutil.copytree(INTERFACE, root / "templates" / "interface")
        append(root / "templates" / "partials" / "foot.html", '{{ say("page.skip") }}\n')
        (root / "pyproject.toml").write_text(SETTINGS, "utf-8")
        for number, name in enumerate(("first", "second", "third"), 1):
            article = LOOSE_ARTICLE.format(name=name, number=number)
            (root / "content" / "articles" / f"{name}.md").write_text(article, "utf-8")
            (root / "content" / "faq" / f"{name}.md").write_text(LOOSE_QUESTION.format(name=name), "utf-8")
        append(root / "content" / "clinic.yaml", "languages: [en, es]\n")
        for number in range(len(TRANSLATIONS)):
            edit_translation(self, number)

    @property
    def output(self) -> Path:
        """The folder that holds the site."""
        return self.root / "public"

    def break_(self, file: Path | None, change: Callable[[Path], None]) -> None:
        """Change a file so that no site is written, until `mend`."""
        if file is not None:
            self.broken[file] = file.read_bytes()
            change(file)

    def mend(self) -> None:
        """Give the files that were broken their content back."""
        for file, data in self.broken.items():
            file.write_bytes(data)
        self.broken.clear()

    def pick(self, number: int, *patterns: str) -> Path | None:
        """Return one of the files that match, or None where there is none."""
        found = sorted(file for pattern in patterns for file in self.root.glob(pattern) if file.is_file())
        return found[number % len(found)] if found else None

    def document(self, number: int) -> Path | None:
        """Return one of the content files."""
        return self.pick(number, "content/**/*.md")

    def loose(self, number: int) -> Path | None:
        """Return an article or question that may come and go; a translation is bound to its original."""
        folders = [self.root / "content" / name for name in ("articles", "faq")]
        found = sorted(file for folder in folders for file in folder.glob("*.md") if "." not in file.stem)
        return found[number % len(found)] if found else None


def one_of(number: int, *choices: str) -> str:
    """Return one of the choices."""
    return choices[number % len(choices)]


def rewrite(file: Path | None, pattern: str, replacement: str) -> None:
    """Replace the first match of `pattern` in `file`, if there are both."""
    if file is not None and file.exists():
        text = file.read_text("utf-8", "surrogateescape")
        changed = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
        file.write_text(changed, "utf-8", "surrogateescape")


def append(file: Path | None, text: str) -> None:
    """Add `text` at the end of `file`, if there is one."""
    if file is not None:
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)


def set_field(file: Path | None, name: str, value: str) -> None:
    """Give a field of the front matter this value, or take it out where that is ""."""
    rewrite(file, rf"^{name}:.*\n", "")
    if value:
        rewrite(file, r"\A---\n", f"---\n{name}: {value}\n")


# Texts


def edit_body(project: Project, number: int) -> None:
    sentences = (
        "One sentence more.",
        "It cites [@night2019; @lee2020].",
        "See [the first](../articles/first.md).",
        "## Another heading",
        "![The room](a-night-well-spent/room.png)",
        "/// consultation\n///",
        "A note.[^n]\n\n[^n]: In winter.",
    )
    append(project.document(number), f"\n{one_of(number // 7, *sentences)}\n")


def shorten_body(project: Project, number: int) -> None:
    rewrite(project.document(number), r"\n[^\n-]+\n\Z", "\n")


def edit_title(project: Project, number: int) -> None:
    file = project.document(number)
    set_field(file, "question" if file and file.parent.name == "faq" else "title", f"Title {number % 10}")


def edit_field(project: Project, number: int) -> None:
    fields = (
        ("description", "Another description."),
        ("date", one_of(number // 5, "2026-01-09", "2026-04-02", "2026-12-24")),
        ("topics", one_of(number // 5, "[Dreams, Naps]", "[dreams]", "[]")),
        ("reviewed", one_of(number // 5, "2026-06-01", "2025-01-01")),
        ("related", one_of(number // 5, "[first, second]", "[gone]")),
        ("questions", one_of(number // 5, "[first, can-i-nap]", "[gone]")),
        ("slug", one_of(number // 5, "another-place", "")),
        ("aliases", one_of(number // 5, "[/old/place/]", "[/old/place.html, /older/]", "")),
        ("publish_on", one_of(number // 5, "2026-11-25", "")),
        ("expires", one_of(number // 5, "2026-11-15", "2026-11-25", "")),
        ("draft", one_of(number // 5, "true", "false")),
    )
    set_field(project.pick(number, "content/articles/**/*.md"), *fields[number // 3 % len(fields)])


def edit_question(project: Project, number: int) -> None:
    fields = (
        ("topic", one_of(number // 5, "Safety", "Naps")),
        ("order", one_of(number // 5, "0", "7", "")),
        ("aliases", one_of(number // 5, "[old-name]", "")),
    )
    set_field(project.pick(number, "content/faq/*.md"), *fields[number // 3 % len(fields)])


def toggle_draft(project: Project, number: int) -> None:
    file = project.document(number)
    if file is not None:
        set_field(file, "draft", "" if "\ndraft: true\n" in file.read_text("utf-8", "replace") else "true")


def break_front_matter(project: Project, number: int) -> None:
    project.break_(project.document(number), lambda file: set_field(file, "unknown_field", "x"))


# Files


def rename_text(project: Project, number: int) -> None:
    file = project.loose(number)
    if file is not None:
        file.rename(file.with_name(f"renamed-{number % 3}.md"))


def rename_folder(project: Project, _: int) -> None:
    for old, new in (("a-night-well-spent", "a-night"), ("a-night", "a-night-well-spent")):
        folder = project.root / "content" / "articles" / old
        if folder.exists():
            folder.rename(folder.with_name(new))
            return


def copy_text(project: Project, number: int) -> None:
    file = project.loose(number)
    if file is not None:
        copy = file.with_name(f"copy-{number % 3}.md")
        shutil.copy(file, copy)
        set_field(copy, "aliases", "")
        set_field(copy, "slug", "")


def delete_text(project: Project, number: int) -> None:
    file = project.loose(number)
    if file is not None:
        project.deleted.append((file, file.read_bytes()))
        file.unlink()


def restore_text(project: Project, number: int) -> None:
    if project.deleted:
        file, data = project.deleted.pop(number % len(project.deleted))
        file.write_bytes(data)


def swap_texts(project: Project, number: int) -> None:
    """Each takes the other's name: contents and names are all there as before."""
    first, second = project.loose(number), project.loose(number + 1)
    if first and second and first != second:
        aside = first.with_name("aside.md")
        first.rename(aside)
        second.rename(first)
        aside.rename(second)


def touch(project: Project, number: int) -> None:
    file = project.pick(number, "content/**/*", "templates/**/*", "static/**/*")
    if file is not None:
        os.utime(file)


def replace_unseen(project: Project, number: int) -> None:
    """Replace a file by one of the same size and time of modification."""
    file = project.document(number)
    if file is not None:
        status, text = file.stat(), file.read_bytes()
        changed = text.replace(b"e", b"E", 1) if number % 2 else text[:-3] + b"xy\n"
        file.write_bytes(changed)
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


# Translations

TRANSLATIONS = {
    "articles/why-we-sleep.es.md": TRANSLATED_ARTICLE,
    "faq/can-i-nap.es.md": TRANSLATED_QUESTION,
    "clinic.es.yaml": TRANSLATED_CLINIC,
    "treatments.es.yaml": TRANSLATED_TREATMENTS,
}


def edit_translation(project: Project, number: int) -> None:
    """Write a translation, or in other words, of its original or of an older one; or take it away."""
    name, text = list(TRANSLATIONS.items())[number % len(TRANSLATIONS)]
    file = project.root / "content" / name
    if number // 4 % 5 == 4:
        file.unlink(missing_ok=True)
    else:
        digest = one_of(number // 8, "0123456789abcdef", "fedcba9876543210")
        file.write_text(text.format(number=number % 9 + 1, digest=digest), encoding="utf-8")


def edit_field_of_translation(project: Project, number: int) -> None:
    fields = (
        ("draft", one_of(number // 5, "true", "false")),
        ("topics", one_of(number // 5, "[Descanso, Sueños]", "[Descanso]")),
        ("slug", one_of(number // 5, "otro-lugar", "")),
        ("original_digest", one_of(number // 5, "0123456789abcdef", "")),
        ("reviewed", one_of(number // 5, "2026-06-01", "2025-01-01", "")),
    )
    set_field(project.pick(number, "content/articles/*.es.md"), *fields[number % len(fields)])


def edit_languages(project: Project, number: int) -> None:
    languages = one_of(number, "languages: [en, es]", "languages: [en]", "languages: [en, es]", "languages: [es, en]")
    file = project.root / "content" / "clinic.yaml"
    project.break_(file, lambda file: rewrite(file, r"^languages: .*$", languages))


# Data, templates, styles and pictures


def edit_clinic(project: Project, number: int) -> None:
    changes = (
        (r"^name: .*$", one_of(number // 7, "name: Harbor & Hill", "name: Hill & Harbor")),
        (r"^tagline: .*$", f"tagline: Rest number {number % 5}."),
        (r"^phone: .*$", f'phone: "(503) 555-010{number % 10}"'),
        (r"^featured_articles: .*$", one_of(number // 7, "featured_articles: [first]", "featured_articles: []")),
        (r"^default_author: .*$", one_of(number // 7, "default_author: writer", "default_author: doctor")),
        (r"^url: .*$", one_of(number // 7, "url: https://host.example/", "url: https://host.example/harbor/")),
        (r"^security: .*$", "security: {contact: 'tel:911', expires: 2026-12-01}"),
        (r"label: \w+, page: faq/", one_of(number // 7, "label: Asked, page: faq/", "label: Questions, page: faq/")),
    )
    rewrite(project.root / "content" / "clinic.yaml", *changes[number % len(changes)])


def edit_references(project: Project, number: int) -> None:
    changes = (
        (r"\{20\d\d\}", f"{{201{number % 10}}}"),
        (r"\{lee20\w+,", one_of(number // 5, "{lee2021,", "{lee2020,")),
        (r"title     = \{[^}]*", "title     = {Another title"),
        (r"\Z", f"\n@misc{{new{number % 9}, title = {{New}}, year = {{2020}}, doi = {{10.1000/new.1}}}}\n"),
        (r"\A", "% A comment moves every line.\n"),
        (r"grade     = \{\w\}", f"grade     = {{{'ABCD'[number % 4]}}}"),
        (r"^  year ", f"  retracted = {{{one_of(number // 7, 'yes', 'no')}}},\n  year "),
    )
    rewrite(project.root / "content" / "references.bib", *changes[number % len(changes)])


def edit_comparison(project: Project, number: int) -> None:
    file = project.root / "content" / "treatments.yaml"
    changes = (
        (r"Twenty|Thirty", one_of(number // 7, "Thirty", "Twenty")),
        (r"\[@lee2020\]$", one_of(number // 7, "[@night2019]", "and a pillow [@night2019; @lee2020]")),
        (r"^  cost:$", one_of(number // 7, "  price:", "  cost:")),
        (r"^  night: .*$", f"  night: {{name: Night {number % 5}}}"),
        (r"\A", "# A comment moves every line.\n"),
        (r"length.md|can-i-nap.md", "first.md"),
        (r"^updated: .*$", f"updated: 2026-05-0{1 + number % 9}"),
    )
    if number % 8 == 7:
        project.break_(file, Path.unlink if number % 16 == 7 else lambda file: rewrite(file, "^aspects:", "aspect:"))
    else:
        rewrite(file, *changes[number % 8])


def edit_figures(project: Project, number: int) -> None:
    changes = (
        (r"of_100_with: .*$", f"of_100_with: {number % 90}.5"),
        (r"ends: 6 hours$", one_of(number // 7, "ends: 8 hours", "ends: open")),
        (r"title: .*$", f"title: Naps number {number % 5}"),
        (r"\[lee2020\]", one_of(number // 7, "[night2019]", "[gone2020]")),
        (r"\A", "# A comment moves every line.\n"),
        (r"^  rested:", one_of(number // 7, "  refreshed:", "  rested:")),
    )
    rewrite(project.root / "content" / "figures.yaml", *changes[number % len(changes)])


def edit_template(project: Project, number: int) -> None:
    file = project.pick(number, "templates/layouts/*.html", "templates/partials/*.html")
    rewrite(file, r"^(<p>|{{|{% for)", f"<i>{number % 10}</i>" + "{{ view.head.title }}\n\\1")


def edit_macro(project: Project, number: int) -> None:
    changes = ((r"<li>", "<li class=x>"), (r"<sup>|<sup class=x>", one_of(number // 4, "<sup>", "<sup class=x>")))
    for file in (project.root / "templates" / "macros").glob("*.html"):
        rewrite(file, *changes[number % 2])


def edit_interface(project: Project, number: int) -> None:
    """Say something around the texts in other words, or what stands within them, or in what a page's view holds."""
    file = project.pick(number, "templates/interface/*.yaml")
    word = one_of(number // 2, "skip", "note", "opens")
    rewrite(file, {"skip": r"^(  skip: )", "note": r"^(  note: )", "opens": r"({opens})"}[word], rf"\g<1>{number} ")


def break_interface(project: Project, number: int) -> None:
    """Take away a text that pages need, or leave a bracket open."""
    file = project.root / "templates" / "interface" / "en.yaml"
    pattern, replacement = ((r"^  times: .*\n", ""), (r"^clock:$", "clock: ["))[number % 2]
    project.break_(file if file.exists() else None, lambda broken: rewrite(broken, pattern, replacement))


def break_template(project: Project, number: int) -> None:
    fault = one_of(number // 3, "{{ view.gone }}", "{% if %}", '{% include "gone.html" %}')
    project.break_(project.pick(number, "templates/**/*.html"), lambda file: append(file, fault))


def edit_style(project: Project, number: int) -> None:
    if number % 2:
        append(project.pick(number, "static/css/*.css"), f"b {{ top: {number % 10}px; }}\n")
    else:
        rewrite(project.root / "static" / "paper.svg", "fill=.#...", f'fill="#{number % 10}{number % 10}0')


def edit_picture(project: Project, number: int) -> None:
    file = project.pick(0, "content/articles/*/room.png")
    if file is not None:
        Image.new("RGB", (40 + number % 3, 30), (number % 256, 90, 90)).save(file)


def break_picture(project: Project, number: int) -> None:
    file = project.pick(0, "content/articles/*/room.png")
    project.break_(file, lambda file: os.truncate(file, number % 60))


# The build itself


def edit_rules(project: Project, number: int) -> None:
    """Give the clinic a rule of its own, another one, or take it away."""
    word = one_of(number // 3, "sleep", "night", "rest")
    rule = (
        "rules:\n  - {id: OWN-1, severity: warning, kind: text, scope: sentence, flag: f, message: m, hint: h,"
        f" source: s, pattern: '{word}', flagged: '{word}', not_flagged: 'no'}}\n"
    )
    file = project.root / "content" / "rules.yaml"
    if number % 3 == 2:
        file.unlink(missing_ok=True)
    else:
        file.write_text(rule, encoding="utf-8")


def edit_ledger(project: Project, number: int) -> None:
    """Note addresses that are there, that may be there, or that are not; or keep no ledger."""
    file = project.root / "content" / "addresses.yaml"
    match number % 5:
        case 0:
            file.unlink(missing_ok=True)
        case 1:
            file.write_text("addresses:\n  /faq/: content/faq\n  /about/: content/about.md\n", encoding="utf-8")
        case 2 if file.exists():
            rewrite(file, r"\A", "# A comment moves every line.\n")
        case _:
            name = one_of(number // 5, "first", "second", "gone")
            line = f"  /articles/{name}/: content/articles/{name}.md\n"
            if not file.exists():
                file.write_text("addresses:\n", encoding="utf-8")
            project.break_(file, lambda ledger: rewrite(ledger, r"^addresses:\n", f"addresses:\n{line}"))


def edit_reading(project: Project, number: int) -> None:
    """Ask for texts that are easier to read, or harder."""
    file = project.root / "pyproject.toml"
    text = re.sub(r"\n\[tool\.site-builder\.reading\]\n.*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(f"{text}\n[tool.site-builder.reading]\nsentence_words = {number % 9 + 1}\n", encoding="utf-8")


def another_day(project: Project, number: int) -> None:
    days = (
        "2026-11-20 2026-11-21 2026-11-25 2027-04-03 2027-04-04 2026-01-15 2027-05-02 2027-10-15 2026-04-02 2026-10-01"
    ).split()
    project.wish = project.wish._replace(today=date.fromisoformat(days[number % len(days)]))


def another_wish(project: Project, number: int) -> None:
    wish = project.wish
    if number % 3 == 0:
        wish = wish._replace(base_url=one_of(number // 3, "https://other.example/x/", ""))
    elif number % 3 == 1:
        wish = wish._replace(drafts=not wish.drafts)
    else:
        wish = wish._replace(future=not wish.future)
    project.wish = wish


def tamper_with_output(project: Project, number: int) -> None:
    file = project.pick(number, "public/**/*.html", "public/**/*.xml", "public/**/*.css", "public/**/*.webp")
    if file is None:
        return
    status, data = file.stat(), file.read_bytes()
    match number % 5:
        case 0:
            # Written anew, not written over: the two trees of a build share their files.
            file.unlink()
            file.write_bytes(data + b"<!-- mine -->")
        case 1:
            file.unlink()
            file.write_bytes(data[:-2] + b"x\n")
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        case 2:
            file.unlink()
        case 3:
            shutil.rmtree(file.parent if file.parent != project.output else project.output / "articles", True)
        case 4:
            os.utime(file)


def remove_output(project: Project, _: int) -> None:
    shutil.rmtree(project.output, ignore_errors=True)


def change_mode_of_output(project: Project, number: int) -> None:
    file = project.pick(number, "public/**/*.html")
    if file is not None:
        file.chmod(0o600)


def lose_cache(project: Project, number: int) -> None:
    cache = project.root / ".cache"
    match number % 4:
        case 0:
            shutil.rmtree(cache / "spare", ignore_errors=True)
        case 1:
            (cache / "store" / "index").unlink(missing_ok=True)
        case 2:
            for pack in cache.glob("store/pack-*"):
                os.truncate(pack, pack.stat().st_size // 2)
        case 3:
            shutil.rmtree(cache / "store", ignore_errors=True)


def nothing(_: Project, __: int) -> None:
    """Build again, and nothing has happened."""


EDITS: tuple[Callable[[Project, int], None], ...] = (
    nothing,
    edit_body,
    shorten_body,
    edit_title,
    edit_field,
    edit_question,
    toggle_draft,
    break_front_matter,
    rename_text,
    rename_folder,
    copy_text,
    delete_text,
    restore_text,
    swap_texts,
    touch,
    replace_unseen,
    edit_translation,
    edit_field_of_translation,
    edit_languages,
    edit_clinic,
    edit_references,
    edit_figures,
    edit_comparison,
    edit_template,
    edit_macro,
    edit_interface,
    break_interface,
    break_template,
    edit_style,
    edit_picture,
    break_picture,
    edit_rules,
    edit_ledger,
    edit_reading,
    another_day,
    another_wish,
    tamper_with_output,
    remove_output,
    change_mode_of_output,
    lose_cache,
)
"""Every edit; the first is the simplest, which a history that fails is cut down to."""
