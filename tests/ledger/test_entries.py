"""What is hashed is what is stored, and there is one way to write each event."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ledger.bits import flipped
from motcua.foundation.ledger.rules.entry import (
    NewEvent,
    NotCanonical,
    commitment,
    entry_bytes,
    leaf_of,
    read_entry,
)

AT = datetime(2022, 10, 14, 3, 0, tzinfo=UTC)
RECEIVED = NewEvent(
    stream="dossier/1",
    number=1,
    kind="dossier.received",
    version=1,
    occurred_at=datetime(2022, 10, 14, 9, 59, 30, tzinfo=timezone(timedelta(hours=7))),
    actor="post/7",
    unit="338@2000-01-01",
    payload={"note": "Đã nhận đủ", "fee": 0},
)

words = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
instants = some.integers(-(10**15), 10**17).map(lambda micros: AT + timedelta(microseconds=micros))
payloads = some.recursive(
    some.none() | some.booleans() | some.integers() | words | some.floats(allow_nan=False, allow_infinity=False),
    lambda within: some.lists(within, max_size=3) | some.dictionaries(words, within, max_size=3),
    max_leaves=6,
)
events = some.builds(
    NewEvent,
    stream=words,
    number=some.integers(1, 2**31),
    kind=words,
    version=some.integers(1, 100),
    occurred_at=instants,
    actor=words,
    unit=words,
    payload=some.dictionaries(words, payloads, max_size=4),
)


def test_the_bytes_are_json_in_one_order_with_times_in_utc() -> None:
    assert entry_bytes(RECEIVED, AT).decode() == (
        '{"actor":"post/7","kind":"dossier.received","number":1,"occurred_at":"2022-10-14T02:59:30.000000+00:00",'
        '"payload":{"fee":0,"note":"Đã nhận đủ"},"recorded_at":"2022-10-14T03:00:00.000000+00:00",'
        '"stream":"dossier/1","unit":"338@2000-01-01","version":1}'
    )


def test_the_leaf_is_that_of_rfc_9162() -> None:
    assert leaf_of(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(event=events, recorded_at=instants)
def test_what_is_written_is_read_again(event: NewEvent, recorded_at: datetime) -> None:
    found, when = read_entry(entry_bytes(event, recorded_at))
    assert found == event
    assert when == recorded_at


def test_each_bit_of_an_entry_counts_even_where_it_still_reads() -> None:
    written = entry_bytes(RECEIVED, AT)
    leaf, readable = leaf_of(written), 0
    for turned in flipped(written):
        assert leaf_of(turned) != leaf
        try:
            read_entry(turned)
        except NotCanonical:
            continue
        readable += 1
    assert readable > 0, "the control: reading alone does not find every flip"


SAID = json.loads(entry_bytes(RECEIVED, AT))


def written(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        written(SAID) + b"\n",
        b" " + written(SAID),
        json.dumps(SAID, sort_keys=True).encode(),
        json.dumps(SAID, sort_keys=True, separators=(",", ":")).encode(),
        written(SAID).replace(b'{"actor":', b'{"actor":"post/8","actor":'),
        written(SAID | {"extra": 1}),
        written({name: value for name, value in SAID.items() if name != "unit"}),
        written(SAID | {"number": True}),
        written(SAID | {"number": 1.0}),
        written(SAID | {"number": "1"}),
        written(SAID | {"number": 0}),
        written(SAID | {"version": None}),
        written(SAID | {"stream": 7}),
        written(SAID | {"payload": []}),
        written(SAID | {"recorded_at": "2022-10-14T03:00:00+00:00"}),
        written(SAID | {"recorded_at": "2022-10-14T03:00:00.000000"}),
        written(SAID | {"recorded_at": "2022-10-14T10:00:00.000000+07:00"}),
        written(SAID | {"recorded_at": 7}),
        written(SAID).replace(b'"fee":0', b'"fee":1e999'),
        written(SAID).replace(b'"fee":0', b'"fee":NaN'),
        written(SAID).replace(b'"fee":0', b'"fee":-0'),
        written(SAID).replace(b'"fee":0', b'"fee":0.10'),
        written(SAID).replace(b'"fee":0', b'"fee":"\\ud800"'),
        written(SAID).replace(b'"fee":0', b'"fee":' + b"9" * 5000),
    ],
)
def test_what_this_program_would_not_have_written_is_refused(entry: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_entry(entry)


@given(entry=some.binary(max_size=200))
def test_whatever_bytes_are_read_or_refused(entry: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_entry(entry)


def test_a_commitment_says_nothing_without_its_salt() -> None:
    name = commitment("Nguyễn Văn A", b"salt")
    assert name != commitment("Nguyễn Văn A", b"tlas")
    assert name != commitment("ANguyễn Văn A", b"salt"[:-1])
    assert len(name) == 64
    assert commitment("b", b"a") != commitment("ab", b"")
