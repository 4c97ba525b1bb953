"""rules: content/rules.yaml → RulesFile, behind the rules that ship."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.model.inputs import RulesTask
from site_builder.model.rule import RulesFile
from site_builder.rules.catalogue import ids
from site_builder.rules.packs import read_pack, shipped


def read_rules(task: RulesTask, blobs: Blobs) -> RulesFile:
    """Return the rules that hold for the site, and what is wrong with the clinic's own."""
    if task.pack is None:
        return RulesFile(shipped(), (), ids())
    own, problems = read_pack(task.pack.path, blobs.read(task.pack.digest), ids())
    return RulesFile((*shipped(), *own), tuple(problems), () if problems else ids(own))
