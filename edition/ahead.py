"""The pages a person is waiting for, ahead of the build that is to follow: byte for byte as that build will write them.

An edit of a text changes one page that somebody looks at, and a dozen files that nobody does. What is rendered here is
kept under its key, so the build finds it and does nothing twice.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from edition import keys, tasks, urls
from edition.briefs import Brief
from edition.files import state_of
from edition.ground import Ground
from edition.making import Making
from edition.problems import InputError, errors
from edition.trees import Known, Moved, Tree, is_hidden
from edition.workshop import Workshop


def pages_ahead(last: Making, changed: Iterable[str], shown: Sequence[str]) -> dict[str, bytes]:
    """The new content of the pages that are `shown`, and of the articles' that were edited, by path: after the build
    `last`, when the files at `changed` (from the project's top) have changed since.

    Nothing where the build may find more to do or to say: a file that is new or gone, an error, another title, other
    works cited. Then the whole build is to be waited for.
    """
    ground = _amended(last.ground, changed)
    if ground is None:
        return {}
    making = copy.copy(last)
    making.ground, making.shop = ground, Workshop(ground, last.shop.cache)
    making.gathering = last.gathering.onto(making.shop)
    with contextlib.suppress(InputError, Moved):
        made = _made(making, last, shown)
        making.shop.cache.flush()
        return made
    return {}


def _made(making: Making, last: Making, shown: Sequence[str]) -> dict[str, bytes]:
    edited = sorted({path.split("/")[1] for path in _differing(last.ground.content, making.ground.content)})
    collection = last.collection
    known = {brief.id: brief for brief in collection.briefs}
    for name in edited:
        brief = making.gathering.brief(name)
        if name not in known or not _alike(known[name], brief):
            return {}
        known[name] = brief
    briefs = tuple(known.values())
    names = making.gathering.names(briefs, collection.headings)
    collection = msgspec.structs.replace(collection, briefs=briefs, names=names)
    making.shop.theme = making.gathering.theme()
    # Where no template has changed, an edit that other pages do not see is an edit of its own article's files alone.
    themed = _differing(last.ground.themes[-1], making.ground.themes[-1])
    theme = making.shop.theme
    listed = tasks.tasks(collection, theme, {}) if themed else tasks.of_articles(collection, theme, edited)
    making.listed = {task.path: task for task in listed}
    out = {}
    for path in dict.fromkeys([*map(urls.article, edited), *shown]):
        task = making.listed.get(path)
        if task and task.step != "copied":
            key = keys.key(making.ground.fingerprint, task.step, task.inputs)
            if key != last.keys.get(path):
                making.keys = {path: key}
                out[path] = making.result(path)
    return out


def _alike(before: Brief, after: Brief) -> bool:
    """Whether an edit left everything alone that other pages see of the article, and nothing is wrong with it."""
    return (
        (before.card_digest, before.made_with, before.profile, before.digests["cites"], before.reading.status)
        == (after.card_digest, after.made_with, after.profile, after.digests.get("cites", ""), after.reading.status)
    ) and not errors(after.reading.problems)  # fmt: skip


def _amended(ground: Ground, changed: Iterable[str]) -> Ground | None:
    """The ground with these files as they are now; None where that is more than other words in files of articles and
    templates that were there."""
    content, theme = dict(ground.content.files), dict(ground.themes[-1].files)
    for path in changed:
        top, _, rest = path.partition("/")
        own, tree = (content, ground.content) if top == "content" else (theme, ground.themes[-1])
        if is_hidden(rest) or (rest not in own and not (tree.root / rest).exists()):
            continue
        if rest not in own or not (top == "templates" or rest.startswith("articles/")) or rest.startswith("assets/"):
            return None
        known = _known(tree.root / rest)
        if known is None:
            return None
        own[rest] = known
    themes = (*ground.themes[:-1], Tree(ground.themes[-1].root, theme))
    return msgspec.structs.replace(ground, content=Tree(ground.content.root, content), themes=themes)


def _known(path: Path) -> Known | None:
    try:
        return Known(hashlib.sha256(path.read_bytes()).hexdigest(), state_of(path.stat()))
    except OSError:
        return None


def _differing(before: Tree, after: Tree) -> list[str]:
    return [path for path, known in after.files.items() if known.digest != before.files[path].digest]
