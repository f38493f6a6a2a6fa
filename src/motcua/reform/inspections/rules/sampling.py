"""
A random sample of dossiers that nobody can choose and anybody can draw again.

The draw is announced in the ledger first. The seed is made from the root of the first checkpoint that covers the
announcement, which nobody could know before, and from the number of the place. In each stratum of field and lateness
the dossiers are put in the order of SHA-256 over seed and code, and the first ones are taken.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from motcua.kernel.refusals import Refused, gettext_noop

SMALLEST, LARGEST = 1, 500


class NotASample(Refused):
    """So many dossiers cannot be drawn."""


class DrawnAlready(Refused):
    """The sample of this visit is announced or drawn already: nobody draws until the sample pleases."""


class NotAnnounced(Refused):
    """The draw was not announced before."""


class NotSealedYet(Refused):
    """No checkpoint covers the announcement yet."""


class NotDrawn(Refused):
    """The dossier is not in the sample."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dossier that may be drawn: its code, its field by code, and whether it was late at the end of the period."""

    code: str
    field: str
    late: bool

    @property
    def stratum(self) -> tuple[str, bool]:
        """Give the stratum that it is in."""
        return self.field, self.late


@dataclass(frozen=True, slots=True)
class Draw:
    """The announcement of a draw. :param number: of its event; :param size: how many are to be drawn."""

    number: int
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Stratum:
    """Of how many dossiers of a field, late or not, how many were drawn."""

    field: str
    late: bool
    of: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A dossier in a sample."""

    code: str
    field: str
    late: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """
    A sample as it was drawn.

    :param size: of the checkpoint whose ``root`` the seed was made from, in hexadecimal.
    :param population: how many dossiers there were; ``digest`` is :func:`digest_of_all` of them.
    """

    number: int
    seed: str
    size: int
    root: str
    population: int
    digest: str
    strata: tuple[Stratum, ...]
    dossiers: tuple[Drawn, ...]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a dossier in the sample; a note stands beside. :param right: whether it was as it should be."""

    number: int
    right: bool
    at: datetime
    by: str


def check_size(size: int) -> int:
    """Check how many are to be drawn, and give it back. :raises NotASample:"""
    if not SMALLEST <= size <= LARGEST:
        raise NotASample(
            gettext_noop("so many dossiers cannot be looked at in one visit"),
            field="size",
            value=size,
            expected=gettext_noop("write a number from %(least)s to %(most)s"),
            params={"least": SMALLEST, "most": LARGEST},
        )
    return size


def seed_of(root: str, place_id: int) -> str:
    """Give the seed of a place's sample: SHA-256 over ``motcua-sample``, root and place, a line each."""
    return hashlib.sha256(f"motcua-sample\n{root}\n{place_id}\n".encode()).hexdigest()


def order_of(seed: str, code: str) -> str:
    """Give what a dossier is ordered by: SHA-256 over seed and code, a slash between."""
    return hashlib.sha256(f"{seed}/{code}".encode()).hexdigest()


def digest_of_all(candidates: Iterable[Candidate]) -> str:
    """Give the SHA-256 over all candidates in the order of their codes, a line each: code, field, and late or not."""
    digest = hashlib.sha256()
    for one in sorted(candidates, key=lambda each: each.code):
        digest.update(f"{one.code}\t{one.field}\t{'late' if one.late else 'in time'}\n".encode())
    return digest.hexdigest()


def allotted(sizes: Mapping[tuple[str, bool], int], size: int) -> dict[tuple[str, bool], int]:
    """
    Share a sample out among strata: one for each, the rest in proportion by the largest remainders.

    With more strata than places in the sample, each stratum still gives one. No stratum gives more than it has.
    """
    given = dict.fromkeys(sizes, 1)
    rest = min(size, sum(sizes.values())) - len(given)
    left = {key: of - 1 for key, of in sizes.items() if of > 1}
    if rest <= 0:
        return given
    shares = {key: Fraction(rest * of, sum(left.values())) for key, of in left.items()}
    for key, share in shares.items():
        given[key] += int(share)
    rest -= sum(int(share) for share in shares.values())
    order = sorted(shares, key=lambda key: (int(shares[key]) - shares[key], key))
    for key in order[:rest]:
        given[key] += 1
    return given


def draw(candidates: Iterable[Candidate], *, seed: str, size: int) -> tuple[tuple[Stratum, ...], tuple[Drawn, ...]]:
    """Draw a sample: its strata by field, late ones first, and the dossiers of each in their order."""
    strata: dict[tuple[str, bool], list[Candidate]] = {}
    for one in candidates:
        strata.setdefault(one.stratum, []).append(one)
    given = allotted({key: len(ones) for key, ones in strata.items()}, size)
    in_order = sorted(strata, key=lambda key: (key[0], not key[1]))
    told = tuple(Stratum(*key, of=len(strata[key]), drawn=given[key]) for key in in_order)
    taken = tuple(
        Drawn(one.code, one.field, one.late)
        for key in in_order
        for one in sorted(strata[key], key=lambda each: order_of(seed, each.code))[: given[key]]
    )
    return told, taken
