"""Files that are copied as they are."""

from __future__ import annotations

from site_builder.kinds import asset
from site_builder.model.output import Copied, Made
from site_builder.model.site import StaticFile
from tests.builders import materials, site


def test_every_file_is_copied_and_the_host_is_told_to_leave_none_out() -> None:
    file = StaticFile("static/a.txt", "a.0123456789abcdef.txt", "/a.0123456789abcdef.txt", b"digest", 7)
    assert list(asset.outputs([site(shown=materials(files=[file]))])) == [
        Copied("a.0123456789abcdef.txt", "static/a.txt", b"digest", 7),
        Made(".nojekyll", "static", b"Made by site-builder.\n"),
    ]
