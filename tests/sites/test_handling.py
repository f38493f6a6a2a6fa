"""Acts on a dossier, as officers do them on pages: each does what it says, once, and tells who comes second."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts.models import Grant
from motcua.foundation.accounts.public import User, posts_of
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, State
from sites.town import LOAN, Town

SignIn = Callable[[str], Client]
REQUEST = {"what_1": "Tờ khai chưa ký", "basis_1": "khoản 1 Điều 9", "unseen_1": "yes"}


def brief(code: str) -> Brief:
    found = dossiers.brief(code)
    assert found
    return found


def page(client: Client, name: str, code: str) -> str:
    return unescape(client.get(reverse(name, kwargs={"code": code})).content.decode())


def carried(client: Client, name: str, code: str) -> dict[str, str]:
    """Give what the form of a page carries hidden."""
    return dict(
        re.findall(r'<input type="hidden" name="(lan-gui|da-xem|so)" value="([^"]*)">', page(client, name, code))
    )


def do(client: Client, word: str, code: str, **entries: str) -> HttpResponse:
    name = f"dossier-{word}"
    answer = client.post(reverse(name, kwargs={"code": code}), {**carried(client, name, code), **entries})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def begun(changing_town: Town, signed_in: SignIn) -> str:
    """A dossier of the district on which the specialist works."""
    assert do(signed_in("chuyen-vien"), "mo-xu-ly", changing_town.late).status_code == 302
    return changing_town.late


def test_the_dossier_offers_what_the_post_may_do_and_no_more(begun: str, signed_in: SignIn) -> None:
    ways = {
        name: set(re.findall(r'/ho-so/[^/]+/([\w-]+)/"', page(signed_in(name), "desk-dossier", begun)))
        for name in ("chuyen-vien", "lanh-dao", "van-thu", "thanh-tra")
    }
    assert {"chuyen-buoc", "yeu-cau-bo-sung", "y-kien-co-quan", "phan-cong"} <= ways["chuyen-vien"]
    assert {"gia-han", "xin-loi", "quyet-dinh", "dung", "khong-giai-quyet"} <= ways["lanh-dao"] - ways["chuyen-vien"]
    assert "quyet-dinh" not in ways["van-thu"]
    assert ways["thanh-tra"] == {"dau", "ket-qua", "le-phi", "yeu-cau"}  # to be read


def test_the_work_is_shown_where_it_stands(begun: str, signed_in: SignIn) -> None:
    shown = page(signed_in("lanh-dao"), "desk-dossier", begun)
    assert 'aria-current="step" class="is-now"><b>Thẩm định, dự thảo kết quả</b>' in shown
    assert "Chuyên viên thẩm định · " in shown
    assert "bước này đã quá hạn từ" in shown


def test_a_step_is_handed_on_once_however_often_the_form_is_sent(begun: str, signed_in: SignIn) -> None:
    client = signed_in("chuyen-vien")
    form = carried(client, "dossier-chuyen-buoc", begun) | {"to": "phe-duyet", "post": "", "note": "Kính chuyển"}
    address = reverse("dossier-chuyen-buoc", kwargs={"code": begun})
    answers = [client.post(address, form) for _ in range(3)]
    done = reverse("desk-dossier", kwargs={"code": begun}) + "?xong=chuyen-buoc"
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {(302, done)}
    assert "Đã thực hiện: <b>Chuyển bước</b>" in unescape(client.get(done).content.decode())
    case = casework.case_of(brief(begun).id)
    assert case
    assert [turn.kind.value for turn in case.turns] == ["opened", "moved"]


def test_the_second_of_two_is_told_what_the_first_did(begun: str, signed_in: SignIn) -> None:
    leader, specialist = signed_in("lanh-dao"), signed_in("chuyen-vien")
    old = carried(leader, "dossier-xin-loi", begun) | {"reason": "đo đạc lại"}
    do(specialist, "chuyen-buoc", begun, to="phe-duyet", post="", note="")
    answer = leader.post(reverse("dossier-xin-loi", kwargs={"code": begun}), old)
    assert answer.status_code == 400
    said = unescape(answer.content.decode())
    assert "Chuyên viên thẩm định đã ghi nhận “Chuyển xử lý”" in said
    assert "đo đạc lại" in said  # nothing that was entered is lost
    assert do(leader, "xin-loi", begun, reason="đo đạc lại").status_code == 302


def test_what_is_missing_is_asked_for_at_once(begun: str, signed_in: SignIn) -> None:
    more = {"what_2": "Thiếu bản vẽ", "basis_2": "khoản 2 Điều 9"}
    assert do(signed_in("chuyen-vien"), "completion", begun, **REQUEST, **more).status_code == 302
    assert brief(begun).state is State.WAITING_CITIZEN
    shown = page(signed_in("chuyen-vien"), "desk-dossier", begun)
    assert "Tờ khai chưa ký (khoản 1 Điều 9)" in shown
    assert "Thiếu bản vẽ (khoản 2 Điều 9)" in shown


@pytest.mark.parametrize(
    ("entries", "field"), [({}, "what_1"), ({"what_2": "Thiếu"}, "basis_2"), ({"basis_3": "Luật"}, "what_3")]
)
def test_half_a_defect_is_said_to_be_half(begun: str, signed_in: SignIn, entries: dict[str, str], field: str) -> None:
    answer = do(signed_in("chuyen-vien"), "completion", begun, **entries)
    assert answer.status_code == 400
    assert f'href="#f-{field}"' in answer.content.decode()
    assert brief(begun).state is State.PROCESSING


def test_asking_again_goes_to_a_leader_who_lets_it_out(begun: str, signed_in: SignIn) -> None:
    specialist, leader = signed_in("chuyen-vien"), signed_in("lanh-dao")
    do(specialist, "completion", begun, **REQUEST)
    assert do(signed_in("mot-cua"), "nhan-bo-sung", begun).status_code == 302
    do(specialist, "completion", begun, **REQUEST)
    assert brief(begun).state is State.PROCESSING
    assert "chap-thuan" not in page(specialist, "desk-dossier", begun)
    assert "Tờ khai chưa ký" in page(leader, "dossier-consent", begun)
    assert do(leader, "consent", begun, **{"dong-y": "1"}).status_code == 302
    assert brief(begun).state is State.WAITING_CITIZEN
    view = dossiers.public_status(begun, at=brief(begun).received_at)  # type: ignore[arg-type]  # it was received
    assert view
    assert view.repeated_requests == 1


def test_not_consenting_needs_its_reason(begun: str, signed_in: SignIn) -> None:
    specialist, leader = signed_in("chuyen-vien"), signed_in("lanh-dao")
    do(specialist, "completion", begun, **REQUEST)
    do(signed_in("mot-cua"), "nhan-bo-sung", begun)
    do(specialist, "completion", begun, **REQUEST)
    assert do(leader, "consent", begun, reason="").status_code == 400
    assert do(leader, "consent", begun, reason="đã hỏi rồi").status_code == 302
    assert brief(begun).state is State.PROCESSING


def test_a_dossier_goes_to_its_end_and_home(begun: str, signed_in: SignIn) -> None:
    do(signed_in("lanh-dao"), "quyet-dinh", begun, note="")
    do(signed_in("van-thu"), "co-ket-qua", begun)
    assert brief(begun).state is State.DECIDED
    for step in ("phe-duyet", "ban-hanh"):
        assert do(signed_in("lanh-dao"), "chuyen-buoc", begun, to=step, post="", note="").status_code == 302
    do(signed_in("van-thu"), "co-ket-qua", begun)
    assert brief(begun).state is State.READY
    taken = {"way": "counter", "relation": "self", "paper": "card"}
    assert do(signed_in("mot-cua"), "tra-ket-qua", begun, **taken, proof="sheet").status_code == 400
    do(signed_in("mot-cua"), "tra-ket-qua", begun, **taken, proof="identity")
    assert brief(begun).state is State.RETURNED
    assert not re.findall(r'class="btn[^"]*" href="/ban/ho-so', page(signed_in("mot-cua"), "desk-dossier", begun))


def test_a_step_names_what_it_allows_when_it_refuses(begun: str, signed_in: SignIn) -> None:
    """The page was opened by who may, before the work stood where this is not done."""
    do(signed_in("lanh-dao"), "quyet-dinh", begun, note="")
    answer = do(signed_in("van-thu"), "co-ket-qua", begun)
    assert answer.status_code == 400
    said = answer.content.decode()
    assert "không cho phép việc này" in said
    assert "Yêu cầu bổ sung" in said
    assert "co-ket-qua" not in page(signed_in("van-thu"), "desk-dossier", begun)


def test_an_extension_that_comes_too_late_is_refused_and_an_apology_never(begun: str, signed_in: SignIn) -> None:
    leader = signed_in("lanh-dao")
    answer = do(leader, "gia-han", begun, to="20/10/2022", reason="đo đạc lại")
    assert answer.status_code == 400
    assert do(leader, "xin-loi", begun, reason="đo đạc lại").status_code == 302


def test_a_role_that_was_withdrawn_a_moment_ago_opens_nothing(begun: str, signed_in: SignIn) -> None:
    client = signed_in("chuyen-vien")
    form = carried(client, "dossier-chuyen-buoc", begun) | {"to": "phe-duyet", "post": "", "note": ""}
    (held,) = posts_of(User.objects.get(username="chuyen-vien"))
    Grant.objects.filter(post=held.id).delete()
    assert client.post(reverse("dossier-chuyen-buoc", kwargs={"code": begun}), form).status_code == 403


def test_who_stands_in_does_it_for_the_absent(begun: str, signed_in: SignIn) -> None:
    specialist, counter = signed_in("chuyen-vien"), signed_in("mot-cua")
    do(specialist, "chuyen-buoc", begun, to="phe-duyet", post="", note="")
    do(signed_in("lanh-dao"), "phan-cong", begun, part="main", post=_post("chuyen-vien"))
    assert "chuyen-buoc" not in page(counter, "desk-dossier", begun)
    absence = {
        "absent": _post("chuyen-vien"),
        "stand_in": _post("mot-cua"),
        "first": "10/10/2022",
        "last": "11/10/2022",
    }
    assert specialist.post(reverse("absences"), absence).status_code == 302
    assert "chuyen-buoc" in page(counter, "desk-dossier", begun)


def _post(name: str) -> str:
    (held,) = posts_of(User.objects.get(username=name))
    return f"post/{held.id}"


def test_what_one_has_in_hand_is_a_list_of_its_own(begun: str, signed_in: SignIn) -> None:
    address = reverse("work") + "?loc=cua-toi"
    assert begun in unescape(signed_in("chuyen-vien").get(address).content.decode())
    assert begun not in unescape(signed_in("mot-cua").get(address).content.decode())


def test_a_wrong_procedure_is_put_right_with_a_new_slip(changing_town: Town, signed_in: SignIn) -> None:
    officer, code = signed_in("mot-cua"), changing_town.late
    officer.post(reverse("dossier-papers", kwargs={"code": code}), {"mau": "receipt"})
    answer = do(officer, "sua-thu-tuc", code, procedure=LOAN, reason="chọn nhầm thủ tục")
    assert answer.headers["Location"] == reverse("dossier-papers", kwargs={"code": code})
    assert brief(code).procedure == LOAN
    papers = page(officer, "dossier-papers", code)
    assert (papers.count("Không còn giá trị"), papers.count("Còn giá trị")) == (1, 1)
    assert do(officer, "sua-thu-tuc", code, procedure="khong-co", reason="x").status_code == 400


def test_a_wrong_applicant_is_put_right_and_erased(changing_town: Town, signed_in: SignIn) -> None:
    officer, code = signed_in("mot-cua"), changing_town.late
    assert do(officer, "sua-nguoi-nop", code, name="", reason="nhập nhầm").status_code == 400
    assert do(officer, "sua-nguoi-nop", code, name="NGUYỄN THỊ MẪU", reason="nhập nhầm").status_code == 302
    whose = dossiers.whose(code)
    assert whose
    assert whose.name == "NGUYỄN THỊ MẪU"
