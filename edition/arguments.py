"""The arguments of the command that are more than words: each read, or refused with what it should be."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def shard(text: str) -> tuple[int, int]:
    part, _, of = text.partition("/")
    if not (part + of).isdecimal() or not (part and of) or not 0 < int(part) <= int(of):
        raise argparse.ArgumentTypeError(f"“{text}” is no part: write 3/8 for the third of eight")
    return int(part), int(of)


def web_address(text: str) -> str:
    from edition import urls  # noqa: PLC0415

    if not urls.is_web_address(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no web address: write it whole, https://example.org/edition/")
    return text


def number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is no number from {least} to {most}")
        return int(text)

    return read
