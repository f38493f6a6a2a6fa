"""The pages of the start: a plan from what speaks for a visit, an opening, a decision, a notice; and their papers."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.accounts import public as accounts
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Ground, Kind, Mode, Part
from sites.town import NOW, Town

SignIn = Callable[[str], Client]


def text(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def words_of(content: bytes) -> str:
    """Give all that a DOCX says, in its text, tables, heads and feet."""
    with ZipFile(BytesIO(content)) as file:
        parts = [
            file.read(name).decode() for name in file.namelist() if name.startswith("word/") and name.endswith("xml")
        ]
    return " ".join(re.sub(r"</w:p>|<[^>]+>", lambda tag: " " if tag[0] == "</w:p>" else "", part) for part in parts)


def posts(town: Town) -> dict[str, int]:
    return {one.title: one.id for one in accounts.posts_in([town.district.id], on=date(2022, 10, 1))}


def sent(town: Town, **changed: str | list[str]) -> dict[str, str | list[str]]:
    """Give what a form of a plan or of an opening sends, with what is changed."""
    commune, other = town.commune.id, town.other_commune.id
    usual: dict[str, str | list[str]] = {
        "gui": "1",
        "ten": "Kiểm tra quý IV",
        "nam": "2022",
        "muc-dich": "Xem việc giải quyết hồ sơ\nvà niêm yết",
        "tu": "1/7/2022",
        "den": "30/09/2022",
        "linh-vuc": ["procedures", "steering"],
        "loai": "planned",
        "chon": [str(commune), str(other)],
        f"ngay-{commune}": "8/11/2022",
        f"ngay-{other}": "2022-11-09",
        f"hinh-thuc-{other}": "by_report",
        "vi-tri-0": str(posts(town)["Thanh tra viên"]),
        "vai-0": "leader",
        "vi-tri-1": "",
        "vai-1": "secretary",
        "vi-tri-2": str(posts(town)["Chuyên viên thẩm định"]),
        "vai-2": "member",
    }
    return usual | changed


def test_a_plan_is_drafted_issued_and_opened_by(changing_town: Town, signed_in: SignIn) -> None:
    town, officer, leader = changing_town, signed_in("cchc"), signed_in("lanh-dao")
    assert "Xã Mẫu Một" in text(officer.get(reverse("inspection-plan-draft")))
    answer = officer.post(reverse("inspection-plan-draft"), sent(town))
    plan = max(inspections.plans([town.district.id]), key=lambda one: one.id)
    assert answer.headers["Location"] == reverse("inspection-plan", args=[plan.id])
    assert [(one.unit, one.visit_on, one.mode) for one in plan.targets] == [
        (town.commune, date(2022, 11, 8), Mode.ON_SITE),
        (town.other_commune, date(2022, 11, 9), Mode.BY_REPORT),
    ]
    assert plan.purpose == "Xem việc giải quyết hồ sơ\nvà niêm yết"
    issue = reverse("inspection-plan-issue", args=[plan.id])
    assert officer.post(issue, {"so": "20/KH-UBND", "ngay": "10/10/2022"}).status_code == 403
    wrong = leader.post(issue, {"so": "20/KH-UBND", "ngay": "31/02/2022"})
    assert (wrong.status_code, "20/KH-UBND" in wrong.content.decode()) == (400, True)
    assert leader.post(issue, {"so": "20/KH-UBND", "ngay": "10/10/2022"}).status_code == 302

    blank = officer.get(reverse("inspection-open") + f"?ke-hoach={plan.id}").content.decode()
    for filled in ("Xem việc giải quyết hồ sơ", 'value="08/11/2022"', 'value="01/07/2022"', "selected>Thanh tra viên"):
        assert filled in blank
    answer = officer.post(reverse("inspection-open"), sent(town, **{"ke-hoach": str(plan.id)}))
    [opened] = inspections.plan(plan.id).inspections
    assert answer.headers["Location"] == reverse("inspection", args=[opened])
    assert [one.part for one in inspections.inspection(opened).members] == [Part.LEADER, Part.MEMBER]


def test_long_lines_are_kept_whole_or_refused(changing_town: Town, signed_in: SignIn) -> None:
    town, officer = changing_town, signed_in("cchc")
    long = "Xem việc giải quyết hồ sơ " * 20
    officer.post(reverse("inspection-plan-draft"), sent(town, **{"muc-dich": long, "ten": long[:250]}))
    plan = max(inspections.plans([town.district.id]), key=lambda one: one.id)
    assert (plan.purpose, plan.title) == (long.strip(), long[:250].strip())
    refused = officer.post(reverse("inspection-plan-draft"), sent(town, ten=long))
    assert (refused.status_code, long.strip() in refused.content.decode()) == (400, True)


def test_reasons_of_a_proposal_go_along_with_the_choice(changing_town: Town, signed_in: SignIn) -> None:
    town = changing_town
    land = {f"ngay-{town.land_office.id}": "10/11/2022"}
    signed_in("cchc").post(reverse("inspection-plan-draft"), sent(town, chon=[str(town.land_office.id)], **land))
    plan = max(inspections.plans([town.district.id]), key=lambda one: one.id)
    assert Ground.NEVER_VISITED in {why.ground for why in plan.targets[0].reasons}
    assert "chưa được kiểm tra lần nào" in text(signed_in("lanh-dao").get(reverse("inspection-plan", args=[plan.id])))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"ten": ""}, "ten", "phải có nội dung"),
        ({"tu": "30/13/2022"}, "tu", "14/10/2022"),
        ({"linh-vuc": []}, "linh-vuc", "chưa chọn lĩnh vực"),
        ({"chon": []}, "don-vi", "chưa có đơn vị"),
        ({"vi-tri-0": ""}, "doan", "một trưởng đoàn; ở đây có 0"),
        ({"vi-tri-0": "999999"}, "doan", "không phải vị trí đang có người giữ"),
        ({"vi-tri-0": "⅚"}, "doan", "một trưởng đoàn"),
        ({"loai": "raid"}, "loai", "không có loại này"),
        ({"chon": ["0", "-1", "²", "99999999999999999999"]}, "don-vi", ""),
    ],
)
def test_what_is_wrong_is_told_and_every_entry_kept(
    changing_town: Town, signed_in: SignIn, changed: dict[str, str | list[str]], field: str, words: str
) -> None:
    answer = signed_in("cchc").post(reverse("inspection-open"), sent(changing_town, **changed))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#{field}"' in page
    assert words in text(answer)
    assert "và niêm yết" in page
    assert inspections.inspections([changing_town.district.id])[0].id == changing_town.inspected.told


def test_a_clash_names_the_other_inspection(changing_town: Town, signed_in: SignIn) -> None:
    town = changing_town
    clash = sent(town, chon=[str(town.commune.id)], **{f"ngay-{town.commune.id}": "19/10/2022"})
    answer = signed_in("cchc").post(reverse("inspection-open"), clash)
    assert answer.status_code == 400
    assert "Xã Mẫu Một đã có lịch kiểm tra ngày 19/10/2022, thuộc “Kiểm tra công tác cải cách hành chính" in text(
        answer
    )


def test_an_inspection_is_decided_by_who_leads_and_announced_in_time(changing_town: Town, signed_in: SignIn) -> None:
    town, officer, leader = changing_town, signed_in("cchc"), signed_in("lanh-dao")
    officer.post(reverse("inspection-open"), sent(town, **{f"ngay-{town.commune.id}": "14/10/2022"}))
    opened = max(one.id for one in inspections.inspections([town.district.id]))
    decide, notify = (reverse(name, args=[opened]) for name in ("inspection-decide", "inspection-notify"))
    member = signed_in("chuyen-vien")
    assert member.get(reverse("desk-dossier", args=[town.in_commune])).status_code == 403
    assert officer.post(decide, {"so": "90/QĐ-UBND", "ngay": "10/10/2022"}).status_code == 403
    assert "chưa có quyết định" in text(leader.post(notify, {"so": "1", "ngay": "10/10/2022"}))
    assert leader.post(decide, {"so": "90/QĐ-UBND", "ngay": "10/10/2022"}).status_code == 302
    assert member.get(reverse("desk-dossier", args=[town.in_commune])).status_code == 200  # the mandate has begun
    assert member.get(reverse("inspection", args=[opened])).status_code == 200
    late = leader.post(notify, {"so": "720/UBND", "ngay": "10/10/2022"})
    assert (late.status_code, "ít nhất 5 ngày" in text(late)) == (400, True)

    moved = {f"ngay-{place.id}": "18/11/2022" for place in inspections.inspection(opened).places}
    assert officer.post(reverse("inspection-days", args=[opened]), moved).status_code == 302
    assert leader.post(notify, {"so": "720/UBND", "ngay": "10/10/2022"}).status_code == 302
    home = text(officer.get(reverse("inspection", args=[opened])))
    assert "số 90/QĐ-UBND ngày 10/10/2022" in home
    assert "số 720/UBND ngày 10/10/2022" in home
    assert leader.post(reverse("inspection-cancel", args=[opened]), {"ly-do": ""}).status_code == 400
    assert leader.post(reverse("inspection-cancel", args=[opened]), {"ly-do": "Bão"}).status_code == 302
    assert member.get(reverse("desk-dossier", args=[town.in_commune])).status_code == 403


def test_the_team_is_changed_on_its_page(changing_town: Town, signed_in: SignIn) -> None:
    town, officer = changing_town, signed_in("cchc")
    address = reverse("inspection-team", args=[town.inspected.told])
    page = officer.get(address).content.decode()
    assert "selected>Thanh tra viên" in page
    team = {"vi-tri-0": str(posts(town)["Công chức phụ trách cải cách hành chính"]), "vai-0": "leader"}
    assert officer.post(address, team).status_code == 302
    assert [one.title for one in inspections.inspection(town.inspected.told).members] == [
        "Công chức phụ trách cải cách hành chính"
    ]


@pytest.mark.parametrize(
    ("name", "which", "said"),
    [
        ("inspection-plan-file", "plan", ("KẾ HOẠCH", "Số: 15/KH-UBND", "Ủy ban nhân dân xã Mẫu Một", "19/10/2022")),
        ("inspection-decision-file", "told", ("QUYẾT ĐỊNH", "Số: 88/QĐ-UBND", "Thanh tra viên", "Trưởng đoàn")),
        ("inspection-notice-file", "told", ("Số: 702/UBND-NV", "Kính gửi", "Đề cương báo cáo", "Sổ theo dõi")),
    ],
)
def test_papers_say_what_was_issued_and_where_to_check_it(
    town: Town, signed_in: SignIn, name: str, which: str, said: tuple[str, ...]
) -> None:
    client, of = signed_in("cchc"), getattr(town.inspected, which)
    answer = client.get(reverse(name, args=[of, "docx"]))
    whole = words_of(answer.content)
    for one in said:
        assert one.lower() in whole.lower()
    assert "dấu vết" in whole
    assert "DỰ THẢO" not in whole
    pdf = client.get(reverse(name, args=[of, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content == client.get(reverse(name, args=[of, "pdf"])).content


def test_a_draft_is_marked_as_one_and_cannot_be_checked(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(reverse("inspection-plan-file", args=[town.inspected.draft, "docx"]))
    whole = words_of(answer.content)
    assert "DỰ THẢO" in whole
    assert "dấu vết" not in whole


def test_the_trace_on_a_paper_leads_to_the_event(town: Town, visitor: Client) -> None:
    signing = inspections.plan_signed(town.inspected.plan)
    assert signing is not None
    answer = visitor.get(reverse("check") + f"?dau-vet={signing.leaf[:16]}")
    assert answer.status_code == 200
    assert "Kế hoạch kiểm tra được ban hành" in text(answer)


def test_the_list_asks_as_little_of_the_database_for_many(
    town: Town, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("cchc")
    with django_assert_max_num_queries(40):
        answer = client.get(reverse("inspections"))
    said = text(answer)
    assert "Năm 2022: 2 trên" in said
    assert "15/KH-UBND" in said


def test_a_year_later_the_list_holds_what_goes_on_and_leads_to_what_is_over(
    town: Town, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=365))
    client, (goes_on, over) = (
        signed_in("cchc"),
        map(inspections.inspection, (town.inspected.told, town.concluded.published)),
    )
    answer = client.get(reverse("inspections"))
    said = text(answer)
    assert (goes_on.title in said, over.title in said) == (True, False)
    assert 'href="?nam=2022"' in answer.content.decode()
    said = text(client.get(f"{reverse('inspections')}?nam=2022"))
    assert (goes_on.title in said, over.title in said) == (True, True)


def test_unannounced_is_told_to_nobody(changing_town: Town, signed_in: SignIn) -> None:
    town = changing_town
    signed_in("cchc").post(reverse("inspection-open"), sent(town, loai="unannounced"))
    opened = max(one.id for one in inspections.inspections([town.district.id]))
    view = inspections.inspection(opened)
    assert view.kind is Kind.UNANNOUNCED
    page = signed_in("lanh-dao").get(reverse("inspection-notify", args=[opened]))
    assert "không thông báo" in text(page)
