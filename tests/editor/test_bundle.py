"""What the editor is made of: whole, licensed, and without the addresses of strangers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from site_builder.editor import bundle
from site_builder.editor.bundle import HERE, LICENCES, LOCK, PAGE, SCRIPT, parts, without_strangers
from tests import components
from tests.browser.conftest import need

ROOT = "/x/admin/"

NAMED_ONLY = frozenset(
    # Where a person may go by a link, or what the editor asks only where the settings name that code host or service.
    """
    api.github.com api.netlify.com github.com gitlab.com gitea.com codeberg.org identity.netlify.com localhost
    www.w3.org ns.adobe.com json-schema.org lexical.dev svelte.dev stackoverflow.com fontsource.org sveltiacms.app
    discord.com bsky.app www.githubstatus.com status.gitlab.com
    """.split()
)
SERVICES = re.compile(
    # Other services that a configuration may ask for, and ours does not: stock pictures, clouds, maps, translation.
    r"(amazonaws|amazon|anthropic|azure|backblaze|backblazeb2|bunny|claude|cloudflare|cloudinary|deepseek|digitalocean"
    r"|google|googleapis|microsoft|mistral|openai|openstreetmap|pexels|pixabay|scaleway|scw|supabase"
    r"|picsum|ucarecdn|unsplash|uploadcare|youtube|youtube-nocookie|youtu)\.[a-z]{2,6}$"
)


def test_the_lock_names_no_address_and_pins_every_package() -> None:
    packages = json.loads(LOCK.read_bytes())["packages"]
    assert b"://" not in re.sub(rb'"(?:url|funding)": "https?://[^"]*"', b"", LOCK.read_bytes())
    assert all(each["version"] and each["integrity"] for name, each in packages.items() if name)
    assert "omit-lockfile-registry-resolved=true" in (HERE / ".npmrc").read_text("utf-8")


def test_a_lock_that_is_another_than_what_was_installed_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = tmp_path / "installed-lock.json"
    monkeypatch.setattr(bundle, "INSTALLED", installed)
    assert not bundle.is_installed()
    installed.write_bytes(LOCK.read_bytes())
    assert bundle.is_installed()
    installed.write_bytes(b"{}")
    assert not bundle.is_installed()


def test_addresses_that_it_would_ask_by_itself_are_ours() -> None:
    script = (
        b"url(https://cdn.jsdelivr.net/fontsource/fonts/source-sans-3:vf@5.3.0/latin-wght-normal.woff2) "
        b"url(https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2) "
        b"`https://unpkg.com/@sveltia/cms` `https://unpkg.com/@sveltia/ui` `https://unpkg.com/${e}` "
        b"`https://www.githubstatus.com/api/v2/status.json` `https://www.githubstatus.com/`"
    )
    assert without_strangers(script, ROOT) == (
        b"url(/x/admin/fonts/source-sans-3.woff2) url(/x/admin/fonts/noto-mono.woff2) "
        b"`/x/admin/cms` `/x/admin/npm/@sveltia/ui` `/x/admin/npm/${e}` "
        b"`/x/admin/status.json` `https://www.githubstatus.com/`"
    )


@pytest.fixture
def served() -> dict[str, bytes]:
    need(components.EDITOR)
    return {name: part.made(ROOT, "default-src 'none'") for name, part in parts().items()}


def test_no_file_names_another_host_that_it_would_ask(served: dict[str, bytes]) -> None:
    for name, data in served.items():
        if name.endswith((".js", ".mjs", ".css", ".html")) and name != LICENCES:
            code = re.sub(rb"(?m)^\s*(?://|/?\*).*$", b"", data)
            hosts = {host.decode() for host in re.findall(rb"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)", code)}
            strangers = {host for host in hosts - NAMED_ONLY if not SERVICES.search(host)}
            assert strangers == set(), name
    assert b"unpkg.com" not in served[f"cms/{SCRIPT}"]
    assert b"jsdelivr" not in served[f"cms/{SCRIPT}"]


def test_what_the_script_asks_for_is_there(served: dict[str, bytes]) -> None:
    script = served[f"cms/{SCRIPT}"].decode()
    for font in re.findall(r"/x/admin/(fonts/[\w-]+\.woff2)", script):
        assert served[font].startswith(b"wOF2")
    version = json.loads(served["cms/package.json"])["version"]
    assert f"cms@{version}/locales/es-CO.json" in served
    assert "`/x/admin/cms`" in script
    for library in ("exifr", "turndown"):
        assert any(name.startswith(f"npm/{library}@") for name in served)


def test_our_modules_find_what_they_import(served: dict[str, bytes]) -> None:
    for name, data in served.items():
        if name.endswith(".js") and not name.startswith("cms"):
            for imported in re.findall(r"""(?:from|import) ['"](\.[^'"]+)['"]""", data.decode()):
                assert (Path("/") / name).parent.joinpath(imported).resolve().as_posix()[1:] in served, name


def test_every_licence_is_shown(served: dict[str, bytes]) -> None:
    page = served[LICENCES].decode()
    for name in ("@sveltia/cms", "@fontsource/noto-mono", "@fontsource-variable/source-sans-3", "yaml", "exifr"):
        assert f"<h2>{name}</h2>\n<pre>" in page
    assert "Kohei Yoshino" in page
    assert "licences.html" in served["index.html"].decode()


@pytest.mark.parametrize("name", ["index.html", "licences.html", "missing.html"])
def test_no_page_is_to_be_found_by_search_engines(name: str) -> None:
    assert '<meta name="robots" content="noindex">' in (PAGE / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["index.html", "licences.html"])
def test_a_page_says_its_policy_itself_for_hosts_that_send_no_headers(name: str, served: dict[str, bytes]) -> None:
    assert b"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'">""" in served[name]
