"""Imported by the fork server alone: what every build needs once, each publisher that it starts finds ready."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import site_builder.commands.publish
import site_builder.hosting.objects
import site_builder.publish.folder
import site_builder.publish.rsync
import site_builder.publish.run
import site_builder.publish.s3
import site_builder.publish.words  # noqa: F401
from site_builder.cli import main
from tests.small_site import write_files

with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
    write_files(Path(folder))
    main(["--root", folder, "check", "--no-cache", "--jobs", "1", "--today", "2026-11-20"])
