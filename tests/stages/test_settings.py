from __future__ import annotations

import pytest

from site_builder.model.budget import Budget
from site_builder.model.config import AdminBackend, Ages, Settings
from site_builder.stages.settings import parse_settings, unknown_rules


def faults(text: str) -> list[str]:
    """Return the first line of each fault, after a look at the hint below it."""
    _, lines = parse_settings(text.encode())
    return [line.split("\n")[0] for line in lines]


def test_without_a_table_everything_has_its_default() -> None:
    for data in (b"", b"[project]\nname = 'x'\n", b"[tool.other]\nx = 1\n", b"[tool.site-builder]\n"):
        assert parse_settings(data) == (Settings(), [])


def test_every_setting_is_read() -> None:
    settings, lines = parse_settings(
        b'[tool.site-builder]\noutput = "site"\nbase_url = "https://x.example/a/"\nsearch = false\n'
        b'[tool.site-builder.severity]\nlink-broken = "warning"\n"FDA-001" = "off"\n'
    )
    assert lines == []
    assert settings == Settings("site", "https://x.example/a/", False, {"link-broken": "warning", "FDA-001": "off"})


def test_ages_are_read_one_by_one() -> None:
    settings, lines = parse_settings(b"[tool.site-builder.ages]\nsource_years = 20\n")
    assert lines == []
    assert settings == Settings(ages=Ages(source_years=20, regulatory_days=180, price_days=365))


def test_texts_lie_beside_themselves_in_the_encodings_that_are_named() -> None:
    said = b'[tool.site-builder]\nprecompressed = ["brotli", "gzip"]\n'
    assert parse_settings(said) == (Settings(precompressed=("brotli", "gzip")), [])
    assert faults('[tool.site-builder]\nsearch = true\nprecompressed = ["gzip", "zip", "gzip"]\n') == [
        "pyproject.toml:3:1: error[setting-value] Nothing can be compressed as 'zip'.",
        "pyproject.toml:3:1: error[setting-value] 'gzip' is there twice.",
    ]


EDITOR = "[tool.site-builder]\nadmin = true\n[tool.site-builder.admin_backend]\n"


def test_an_editor_in_the_site_needs_to_know_its_code_host() -> None:
    settings, lines = parse_settings(f'{EDITOR}name = "github"\nrepo = "clinic/site"\n'.encode())
    assert (settings, lines) == (Settings(admin=True, admin_backend=AdminBackend("github", "clinic/site")), [])
    assert faults("[tool.site-builder]\nadmin = true\n") == [
        "pyproject.toml:1:1: error[setting-value] name is '', and an editor in the site needs to know where to write.",
        "pyproject.toml:1:1: error[setting-value] '' is not a repository.",
    ]
    assert faults(f'{EDITOR}name = "sourceforge"\nrepo = "site"\nbase_url = "http://x"\n') == [
        "pyproject.toml:4:1: error[setting-value] name is 'sourceforge', and an editor in the site needs to know where "
        "to write.",
        "pyproject.toml:5:1: error[setting-value] 'site' is not a repository.",
        "pyproject.toml:6:1: error[setting-value] 'http://x' is not a web address with https.",
    ]
    assert "Did you mean repo?" in parse_settings(f'{EDITOR}repos = "a/b"\n'.encode())[1][0]


BUDGETS = """\
[tool.site-builder.budgets.default]
bytes = 5

[tool.site-builder.budgets.article]
bytes = 90000
compressed = 18000
requests = 8
pictures = 250000
"""


def test_budgets_are_read_by_kind_of_page() -> None:
    budgets = {"default": Budget(bytes=5), "article": Budget(90_000, 18_000, 8, 250_000)}
    assert parse_settings(BUDGETS.encode()) == (Settings(budgets=budgets), [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("compressed", "  compresed", "6:3: error[field-unknown] There is no field “compresed” in “budgets.article”."),
        ("90000", "0", "5:1: error[field-number] “budgets.article.bytes” is 0; the least it can be is 1."),
        ("90000", "1.5", "5:1: error[field-number] “budgets.article.bytes” is “1.5”, which is not a whole number."),
        (
            "90000",
            '"90 kB"',
            "5:1: error[field-number] “budgets.article.bytes” is “90 kB”, which is not a whole number.",
        ),
        (".article", ".artcle", "4:1: error[setting-value] There is no kind of page 'artcle'."),
        (".article", ".redirect", "4:1: error[setting-value] There is no kind of page 'redirect'."),
    ],
)
def test_a_budget_that_cannot_be_is_told_in_its_own_table(old: str, new: str, said: str) -> None:
    assert faults(BUDGETS.replace(old, new)) == [f"pyproject.toml:{said}"]


