"""
The matrix of roles by state: each act on a dossier, in each state that a dossier has, by a post that may do it.

What is not open in a state is refused and changes nothing, even when its form is sent by hand. Each act is rolled back,
so that one town serves them all; the database is the embedded one alone, since it is the rules that are asked.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import User
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, Channel, Defect, Filing, Kind, State
from motcua.services.dossiers.rules import deciding
from motcua.sites.desk.pages.handling.deeds import DEEDS
from motcua.sites.desk.pages.handling.matter import Deed, Matter
from sites.routes_handling import ACTS
from sites.town import BY, NOW, TRANSFER, Town, at

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.sqlite  # the rules are the same on every database
AT_WORK = {
    *("chuyen-buoc", "y-kien-co-quan", "phan-cong", "y-kien", "thu-hoi", "gui-ngoai", "giao-phan", "tham-quyen"),
    *("tam-dung", "gia-han", "xin-loi", "quyet-dinh", "co-ket-qua", "khong-giai-quyet", "dung", "rut"),
    *("sua-thu-tuc", "sua-nguoi-nop"),
}
CONSULTING = {"y-kien-co-quan"}
ENDED = {"tra-ket-qua", "xin-loi"}
OPEN: Mapping[State, set[str]] = {
    State.ACCEPTED: AT_WORK,
    State.PROCESSING: AT_WORK,
    State.WAITING_CITIZEN: AT_WORK - CONSULTING - {"tam-dung", "quyet-dinh", "sua-thu-tuc", "sua-nguoi-nop"}
    | {"nhan-bo-sung"},
    State.WAITING_AGENCY: AT_WORK - CONSULTING - {"tam-dung", "quyet-dinh"} | {"tra-loi-y-kien"},
    State.DECIDED: AT_WORK - CONSULTING - {"quyet-dinh"},
    State.READY: ENDED,
    State.RETURNED: ENDED - {"tra-ket-qua"},
    State.REFUSED: ENDED,
    State.WITHDRAWN: ENDED,
    State.STOPPED: ENDED,
}
"""What may be done at the most to a dossier in each state; its step and who has it may close more."""


def brief(code: str) -> Brief:
    found = dossiers.brief(code)
    assert found
    return found


def in_each_state(town: Town) -> dict[State, str]:
    """Give a dossier of the district in each state after acceptance."""
    said: dict[str, Any] = {"by": BY, "at": NOW}
    ways: Mapping[State, tuple[Callable[[str], object], ...]] = {
        State.ACCEPTED: (),
        State.PROCESSING: (lambda code: dossiers.forward(code=code, to=town.district.key, **said),),
        State.WAITING_CITIZEN: (
            lambda code: dossiers.request_supplement(code=code, defects=[Defect("Thiếu", "Điều 9")], **said),
        ),
        State.WAITING_AGENCY: (lambda code: dossiers.consult(code=code, agency=town.commune.key, **said),),
        State.DECIDED: (lambda code: dossiers.sign_decision(code=code, **said),),
        State.READY: (lambda code: dossiers.finish(code=code, **said),),
        State.RETURNED: (
            lambda code: dossiers.finish(code=code, **said), lambda code: dossiers.return_result(code=code, **said),
        ),
        State.REFUSED: (lambda code: dossiers.refuse(code=code, reason="không đủ", **said),),
        State.WITHDRAWN: (lambda code: dossiers.withdraw(code=code, reason="đổi ý", **said),),
        State.STOPPED: (lambda code: dossiers.stop(code=code, reason="không bổ sung", **said),),
    }  # fmt: skip
    found = {}
    for state, steps in ways.items():
        filing = Filing(procedure=TRANSFER, unit=town.district.key, channel=Channel.COUNTER)
        code = str(dossiers.receive(filing=filing, by=BY, at=at("10-07 09:00")).state.code)
        casework.open_case(code=code, by=BY, at=at("10-07 09:00"))
        for step in steps:
            step(code)
        assert brief(code).state is state
        found[state] = code
    return found


def entries(deed: Deed, code: str, name: str) -> dict[str, str]:
    """Fill a form in so that nothing but the state can be wrong with it."""
    actor, dossier = accounts.actor_of(User.objects.get(username=name)), brief(code)
    assert actor
    matter = Matter(dossier, casework.case_of(dossier.id), actor, NOW)
    given = {}
    for one in deed.fields(matter):
        chosen = [value for value, _ in one.choices if value]
        given[one.name] = chosen[0] if chosen else {"day": "20/10/2022"}.get(one.kind, "1")
    return given


def stands(code: str) -> tuple[int, int]:
    """Give how many things happened to a dossier, and to the work on it."""
    dossier = brief(code)
    case = casework.case_of(dossier.id)
    return dossier.number, case.number if case else 0


def out_of_order(states: Mapping[State, str], words: Collection[str], signed_in: SignIn) -> list[tuple[State, str]]:
    """Do acts that are not open to dossiers, and undo them; give those that were not refused, or did something."""
    clients = {name: signed_in(name) for name in ("mot-cua", "chuyen-vien", "lanh-dao", "van-thu")}
    found = []
    for state, code in states.items():
        before = stands(code)
        for deed in DEEDS:
            if deed.word in OPEN[state] or deed.word not in words:
                continue
            name = next(iter(ACTS[deed.word][0]), "lanh-dao")
            with transaction.atomic():
                given = entries(deed, code, name)
                answer = clients[name].post(reverse(deed.address, kwargs={"code": code}), given)
                if answer.status_code not in {400, 403} or stands(code) != before:
                    found.append((state, deed.word))
                transaction.set_rollback(True)
    return found


def test_what_is_not_open_in_a_state_is_refused_and_changes_nothing(changing_town: Town, signed_in: SignIn) -> None:
    assert out_of_order(in_each_state(changing_town), ACTS, signed_in) == []


def test_an_act_let_through_in_a_wrong_state_is_found(
    changing_town: Town, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: were a dossier withdrawn after its return, the matrix would say so."""
    returned = {State.RETURNED: in_each_state(changing_town)[State.RETURNED]}
    monkeypatch.setitem(deciding.FOLLOWS, Kind.WITHDRAWN, frozenset(State))
    assert out_of_order(returned, {"rut"}, signed_in) == [(State.RETURNED, "rut")]
