"""editor: what npm brought, and the forms of the site → the files of `admin/`, where the settings ask for it."""

from __future__ import annotations

import json

from site_builder.cache.memo import Blobs
from site_builder.editor.bundle import CONFIG, parts
from site_builder.editor.config import configuration
from site_builder.editor.policy import policy
from site_builder.model.editor import EditorFiles, EditorTask


def editor_files(task: EditorTask, blobs: Blobs) -> EditorFiles:
    """Return the files of the editor. Its parts must be installed, as the lock file, which is code, names them."""
    root = f"{task.base}admin/"
    made = {name: part.made(root, policy(task.backend)) for name, part in parts().items()}
    data = {source.path: blobs.read(source.digest) for source in task.data}
    titles = dict(task.documents)
    said = configuration(data, [*titles], titles, task.backend)
    made[CONFIG] = json.dumps(said, ensure_ascii=False, sort_keys=False).encode()
    return EditorFiles(tuple([(name, blobs.keep(body), len(body)) for name, body in sorted(made.items())]))
