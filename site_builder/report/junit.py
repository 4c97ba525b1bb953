"""Problems as JUnit's XML, which Jenkins, GitLab and others show as tests: a content file is one that passes or fails.

There is no standard; this is the part of it on which the readers of Jenkins and GitLab agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from posixpath import basename, dirname

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report.text import as_text, one_line

CONTENT = "content/"


def as_junit(report: Report) -> str:
    """Return a test for each content file, and for each other file that has a problem.

    Errors are its failure, under `strict` warnings too; all else is what the test has said.
    """
    problems: dict[str, list[Problem]] = defaultdict(list)
    for each in report.problems:
        problems[each.file].append(each)
    files = sorted({*problems, *(each for each in report.files if each.startswith(CONTENT))})
    fails = {Severity.ERROR, Severity.WARNING} if report.strict else {Severity.ERROR}
    failed = sum(any(found.severity in fails for found in problems[file]) for file in files)
    counts = _attributes(name="site-builder", tests=len(files), failures=failed, errors=0, time=0)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {counts}>", f'  <testsuite {counts} skipped="0">']
    lines += [line for file in files for line in _test(file, problems[file], fails)]
    return "".join(f"{line}\n" for line in (*lines, "  </testsuite>", "</testsuites>"))


def _test(file: str, problems: list[Problem], fails: set[Severity]) -> Iterator[str]:
    """Yield the lines of the test of one file."""
    path = one_line(file)
    # Jenkins takes what stands before the last dot for a package, and shows folders as those.
    folder = dirname(path).replace("/", ".") or "project"
    test = _attributes(classname=folder, name=basename(path), file=path, time=0)
    wrong = [each for each in problems if each.severity in fails]
    said = [each for each in problems if each.severity not in fails]
    if not problems:
        yield f"    <testcase {test}/>"
        return
    yield f"    <testcase {test}>"
    if wrong:
        # Of several failures some readers show the first only, so all stand in one.
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        message = f"line {wrong[0].line}: {one_line(wrong[0].message)}{more}"
        yield f"      <failure {_attributes(type=wrong[0].rule, message=message)}>{_text(wrong)}</failure>"
    if said:
        yield f"      <system-out>{_text(said)}</system-out>"
    yield "    </testcase>"


def _text(problems: list[Problem]) -> str:
    # Nothing that XML 1.0 forbids can be in it: what cannot be printed is no longer there.
    return escape(as_text(problems), quote=False)


def _attributes(**values: object) -> str:
    return " ".join(f'{name}="{escape(one_line(str(value)))}"' for name, value in values.items())
