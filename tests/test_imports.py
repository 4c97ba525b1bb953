"""Imports go down only, those of type checkers and inside of functions too: so each module can be read alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.sources import PACKAGE, trees

ORDER = """
__main__
commands
publish  serve  verify
__init__  cli
mending  reporting
project
pipeline
fixes  stages
due
baseline  checks  reviews  translations  waivers
hosting  importing  kinds
filters  inventory  markup  parts  rules
cache  ci  diff  editor  language  numbering  report
excerpt  exchange  interface  json_ld  progress  reading  svg  text
digest  dom  durations  errors  interrupts  media_types  screen  syncing  urls  whole_files
model
"""
"""A module imports from the lines below its own; the modules of one package from each other, as long as there is no
ring, and from outside a package nobody needs to know more than that."""

LINES = {name: number for number, line in enumerate(ORDER.strip().split("\n")) for name in line.split()}

KNOWN_BY = {
    "PIL": {"stages.picture", "stages.share_picture"},
    "babel": {"language.locales"},
    "bibtexparser": {"stages.bibliography", "stages.reference"},
    "brotli": {"stages.twin"},
    "bs4": {"importing"},
    "citeproc": {"stages.reference"},
    "deflate": {"checks.pages.weight", "stages.twin"},
    "frontmatter": {"text.front_matter"},
    "re2": {"language.patterns"},
    "selectolax": {"dom"},
    "jinja2": {"filters", "stages.render", "stages.template"},
    "livereload": {"serve.app"},
    "mammoth": {"importing.word"},
    "markdown": {"markup"},
    "markdownify": {"importing.markdown"},
    "nh3": {"markup"},
    "obstore": {"publish.s3"},
    "pagefind": {"stages.search"},
    "pymdownx": {"markup"},
    "tornado": {"serve.app"},
    "watchfiles": {"serve.watch"},
    "yaml": {"text.yaml_text"},
}
"""The libraries that only these modules, or the modules of these packages, know."""

BARE = set("cli project digest errors interrupts urls cache.manifest cache.stamps commands.build".split())
"""What a build that finds nothing to do loads: at their top, nothing but the standard library and each other."""


def modules() -> dict[str, ast.Module]:
    """Return every module by its name within the package, `stages.load`; a package is named as itself, `stages`."""
    found = {}
    for file, tree in trees().items():
        if "starter" not in file.parts:
            parts = file.relative_to(PACKAGE).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
            found[name] = tree
    return found


MODULES = modules()


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything that is imported anywhere in `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a module stands"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """Return the module of ours that the import of `name` loads, or None."""
    if name == "site_builder":
        return None  # asked where it lies
    parts = name.removeprefix("site_builder.").split(".")
    for length in range(len(parts), 0, -1):
        if (module := ".".join(parts[:length])) in MODULES:
            return module
    return "__init__"


def imports_of(module: str, tree: ast.AST | None = None) -> set[str]:
    names = imported(tree or MODULES[module])
    found = {own(name) for name in names if name.split(".")[0] == "site_builder"}
    return {name for name in found if name is not None} - {module}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down_only(module: str) -> None:
    package = module.split(".")[0]
    wrong = [
        name
        for name in imports_of(module)
        if name.split(".")[0] != package and LINES[name.split(".")[0]] <= LINES[package]
    ]
    assert not wrong, f"{module} imports {wrong}, which do not stand below it"


def test_there_is_no_ring() -> None:
    graph = {module: {name for name in imports_of(module) if name != module} for module in MODULES}
    # The registry in a package's __init__ lists its modules, and some of them ask it for the others.
    for module, names in graph.items():
        names.discard(module.partition(".")[0])
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_every_module_has_its_line() -> None:
    assert {module.split(".")[0] for module in MODULES} == set(LINES)


@pytest.mark.parametrize("library", KNOWN_BY)
def test_only_one_place_knows_a_library(library: str) -> None:
    users = {module for module, tree in MODULES.items() if library in {name.split(".")[0] for name in imported(tree)}}
    assert users
    assert {
        user for user in users if user not in KNOWN_BY[library] and user.split(".")[0] not in KNOWN_BY[library]
    } == set()


def test_the_model_needs_the_standard_library_and_msgspec_only() -> None:
    allowed = {*sys.stdlib_module_names, "site_builder", "msgspec"}
    for module, tree in MODULES.items():
        if module.split(".")[0] == "model":
            assert {name.split(".")[0] for name in imported(tree)} <= allowed, module


@pytest.mark.parametrize("module", sorted(BARE))
def test_what_every_run_loads_loads_little(module: str) -> None:
    top = ast.Module([node for node in MODULES[module].body if isinstance(node, (ast.Import, ast.ImportFrom))], [])
    names = set(imported(top))
    assert {name.split(".")[0] for name in names} <= {*sys.stdlib_module_names, "site_builder"}
    assert imports_of(module, top) <= BARE | {"cache"}
