"""Numbers as letters: how the shards of the search index write them."""

from __future__ import annotations

ALPHABET = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\|<.,')
HALF = len(ALPHABET) // 2


def packed(number: int) -> str:
    """A number in the fewest letters: the last letter is from the alphabet's first half."""
    out = ""
    while number >= HALF:
        out += ALPHABET[HALF + number % HALF]
        number //= HALF
    return out + ALPHABET[number]


def unpacked(letters: str) -> list[int]:
    """The numbers that `packed` wrote one after the other."""
    out = []
    number, place = 0, 1
    for letter in letters:
        digit = DIGITS[letter]
        if digit < HALF:
            out.append(number + digit * place)
            number, place = 0, 1
        else:
            number += (digit - HALF) * place
            place *= HALF
    return out


DIGITS = {letter: i for i, letter in enumerate(ALPHABET)}
NONE = packed(0)


class Letters(dict[int, str]):
    """A number's letters: most numbers come again and again."""

    def __missing__(self, number: int) -> str:
        letters = packed(number)
        if len(self) < 2**16:
            self[number] = letters
        return letters


LETTERS = Letters()
