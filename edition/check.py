"""The rules that look at more than one file: each a function that yields problems. RULES is the registry."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from importlib import resources
from urllib.parse import urlsplit

import msgspec

from edition import urls
from edition.model import Contributor, Settings
from edition.problems import Place, Problem, errors


class Reading(msgspec.Struct, frozen=True):
    """An article's folder as the rules see it: the contributors it names, with places; what was found when it was read;
    its status ("" where it could not be read) and its date."""

    id: str
    people: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()
    status: str = ""
    published: str = ""


class Ledger(msgspec.Struct, frozen=True):
    """What the rules see: every article's reading, drafts too, and the records around them."""

    settings: Settings
    readings: tuple[Reading, ...]
    contributors: tuple[Contributor, ...]
    pages: tuple[str, ...]
    drafts: bool = False


Rule = Callable[[Ledger], Iterator[Problem]]


def unknown_contributor(ledger: Ledger) -> Iterator[Problem]:
    known = {c.id for c in ledger.contributors}
    for one in ledger.readings:
        for who, place in one.people:
            if who not in known:
                near = next(iter(difflib.get_close_matches(who, sorted(known), 1, 0.6)), "")
                remedy = (
                    f"Did you mean “{near}”?"
                    if near
                    else f"Write content/contributors/{who}.yaml, or: edition new contributor NAME"
                )
                yield Problem("K101", f"there is no contributor “{who}”", place, remedy)


def idle_contributor(ledger: Ledger) -> Iterator[Problem]:
    if any(errors(one.problems) for one in ledger.readings):
        return  # an article that could not be read may name anybody
    named = {who for one in ledger.readings for who, _ in one.people}
    for contributor in ledger.contributors:
        if contributor.id not in named:
            place = Place(f"content/contributors/{contributor.id}.yaml")
            yield Problem(
                "K102",
                "no article names this contributor",
                place,
                "Name them in an article's contributions, or remove the file.",
                "warning",
            )


def local_address(ledger: Ledger) -> Iterator[Problem]:
    host = urlsplit(ledger.settings.base_url).hostname or ""
    if host in ("localhost", "127.0.0.1", "::1") or host.endswith(".local"):
        remedy = "Reference managers and search engines keep this address: write the one readers will use."
        yield Problem(
            "E104", f"base_url leads to this machine only ({host})", Place("content/edition.yaml"), remedy, "warning"
        )


def page_in_the_way(ledger: Ledger) -> Iterator[Problem]:
    for page in ledger.pages:
        if urls.taken(page) or not re.fullmatch(r"[a-z0-9-]+", page):
            place = Place(f"content/pages/{page}.md")
            yield Problem(
                "E105",
                f"“{page}” cannot be the name of a page",
                place,
                "Use another name: small letters, digits and hyphens.",
            )


def nothing_published(ledger: Ledger) -> Iterator[Problem]:
    if ledger.readings and not ledger.drafts and all(one.status == "draft" for one in ledger.readings):
        place = Place("content/articles")
        yield Problem(
            "E106",
            "every article is a draft",
            place,
            "Set status: published in article.yaml, or build with --drafts.",
            "warning",
        )


def undated(ledger: Ledger) -> Iterator[Problem]:
    for one in ledger.readings:
        if one.status and not one.published:
            place = Place(f"content/articles/{one.id}/article.yaml")
            yield Problem(
                "A105",
                "the article has no date",
                place,
                "Add published: with the year at least; it orders the articles.",
                "warning",
            )


RULES: tuple[Rule, ...] = (
    unknown_contributor,
    idle_contributor,
    local_address,
    page_in_the_way,
    nothing_published,
    undated,
)


def problems(ledger: Ledger) -> Iterator[Problem]:
    """What the rules find, and what was found when the articles were read."""
    for one in ledger.readings:
        yield from one.problems
    for rule in RULES:
        yield from rule(ledger)


# ——— the manual ———


def manual(code: str) -> str:
    """The manual page of the rule `code`, "" where there is none. The pages stand in manual.md, one heading a code."""
    text = resources.files("edition").joinpath("manual.md").read_text("utf-8")
    found = re.search(rf"^## {re.escape(code.upper())} (.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return f"{code.upper()} {found[1].strip()}\n" if found else ""
