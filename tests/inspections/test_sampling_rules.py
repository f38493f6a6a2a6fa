"""How a sample is shared out and drawn: proportional, one of each stratum at least, and the same for everybody."""

import hashlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reform.inspections.rules import sampling
from motcua.reform.inspections.rules.sampling import Candidate

STRATA = st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.booleans()), st.integers(1, 400), min_size=1)


def dossiers(sizes: dict[tuple[str, bool], int]) -> list[Candidate]:
    """Make so many dossiers of each stratum."""
    return [
        Candidate(f"{field}-{late:d}-{number}", field, late)
        for (field, late), of in sizes.items()
        for number in range(of)
    ]


@given(STRATA, st.integers(1, 300))
def test_each_stratum_gives_one_at_least_and_none_more_than_it_has(
    sizes: dict[tuple[str, bool], int], size: int
) -> None:
    given_ = sampling.allotted(sizes, size)
    assert given_.keys() == sizes.keys()
    assert all(1 <= given_[key] <= of for key, of in sizes.items())
    assert sum(given_.values()) == min(max(size, len(sizes)), sum(sizes.values()))


@given(STRATA, st.integers(1, 300))
def test_the_rest_is_shared_in_proportion(sizes: dict[tuple[str, bool], int], size: int) -> None:
    given_ = sampling.allotted(sizes, size)
    left = {key: of - 1 for key, of in sizes.items()}
    rest = sum(given_.values()) - len(sizes)
    for key, of in left.items():
        share = Fraction(rest * of, sum(left.values())) if of else Fraction(0)
        assert abs(given_[key] - 1 - share) < 1


@given(STRATA, st.integers(1, 60), st.randoms())
def test_a_draw_does_not_depend_on_the_order_in_which_dossiers_are_told(
    sizes: dict[tuple[str, bool], int], size: int, random: object
) -> None:
    listed = dossiers(sizes)
    shuffled = list(listed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert sampling.draw(listed, seed="s", size=size) == sampling.draw(shuffled, seed="s", size=size)
    assert sampling.digest_of_all(listed) == sampling.digest_of_all(shuffled)


def test_anybody_can_draw_again_with_a_hash() -> None:
    listed = dossiers({("a", False): 40, ("a", True): 3})
    seed = sampling.seed_of("ab" * 32, 7)
    assert seed == hashlib.sha256(("motcua-sample\n" + "ab" * 32 + "\n7\n").encode()).hexdigest()

    strata, drawn = sampling.draw(listed, seed=seed, size=10)

    for stratum in strata:
        codes = [one.code for one in listed if one.late is stratum.late]
        by_hash = sorted(codes, key=lambda code: hashlib.sha256(f"{seed}/{code}".encode()).hexdigest())
        assert [one.code for one in drawn if one.late is stratum.late] == by_hash[: stratum.drawn]


def test_another_seed_draws_other_dossiers() -> None:
    listed = dossiers({("a", False): 400})
    draws = {sampling.draw(listed, seed=sampling.seed_of("00" * 32, place), size=10)[1] for place in range(20)}
    assert len(draws) == 20


def test_every_dossier_is_as_likely_as_every_other() -> None:
    listed = dossiers({("a", False): 20})
    times = dict.fromkeys((one.code for one in listed), 0)
    for place in range(2000):
        for one in sampling.draw(listed, seed=sampling.seed_of("11" * 32, place), size=5)[1]:
            times[one.code] += 1
    assert all(400 < count < 600 for count in times.values())  # 500 expected, five standard deviations are 97


@pytest.mark.parametrize("size", [0, -1, 501])
def test_no_more_than_can_be_looked_at_is_drawn(size: int) -> None:
    with pytest.raises(sampling.NotASample):
        sampling.check_size(size)