def test_a_kind_that_is_not_there_is_told_with_the_nearest_or_with_all() -> None:
    _, [near, far] = parse_settings(b"[tool.site-builder.budgets]\nartcle = { bytes = 5 }\nwindow = { bytes = 5 }\n")
    assert near.endswith(
        "pyproject.toml:2:1: error[setting-value] There is no kind of page 'artcle'.\n    hint: Did you mean article?"
    )
    assert far.startswith("pyproject.toml:3:1: ")
    assert "\n    hint: The kinds are home, page, consultation, article, " in far


def test_what_stands_within_braces_is_told_where_these_begin() -> None:
    [line] = faults("[tool.site-builder.budgets]\nhome = { bytes = 5 }\narticle = { byte = 5 }\n")
    assert line.startswith("pyproject.toml:3:1: error[field-unknown]")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_settings('\ufeff[tool.site-builder]\noutput = "site"\n'.encode())[0] == Settings(output="site")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool.site-builder]\noutput = \n", "2:10"),
        ("[tool.site-builder\n", "1:19"),
        ("a = 1\na = 2\n", "2:6"),
        ("x = '''never closed\n\n", "3:1"),
        ("a = " + "[" * 5000, "1:1"),
    ],
)
def test_broken_toml_is_told_with_its_place(text: str, place: str) -> None:
    settings, [line] = parse_settings(text.encode())
    assert settings is None
    assert line.startswith(f"pyproject.toml:{place}: error[setting-unreadable] ")
    assert "\n    hint: " in line


def test_bytes_that_are_no_text_are_told() -> None:
    settings, [line] = parse_settings(b"[tool.site-builder]\noutput = '\xff'\n")
    assert settings is None
    assert line.startswith("pyproject.toml:2:11: error[setting-unreadable] ")
    assert "\n    hint: " in line


def test_an_unknown_setting_is_told_with_the_nearest_known() -> None:
    _, [line] = parse_settings(b'\n[tool.site-builder]\n  outputs = "x"\n')
    assert line == (
        "pyproject.toml:3:3: error[field-unknown] There is no field “outputs”.\n    hint: Did you mean output?"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool.site-builder.ages]\nsource_years = 0\n", "2:1"),
        ('[tool.site-builder.ages]\nsource_years = "many"\n', "2:1"),
        ("[tool.site-builder.ages]\nsource_year = 5\n", "2:1"),
        ('[tool.site-builder]\nsearch = "maybe"\n', "2:1"),
        ("[tool.site-builder]\noutput = [1]\n", "2:1"),
        ("[tool.site-builder]\nseverity = 5\n", "2:1"),
        ("[tool]\nsite-builder = 5\n", "2:1"),
        ("tool = 5\n", "1:1"),
        ("tool = [1]\n", "1:1"),
        ('[tool.site-builder]\nbase_url = "nowhere"\n', "2:1"),
        ('[tool.site-builder]\nbase_url = "https://[bad"\n', "2:1"),
        ('[tool.site-builder.severity]\nlink-broken = "fatal"\n', "2:1"),
        ("[tool.site-builder.severity]\nlink-broken = true\n", "2:1"),
        ('[tool.site-builder]\noutput = "a\\u0000b"\n', "2:1"),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_line(text: str, place: str) -> None:
    [line] = faults(text)
    assert line.startswith(f"pyproject.toml:{place}: error[")


def test_all_faults_are_told_together() -> None:
    assert (
        len(faults('[tool.site-builder]\nsearch = 3\nfoo = 1\n[tool.site-builder.severity]\na = "b"\nc = "d"\n')) == 4
    )


def test_the_place_is_in_our_table_and_not_in_another_with_the_same_name() -> None:
    [line] = faults('[tool.other]\nsearch = 1\n\n[tool.site-builder]\noutput = "x"\nsearch = 1\n')
    assert line.startswith("pyproject.toml:6:1: ")


def test_a_rule_that_is_not_there_is_told_with_the_nearest_name() -> None:
    data = b'[tool.site-builder.severity]\nFTC-6 = "off"\n"link-brokn" = "info"\nlink-broken = "info"\n'
    settings, none = parse_settings(data)
    assert settings is not None
    assert none == []
    assert unknown_rules(data, settings, ["FTC-006", "link-broken"]) == [
        "pyproject.toml:2:1: error[setting-rule-unknown] There is no rule 'FTC-6'.\n    hint: Did you mean FTC-006?",
        "pyproject.toml:3:1: error[setting-rule-unknown] There is no rule 'link-brokn'.\n"
        "    hint: Did you mean link-broken?",
    ]
