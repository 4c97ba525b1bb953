"""robots.txt."""

from __future__ import annotations

from site_builder.kinds import robots
from tests.builders import by_path, options, site


def test_everything_may_be_read_and_the_sitemap_is_named() -> None:
    assert by_path(robots.outputs([site(run=options(base_url="https://host.example/c"))])) == {
        "robots.txt": b"User-agent: *\nAllow: /\n\nSitemap: https://host.example/c/sitemap.xml\n"
    }
