"""Lists of work kept under a name: whose they are, who finds them, and what they may be narrowed to by the work."""

import pytest

from casework.cast import LAND, Office, on
from motcua.services.casework import public as casework
from motcua.services.casework.actions.keeping import LONGEST
from motcua.services.casework.public import NOBODY, NotKept, Part


def names(office: Office, who: str, *units: int) -> list[str]:
    return [one.name for one in casework.kept_lists(office.posts[who], units=units)]


def test_a_list_is_its_keepers_alone_unless_it_is_shared(office: Office) -> None:
    civil = office.civil.id
    casework.keep_list(post=office.posts["specialist"], name="  Hồ sơ   online ", chosen={"kenh": "online"})
    casework.keep_list(post=office.posts["leader"], name="Quá hạn", chosen={"loc": "qua-han"}, shared_with=civil)
    assert names(office, "specialist", civil) == ["Hồ sơ online", "Quá hạn"]
    assert names(office, "colleague", civil) == ["Quá hạn"]
    assert names(office, "clerk", office.district.id) == []
    shared = next(one for one in casework.kept_lists(office.posts["colleague"], units=[civil]))
    assert (shared.is_own, shared.is_shared, dict(shared.chosen)) == (False, True, {"loc": "qua-han"})


def test_only_who_keeps_a_list_changes_it(office: Office) -> None:
    kept = casework.keep_list(
        post=office.posts["leader"], name="Quá hạn", chosen={"loc": "qua-han"}, shared_with=office.civil.id
    )
    with pytest.raises(NotKept):
        casework.rename_list(post=office.posts["specialist"], kept=kept, name="Của tôi")
    assert not casework.drop_list(post=office.posts["specialist"], kept=kept)
    casework.rename_list(post=office.posts["leader"], kept=kept, name="Trễ hạn")
    assert names(office, "leader") == ["Trễ hạn"]
    assert casework.drop_list(post=office.posts["leader"], kept=kept)
    assert names(office, "leader") == []


def test_a_name_is_kept_once_and_no_more_than_twenty(office: Office) -> None:
    post = office.posts["specialist"]
    first = casework.keep_list(post=post, name="Một", chosen={"kenh": "online"})
    assert casework.keep_list(post=post, name="Một", chosen={"kenh": "post"}) == first
    others = [casework.keep_list(post=post, name=f"Danh sách {number}", chosen={}) for number in range(19)]
    with pytest.raises(NotKept, match="as many lists"):
        casework.keep_list(post=post, name="Một cái nữa", chosen={})
    assert casework.keep_list(post=post, name="Một", chosen={}) == first
    with pytest.raises(NotKept, match="another list"):
        casework.rename_list(post=post, kept=others[0], name="Một")


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST + 1)])
def test_a_list_without_a_fitting_name_is_not_kept(office: Office, name: str) -> None:
    with pytest.raises(NotKept, match="1 to 60"):
        casework.keep_list(post=office.posts["specialist"], name=name, chosen={})


def test_work_is_found_by_step_and_by_who_has_it(office: Office) -> None:
    mine, alone, other = office.receive(), office.receive("03-01 10:00"), office.receive(procedure=LAND)
    casework.assign(
        code=mine, part=Part.MAIN, post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 11:00")
    )
    casework.release(
        code=alone, part=Part.MAIN, post=office.posts["counter"], by=office.posts["counter"], at=on("03-01 11:00")
    )
    ids = {code: office.id_of(code) for code in (mine, alone, other)}
    here = [office.district.id, office.civil.id]
    assert set(casework.at_work(here, main=office.posts["specialist"])) == {ids[mine]}
    step = office.view(mine).step.code
    assert set(casework.at_work(here, step=step)) == set(ids.values())
    assert not set(casework.at_work([office.land.id], step=step))
    assert set(casework.at_work(here, step=step, main=office.posts["specialist"])) == {ids[mine]}
    told = casework.hands(here)
    assert told.steps[step] == (casework.step_name(step, unit_ids=here), 3)
    assert {key: many for key, (_, many) in told.mains.items()} == {
        office.posts["specialist"]: 1, office.posts["counter"]: 1, NOBODY: 1,
    }  # fmt: skip
    assert set(casework.at_work(here, main=NOBODY)) == {ids[alone]}
