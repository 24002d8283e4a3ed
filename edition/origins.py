"""What an article is read from: the files of its folder, and the key of the reading."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from edition import content
from edition.keys import File, key


class Origin(msgspec.Struct, frozen=True):
    """What an article is read from, and the key of the result: the files as (name, path), the images' names, the
    digests of the sealed sources by name."""

    key: str
    files: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    sources: Mapping[str, str]


def origin(fingerprint: str, name: str, inside: Mapping[str, str]) -> Origin:
    """What the article of this name is read from; `inside` are the digests of its folder's files by name, in order."""
    base = f"articles/{name}/"
    files = tuple((n, base + n) for n in content.FILES if n in inside)
    images = tuple(sorted(n for n in inside if n.startswith("images/") and n.lower().endswith(content.IMAGES)))
    sources = {n[7:]: d for n, d in sorted(inside.items()) if n.startswith("source/") and n != content.SEAL}
    inputs = (
        *((n, File(path, inside[n])) for n, path in files),
        ("id", name),
        ("images", images),
        ("sources", sources),
    )
    return Origin(key(fingerprint, "article", inputs), files, images, sources)
