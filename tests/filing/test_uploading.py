"""A file comes in pieces, breaks off, goes on; it is kept whole and recognised, or not at all."""

import hashlib
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casework.cast import Office, on
from files import samples
from filing.cast import PHOTOGRAPH, accept, answer, begin, fill, send
from motcua.foundation.files import public as files
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Defect
from motcua.services.filing import incoming
from motcua.services.filing import public as filing
from motcua.services.filing.public import StepKind

AT = on("03-01 20:00")


@pytest.fixture
def number(portal: Office) -> int:
    number = begin(portal)
    answer(number, StepKind.CASE, case="thuong")
    return number


def announce(number: int, content: bytes = PHOTOGRAPH, name: str = "anh.jpg") -> filing.Arrived:
    return filing.begin(application=number, paper="to-khai", name=name, size=len(content), at=AT)


def test_a_file_that_breaks_off_goes_on_where_it_broke_off(number: int) -> None:
    token = announce(number).token
    filing.append(token=token, offset=0, content=PHOTOGRAPH[:100])
    with pytest.raises(filing.OutOfStep):
        filing.finish(token=token, at=AT)
    came = filing.arrived(token)
    assert came
    assert (came.received, came.whole) == (100, False)
    assert filing.append(token=token, offset=100, content=PHOTOGRAPH[100:]).whole
    kept, digest = filing.finish(token=token, at=AT)
    assert digest == hashlib.sha256(PHOTOGRAPH).hexdigest()
    view = filing.application(number)
    assert view
    assert view.content
    assert view.content.papers[0].files == (kept.digest,)
    assert filing.arrived(token) is None
    assert incoming.received(token) == 0


@pytest.mark.parametrize(("offset", "content"), [(0, b"x"), (99, b"x"), (101, b"x"), (100, b"x" * len(PHOTOGRAPH))])
def test_a_piece_out_of_step_is_refused_and_changes_nothing(number: int, offset: int, content: bytes) -> None:
    token = announce(number).token
    filing.append(token=token, offset=0, content=PHOTOGRAPH[:100])
    with pytest.raises(filing.OutOfStep):
        filing.append(token=token, offset=offset, content=content)
    assert incoming.read(token) == PHOTOGRAPH[:100]


@pytest.mark.parametrize("size", [0, 10**12])
def test_what_is_empty_or_too_large_is_refused_before_a_byte_of_it_came(number: int, size: int) -> None:
    with pytest.raises(files.FileRefused):
        filing.begin(application=number, paper="to-khai", name="anh.jpg", size=size, at=AT)


def test_what_is_not_what_it_says_is_refused_when_it_is_whole_and_is_gone(number: int) -> None:
    lie = b"MZ" + bytes(200)
    token = announce(number, lie, "anh.jpg").token
    filing.append(token=token, offset=0, content=lie)
    with pytest.raises(files.FileRefused):
        filing.finish(token=token, at=AT)
    assert filing.arrived(token) is None
    assert incoming.received(token) == 0


def test_a_file_without_its_rest_is_forgotten_after_two_days_and_others_wait(number: int) -> None:
    token = announce(number).token
    filing.append(token=token, offset=0, content=PHOTOGRAPH[:9])
    assert filing.forget_broken_off(at=AT + timedelta(days=1)) == 0
    assert filing.forget_broken_off(at=AT + timedelta(days=3)) == 1
    with pytest.raises(filing.UnknownUpload):
        filing.append(token=token, offset=9, content=b"x")


def test_no_application_has_more_than_some_on_their_way(number: int) -> None:
    tokens = [announce(number).token for _ in range(25)]
    assert sum(filing.arrived(token) is not None for token in tokens) == 20
    assert filing.arrived(tokens[-1])


def test_what_is_dropped_takes_what_was_on_its_way_with_it(number: int) -> None:
    token = announce(number).token
    filing.append(token=token, offset=0, content=PHOTOGRAPH[:9])
    filing.drop(application=number, at=AT)
    assert filing.arrived(token) is None
    assert incoming.received(token) == 0


def asked(portal: Office) -> int:
    """Send a birth, of which the office asks for another photograph of the declaration."""
    number = fill(portal)
    send(number)
    code, by = accept(portal, number), portal.posts["counter"]
    dossiers.request_supplement(code=code, defects=[Defect("Tờ khai mờ", "Luật")], by=by, at=on("03-02 10:00"))
    return number


def test_what_the_office_asked_for_comes_in_pieces_too_and_waits_until_it_is_sent(portal: Office) -> None:
    number, fresh, at = asked(portal), samples.jpeg(3), on("03-03 08:00")
    token = announce(number, fresh).token
    filing.append(token=token, offset=0, content=fresh[:100])
    came = filing.arrived(token)
    assert came
    filing.append(token=token, offset=came.received, content=fresh[100:])
    kept, digest = filing.finish(token=token, at=at)
    assert digest == hashlib.sha256(fresh).hexdigest()
    view = filing.application(number)
    assert view
    assert view.content
    assert (view.is_asked, view.brought) == (True, {"to-khai": (kept.digest,)})
    assert kept.digest not in view.content.papers[0].files
    filing.complete(application=number, papers={}, at=at)
    view = filing.application(number)
    assert view
    assert view.content
    assert (view.is_asked, view.brought) == (False, {})
    assert view.content.papers[0].files[-1] == kept.digest
    assert filing.replay_all() == []
    with pytest.raises(filing.AlreadySent):
        announce(number)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 gone", b"MZ" + bytes(90)])
def test_no_empty_or_unreadable_file_completes_a_dossier_and_none_of_those_beside_it(
    portal: Office, content: bytes
) -> None:
    number = asked(portal)
    with pytest.raises(files.FileRefused):
        filing.finish(token=_whole(number, content), at=AT)
    both = {"to-khai": [("a.jpg", PHOTOGRAPH), ("b.jpg", content)]}
    with pytest.raises(files.FileRefused):
        filing.complete(application=number, papers=both, at=AT)
    view = filing.application(number)
    assert view
    assert (view.is_asked, view.brought) == (True, {})


def test_what_was_sent_is_never_let_go_with_the_same_file_that_is_taken_out(portal: Office) -> None:
    number = asked(portal)
    kept = filing.bring(application=number, paper="to-khai", name="a.jpg", content=PHOTOGRAPH, at=AT)
    filing.take_out(application=number, paper="to-khai", digest=kept.digest, at=AT)
    assert kept.digest in files.kept([kept.digest])
    other = filing.bring(application=number, paper="to-khai", name="b.jpg", content=samples.jpeg(8), at=AT)
    filing.take_out(application=number, paper="to-khai", digest=other.digest, at=AT)
    assert files.kept([other.digest]) == {}


def _whole(number: int, content: bytes) -> str:
    token = announce(number, content).token
    filing.append(token=token, offset=0, content=content)
    return token


@given(some.lists(some.integers(0, 400), max_size=6))
def test_however_it_is_cut_the_same_bytes_come(cuts: list[int]) -> None:
    """Bytes alone, where they lie: the store under the rows."""
    token = "0" * 32
    incoming.remove(token)
    content = bytes(range(256)) * 2
    places = [0, *sorted(cuts), len(content)]
    for first, last in pairwise(places):
        incoming.append(token, content[first:last])
    assert incoming.read(token) == content
    incoming.remove(token)
