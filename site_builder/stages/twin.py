"""twin: a file → the same compressed, where that is smaller.

Neither asks the machine for its own zlib, of which there are several that make other bytes. What goes with a gzip file,
its name and time, libdeflate leaves empty.
"""

from __future__ import annotations

from collections.abc import Callable

import brotli
import deflate

from site_builder.cache.memo import Blobs
from site_builder.model.hosting import Twin, TwinTask

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "brotli": lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=11)),
    "gzip": lambda data: bytes(deflate.gzip_compress(data, 12)),
}
"""Each as small as it can: a file is compressed once, and sent often."""


def compress(task: TwinTask, blobs: Blobs) -> Twin:
    """Return the file in the encoding of the task."""
    data = blobs.read(task.digest)
    small = ENCODERS[task.encoding](data)
    return Twin(blobs.keep(small), len(small)) if len(small) < len(data) else Twin()
