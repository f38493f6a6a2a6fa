"""An administrator writes what a procedure asks and its process in plain forms, and puts both in force."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.foundation.ledger import public as ledger
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep
from motcua.sites.desk.pages.catalogue.drawing import drawing, places_of
from sites.town import BIRTH, COPY, TRANSFER, Town
from sites.town_catalogue import BIRTHS

TODAY = date(2022, 10, 10)
SignIn = Callable[[str], Client]


def of(name: str, code: str = BIRTH, *more: str) -> str:
    return reverse(name, args=[procedures.by_code([code])[code].id, *more])


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found
    return found[1]


def sent(client: Client, where: str, /, **also: object) -> HttpResponse:
    """Fill in a form as it is shown, with some of its entries otherwise, and send it."""
    shown = client.get(where)
    given = dict(shown.context["entries"].given)
    for group in shown.context.get("ticks") or ():
        given[group.name] = [value for value, _, on in group.boxes if on]
    given |= {"da-xem": hidden(shown, "da-xem")} if "da-xem" in shown.content.decode() else {}
    return client.post(where, given | also)


def test_a_procedure_is_found_by_a_few_letters(town: Town, signed_in: SignIn) -> None:
    shown = signed_in("mot-cua").get(reverse("catalogue") + "?tim=dkks")
    assert [row.procedure.code for row in shown.context["rows"]] == [BIRTH]
    assert [row.drafted for row in shown.context["rows"]] == [True]
    whole = signed_in("quan-tri").get(reverse("catalogue"))
    assert {BIRTH, COPY, TRANSFER} <= {row.procedure.code for row in whole.context["rows"]}
    assert signed_in("quan-tri").get(reverse("catalogue") + "?tim=khong+co+gi").context["rows"] == []


def test_a_draft_is_put_in_force_from_a_day_and_read_as_of_each_day(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-draft"), on="01/11/2022").status_code == 302
    assert procedures.asked(BIRTH, on=date(2022, 11, 1)).papers == BIRTHS.papers
    assert procedures.asked(BIRTH, on=TODAY).papers == ()
    assert ledger.read(f"procedure/{BIRTH}")[-1].kind == "procedure.asked"
    now = client.get(of("catalogue-procedure") + "?ngay=31/10/2022").content.decode()
    then = client.get(of("catalogue-procedure") + "?ngay=01/11/2022").content.decode()
    assert "Giấy chứng sinh" in then
    assert "Giấy chứng sinh" not in now


def test_an_entry_is_added_changed_and_taken_out(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    new = {"name": "Giấy kết hôn", "code": "ket-hon", "originals": "0", "copies": "1", "place": "1", "marks": []}
    assert sent(client, of("catalogue-entry-add", BIRTH, "giay-to"), **new).status_code == 302
    papers = procedures.asked_draft(BIRTH, on=TODAY).content.papers
    assert [(one.code, one.required) for one in papers][:2] == [("ket-hon", False), ("to-khai", True)]
    where = of("catalogue-entry", BIRTH, "giay-to", "chung-sinh")
    assert sent(client, where, code="giay-chung-sinh").status_code == 302
    changed = procedures.asked_draft(BIRTH, on=TODAY).content
    assert changed.cases[0].papers == ("to-khai", "giay-chung-sinh")
    assert changed.defects[0].paper == "giay-chung-sinh"
    where = of("catalogue-entry", BIRTH, "giay-to", "giay-chung-sinh")
    assert sent(client, where, lam="bo").status_code == 302
    left = procedures.asked_draft(BIRTH, on=TODAY).content
    assert "giay-chung-sinh" not in {one.code for one in left.papers} | set(left.cases[0].papers)


@pytest.mark.parametrize(
    ("part", "key", "changed"),
    [
        ("giay-to", "to-khai", {"code": "chung-sinh"}),
        ("giay-to", "to-khai", {"code": "có dấu cách"}),
        ("giay-to", "to-khai", {"originals": "0", "copies": "0"}),
        ("giay-to", "to-khai", {"originals": "nhiều"}),
        ("truong-hop", "thay", {"amount": "0"}),
        ("truong-hop", "thay", {"amount": "", "measure": "months"}),
        ("muc-thu", "ban-sao", {"reduced_from": "1"}),
        ("muc-thu", "ban-sao", {"at_most": "1"}),
        ("mien-giam", "le-phi:ngheo", {"percent": "101"}),
        ("loi-thuong-gap", "thieu", {"legal_basis": ""}),
    ],
)
def test_what_does_not_hold_is_asked_again_with_every_entry_kept(
    town: Town, signed_in: SignIn, part: str, key: str, changed: dict[str, str]
) -> None:
    before = procedures.asked_draft(BIRTH, on=TODAY)
    answer = sent(signed_in("quan-tri"), of("catalogue-entry", BIRTH, part, key), **changed)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert {name: answer.context["entries"].given[name] for name in changed} == changed
    assert procedures.asked_draft(BIRTH, on=TODAY) == before


def test_a_draft_shows_what_it_changes(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-draft"), on="10/10/2022").status_code == 302
    assert sent(client, of("catalogue-entry", BIRTH, "giay-to", "to-khai"), name="Tờ khai mới").status_code == 302
    assert sent(client, of("catalogue-entry", BIRTH, "muc-thu", "le-phi"), lam="bo").status_code == 302
    parts = {part.section.word: part for part in client.get(of("catalogue-draft")).context["parts"]}
    assert [row.mark for row in parts["giay-to"].rows] == ["changed", "", ""]
    assert parts["muc-thu"].gone == ["Lệ phí hộ tịch"]
    assert not any(row.mark for row in parts["loi-thuong-gap"].rows)


def test_what_is_wrong_stands_at_its_field(town: Town, signed_in: SignIn) -> None:
    answer = sent(signed_in("quan-tri"), of("catalogue-entry", BIRTH, "giay-to", "to-khai"), code="có dấu")
    assert set(answer.context["entries"].problems) == {"code"}
    shown = signed_in("quan-tri").get(of("catalogue-draft"))
    assert shown.context["unused"] == []


def test_a_paper_that_no_case_names_is_pointed_out(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    new = {"name": "Giấy cam đoan", "code": "cam-doan", "originals": "1", "copies": "0"}
    assert sent(client, of("catalogue-entry-add", BIRTH, "giay-to"), **new).status_code == 302
    assert client.get(of("catalogue-draft")).context["unused"] == ["Giấy cam đoan"]


def test_an_exemption_moves_to_another_tariff(changing_town: Town, signed_in: SignIn) -> None:
    where = of("catalogue-entry", BIRTH, "mien-giam", "le-phi:ngheo")
    assert sent(signed_in("quan-tri"), where, tariff="ban-sao", percent="50").status_code == 302
    first, second = procedures.asked_draft(BIRTH, on=TODAY).content.tariffs
    assert (first.exemptions, [one.percent for one in second.exemptions]) == ((), [50])


def test_the_second_of_two_who_write_is_told(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    where = of("catalogue-general")
    seen = hidden(client.get(where), "da-xem")
    assert sent(client, where, soon_days="3").status_code == 302
    stale = client.post(where, {"soon_days": "9", "da-xem": seen})
    assert stale.status_code == 400
    assert procedures.asked_draft(BIRTH, on=TODAY).content.soon_days == 3


def test_a_process_is_shared_out_anew_and_laid_down_for_one_office(changing_town: Town, signed_in: SignIn) -> None:
    client, unit = signed_in("quan-tri"), changing_town.commune
    query = f"?don-vi={unit.code}"
    shares = {"s-tiep-nhan": "20", "s-xu-ly": "50"}
    assert sent(client, of("catalogue-shares") + query, **shares).status_code == 302
    assert sent(client, of("catalogue-process") + query, on="01/11/2022", decision="QĐ 9").status_code == 302
    process = procedures.process_of(BIRTH, unit_key=unit.key, on=date(2022, 11, 1))
    assert ([one.share for one in process.steps], process.decision) == ([20, 50, 20, 10, 0], "QĐ 9")
    other = procedures.process_of(BIRTH, unit_key=changing_town.other_commune.key, on=date(2022, 11, 1))
    assert [one.share for one in other.steps] == [10, 60, 20, 10, 0]


def test_a_process_whose_time_does_not_add_up_is_kept_and_not_laid_down(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-step", BIRTH, "xu-ly"), share="70").status_code == 302
    shown = client.get(of("catalogue-process"))
    assert [flaw for flaw in shown.context["flaws"] if "110" in flaw]
    assert sent(client, of("catalogue-process"), on="01/11/2022").status_code == 400
    assert procedures.processes(BIRTH) == []
    assert sent(client, of("catalogue-step", BIRTH, "xu-ly"), share="60").status_code == 302
    assert sent(client, of("catalogue-process"), on="01/11/2022").status_code == 302
    assert len(procedures.processes(BIRTH)) == 1


def test_a_step_is_added_between_two(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    step = {"name": "Thẩm tra", "code": "tham-tra", "where": "unit", "unit": "34.T", "role": "specialist"}
    more = {"share": "0", "next": "phe-duyet", "place": "3", "acts": ["consult"], "others": ["xu-ly"]}
    assert sent(client, of("catalogue-step-add"), **step, **more).status_code == 302
    assert sent(client, of("catalogue-step", BIRTH, "xu-ly"), next="tham-tra").status_code == 302
    process = procedures.process_draft(BIRTH, unit_key=None, on=TODAY).content
    assert [one.code for one in process.main_line()][1:4] == ["xu-ly", "tham-tra", "phe-duyet"]
    added = process.step("tham-tra")
    assert added == ProcessStep(
        "tham-tra", "Thẩm tra", "unit:34.T", "specialist", 0, ("consult",), ("phe-duyet", "xu-ly")
    )
    assert sent(client, of("catalogue-step", BIRTH, "tham-tra"), lam="bo").status_code == 302
    assert procedures.process_draft(BIRTH, unit_key=None, on=TODAY).content.step("tham-tra") is None


def test_a_part_is_done_by_an_agency_outside_and_a_step_of_the_main_line_is_not(
    changing_town: Town, signed_in: SignIn
) -> None:
    client = signed_in("quan-tri")
    step = {"name": "Xác định thuế", "code": "thue", "where": "outside", "unit": "Chi cục Thuế", "role": "specialist"}
    more = {"share": "0", "next": "phe-duyet", "place": "4"}
    assert sent(client, of("catalogue-step-add"), **step, **more).status_code == 400
    assert sent(client, of("catalogue-step-add"), **step, **more, part="thue").status_code == 302
    added = procedures.process_draft(BIRTH, unit_key=None, on=TODAY).content.step("thue")
    assert added
    assert (added.where, added.part) == ("outside:Chi cục Thuế", "thue")
    assert 'value="Chi cục Thuế"' in client.get(of("catalogue-step", BIRTH, "thue")).content.decode()
    unnamed = sent(client, of("catalogue-step", BIRTH, "thue"), unit="")
    assert unnamed.status_code == 400


def test_a_procedure_is_published_changed_and_abolished(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    new = {"code": "1.000656", "name": "Đăng ký khai tử", "field_code": "HT", "amount": "1", "measure": "working_days"}
    assert sent(client, reverse("catalogue-publish"), **new, on="01/11/2022").status_code == 302
    published = procedures.find("1.000656", on=date(2022, 11, 1))
    assert (published.field_name, published.term is not None) == ("Hộ tịch", True)
    changed = {"amount": "2", "pause": "run", "on": "01/12/2022"}
    assert sent(client, of("catalogue-change", "1.000656"), **changed).status_code == 302
    assert procedures.find("1.000656", on=date(2022, 12, 1)).policy.pause == "run"
    assert procedures.find("1.000656", on=date(2022, 11, 30)).policy.pause == "pause"
    assert sent(client, of("catalogue-abolish", "1.000656"), on="01/01/2023").status_code == 302
    assert "1.000656" not in {one.code for one in procedures.in_force(on=date(2023, 1, 1))}


def test_a_form_that_is_sent_twice_acts_once(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    shown = client.get(of("catalogue-draft"))
    form = {"on": "01/11/2022", "da-xem": hidden(shown, "da-xem"), "lan-gui": hidden(shown, "lan-gui")}
    first, second = (client.post(of("catalogue-draft"), form) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert [event.kind for event in ledger.read(f"procedure/{BIRTH}")].count("procedure.asked") == 1


ODD = st.sampled_from(
    ["", "-1", "0", "9" * 30, "01/01/0001", "31/12/9999", "x" * 2000, "a\nb", "\x00", "../..", "ừ" * 50]
)
FORMS = (
    ("catalogue-draft", ()),
    ("catalogue-general", ()),
    *(("catalogue-entry-add", (part,)) for part in ("giay-to", "truong-hop", "muc-thu", "mien-giam", "loi-thuong-gap")),
    ("catalogue-entry", ("giay-to", "to-khai")),
    ("catalogue-process", ()),
    ("catalogue-shares", ()),
    ("catalogue-step-add", ()),
    ("catalogue-step", ("xu-ly",)),
    ("catalogue-change", ()),
    ("catalogue-abolish", ()),
)


@pytest.mark.parametrize(("name", "more"), FORMS, ids=[" ".join((name, *more)) for name, more in FORMS])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_entered_is_taken_or_refused(
    town: Town, signed_in: SignIn, name: str, more: tuple[str, ...], data: st.DataObject
) -> None:
    client = signed_in("quan-tri")
    with transaction.atomic():
        where = of(name, BIRTH, *more)
        fields = list(client.get(where).context["entries"].given)
        odd = data.draw(st.dictionaries(st.sampled_from([*fields, "da-xem"]), ODD, max_size=4))
        assert sent(client, where, **odd).status_code in {302, 400}
        transaction.set_rollback(True)


STEPS = (
    ProcessStep("a", "Tiếp nhận", "receiving", "one_stop_officer", 20, (), ("b",)),
    ProcessStep("b", "Thẩm định", "competent", "specialist", 60, (), ("c", "a")),
    ProcessStep("c", "Cũng ở đó", "same", "leader", 20, (), ("d", "b")),
    ProcessStep("d", "Trả", "receiving", "one_stop_officer", 0),
)


def test_a_process_is_drawn_in_lanes_without_boxes_that_overlap() -> None:
    process = Process(STEPS, TODAY)
    assert places_of(process) == {"a": "receiving", "b": "competent", "c": "competent", "d": "receiving"}
    drawn = drawing(process, names={"receiving": "Nơi tiếp nhận", "competent": "Nơi giải quyết"})
    assert [lane.lines[0][1] for lane in drawn.lanes] == ["Nơi tiếp nhận", "Nơi giải quyết"]
    assert [box.share for box in drawn.boxes] == [one.share * drawn.box_width // 100 for one in STEPS]
    tops = [box.top for box in drawn.boxes]
    assert all(later - earlier >= drawn.box_height for earlier, later in pairwise(tops))
    assert [way.usual for way in drawn.ways] == [True, True, False, True, False]
    assert all(box.left + drawn.box_width < drawn.width for box in drawn.boxes)
    assert drawn.boxes[-1].top + drawn.box_height <= drawn.height
