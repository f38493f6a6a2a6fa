"""Results at the desk: one goes from draft to hand-over, a batch is signed at once, and the public checks one."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.files import public as files
from motcua.foundation.signing import public as signing
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing, State
from motcua.services.numbering import public as numbering
from motcua.services.results import public as results
from motcua.services.results.models import Result
from motcua.services.results.public import Stage
from sites.town import BIRTH, BY, FOUNDED, NOW, Town

SignIn = Callable[[str], Client]
DRAFT = {
    "kind": "Quyết định", "sign": "QĐ-UBND", "about": "Về việc thử", "text": "QUYẾT ĐỊNH:\nĐiều 1. Thử.",
    "receivers": "Lưu: VT", "grants": "1", "medium": "electronic", "valid_until": "",
}  # fmt: skip


@pytest.fixture
def desk(changing_town: Town) -> Town:
    """Give the town in which the leader, the office's seal and the clerk's book are ready."""
    (leader,) = accounts.posts_of(accounts.User.objects.get(username="lanh-dao"))
    signing.make_trial_key(f"post/{leader.id}", name="Phó Chủ tịch UBND huyện", at=NOW)
    signing.make_trial_key(f"unit/{changing_town.district.key}", name="UBND huyện Mẫu", at=NOW)
    numbering.open_book(
        unit=changing_town.district.key,
        code="qd",
        name="Sổ quyết định",
        pattern="{n}/QĐ-UBND",
        year=2022,
        by=BY,
        at=NOW,
    )
    return changing_town


def received(town: Town, *, step: str = "xu-ly") -> str:
    filing = Filing(procedure=BIRTH, unit=town.district.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by=BY, at=NOW).state.code
    assert code
    casework.open_case(code=code, by=BY, at=NOW)
    if step:
        casework.move(code=code, to=step, by=BY, at=NOW)
    return code


def page(code: str, name: str = "dossier-result") -> str:
    return reverse(name, kwargs={"code": code})


def do(client: Client, code: str, what: str, **more: object) -> int:
    return client.post(page(code), {"lam": what, "phien-ban": "1", **more}).status_code


def drafted(specialist: Client, town: Town, **given: str) -> str:
    code = received(town)
    assert specialist.post(page(code, "dossier-result-draft"), DRAFT | given).status_code == 302
    return code


def submitted(specialist: Client, town: Town, **given: str) -> str:
    code = drafted(specialist, town, **given)
    assert do(specialist, code, "trinh") == 302
    return code


def stage(code: str) -> Stage:
    return Stage(Result.objects.get(dossier__code=code).stage)


def test_a_result_is_drafted_in_a_step_that_allows_it(desk: Town, signed_in: SignIn) -> None:
    code, officer = received(desk, step=""), signed_in("mot-cua")
    assert officer.post(page(code, "dossier-result-draft"), DRAFT).status_code == 403
    assert not Result.objects.filter(dossier__code=code).exists()
    casework.move(code=code, to="xu-ly", by=BY, at=NOW)
    assert signed_in("chuyen-vien").post(page(code, "dossier-result-draft"), DRAFT).status_code == 302


def test_a_result_goes_from_draft_to_hand_over_and_is_checked_by_the_public(
    desk: Town, signed_in: SignIn, visitor: Client
) -> None:
    cache.clear()
    code = submitted(signed_in("chuyen-vien"), desk)
    assert do(signed_in("lanh-dao"), code, "ky") == 302
    clerk = signed_in("van-thu")
    shown = unescape(clerk.get(page(code)).content.decode())
    assert "Sổ quyết định" in shown
    book = numbering.books([desk.district.id])[0].id
    assert do(clerk, code, "phat-hanh", so=book) == 302
    dossier = dossiers.brief(code)
    assert dossier
    assert dossier.state is State.READY
    view = results.result_of(dossier.id)
    assert view
    told = unescape(visitor.get(reverse("result-check-code", kwargs={"code": view.code})).content.decode())
    assert "01/QĐ-UBND" in told
    assert "còn giá trị" in told
    assert "Về việc thử" not in told
    pdf = clerk.get(page(code, "dossier-result-file"))
    assert pdf.headers["Content-Type"] == "application/pdf"
    same = visitor.post(reverse("result-check"), {"tep": SimpleUploadedFile("a.pdf", pdf.content)})
    assert "giống từng byte" in unescape(same.content.decode())
    other = visitor.post(reverse("result-check"), {"tep": SimpleUploadedFile("a.pdf", pdf.content + b" ")})
    assert other.status_code == 404


def test_a_leader_signs_many_and_one_that_fails_stops_no_other(desk: Town, signed_in: SignIn) -> None:
    specialist, leader = signed_in("chuyen-vien"), signed_in("lanh-dao")
    codes = [submitted(specialist, desk) for _ in range(3)]
    listed = unescape(leader.get(reverse("results-to-sign")).content.decode())
    assert all(code in listed for code in codes)
    chosen = [f"{codes[0]}@1", f"{codes[1]}@7", f"{codes[2]}@1", "khong-co@1", "x@", "\x00@1"]
    answer = leader.post(reverse("results-to-sign"), {"chon": chosen})
    assert answer.status_code == 400
    assert [stage(code) for code in codes] == [Stage.SIGNED, Stage.SUBMITTED, Stage.SIGNED]
    said = unescape(answer.content.decode())
    assert "kết quả đã được sửa sau khi ông/bà xem" in said
    assert "khong-co" in said
    assert leader.post(reverse("results-to-sign"), {}).status_code == 400


def test_a_clerk_issues_a_batch_in_order(desk: Town, signed_in: SignIn) -> None:
    specialist, leader, clerk = (signed_in(who) for who in ("chuyen-vien", "lanh-dao", "van-thu"))
    codes = [submitted(specialist, desk) for _ in range(2)]
    leader.post(reverse("results-to-sign"), {"chon": [f"{code}@1" for code in codes]})
    book = numbering.books([desk.district.id])[0].id
    answer = clerk.post(reverse("results-to-issue"), {"chon": [f"{code}@1" for code in codes], "so": book})
    assert answer.status_code == 200
    assert [one.text for one in numbering.numbers(book)] == ["02/QĐ-UBND", "01/QĐ-UBND"]
    assert all(
        code in unescape(signed_in("mot-cua").get(reverse("results-to-collect")).content.decode()) for code in codes
    )


def test_what_is_sent_back_needs_a_reason_and_shows_what_was_changed(desk: Town, signed_in: SignIn) -> None:
    specialist, leader = signed_in("chuyen-vien"), signed_in("lanh-dao")
    code = submitted(specialist, desk)
    assert do(leader, code, "tra-lai", reason="") == 400
    assert do(leader, code, "tra-lai", reason="Ghi rõ điều luật") == 302
    assert "Ghi rõ điều luật" in unescape(specialist.get(page(code, "dossier-result-draft")).content.decode())
    specialist.post(page(code, "dossier-result-draft"), DRAFT | {"text": "QUYẾT ĐỊNH:\nĐiều 1. Theo Luật."})
    assert "<ins>Điều 1. Theo Luật.</ins>" in unescape(leader.get(page(code)).content.decode())


@pytest.mark.parametrize(
    ("who", "what"),
    [("mot-cua", "ky"), ("chuyen-vien", "ky"), ("van-thu", "ky"), ("lanh-dao", "phat-hanh"), ("xa-mot", "ky")],
)
def test_nobody_does_what_is_for_another_post(desk: Town, signed_in: SignIn, who: str, what: str) -> None:
    code = submitted(signed_in("chuyen-vien"), desk)
    assert do(signed_in(who), code, what) == 403
    assert stage(code) is Stage.SUBMITTED


@pytest.mark.parametrize(
    "given", [{"text": "Cấp cho {Họ tên}"}, {"about": ""}, {"valid_until": "31/02/2023"}, {"medium": "x"}]
)
def test_a_draft_that_is_not_whole_keeps_every_entry(desk: Town, signed_in: SignIn, given: dict[str, str]) -> None:
    answer = signed_in("chuyen-vien").post(page(received(desk), "dossier-result-draft"), DRAFT | given)
    assert answer.status_code == 400
    assert "Lưu: VT" in unescape(answer.content.decode())
    assert not Result.objects.exists()


def test_a_template_fills_in_what_is_on_record(desk: Town, signed_in: SignIn) -> None:
    admin = signed_in("quan-tri")
    sent = {
        **DRAFT, "name": "Quyết định mẫu", "procedure": BIRTH, "on": "01/10/2022",
        "text": "Hồ sơ {mã hồ sơ} nhận ngày {ngày tiếp nhận}; cấp {Loại}.",
    }  # fmt: skip
    assert admin.post(reverse("result-template-add"), sent).status_code == 302
    assert admin.post(reverse("result-template-add"), sent).status_code == 400
    code = received(desk)
    shown = unescape(
        signed_in("chuyen-vien").get(page(code, "dossier-result-draft") + "?mau=quyet-dinh-mau").content.decode()
    )
    assert f"Hồ sơ {code} nhận ngày 10/10/2022; cấp {{Loại}}." in shown


def test_the_office_of_another_commune_sees_nothing(desk: Town, signed_in: SignIn) -> None:
    code = submitted(signed_in("chuyen-vien"), desk)
    assert signed_in("xa-hai").get(page(code)).status_code == 403
    assert signed_in("xa-hai").get(page(code, "dossier-result-file")).status_code == 403


def test_a_number_is_annulled_in_its_own_book_alone(desk: Town, signed_in: SignIn) -> None:
    clerk = signed_in("van-thu")
    made = {
        "unit": desk.district.key,
        "name": "Sổ khác",
        "code": "khac",
        "pattern": "{n}/CV",
        "year": "2022",
        "last": "5",
    }
    assert clerk.post(reverse("number-books"), made).status_code == 302
    assert clerk.post(reverse("number-books"), made | {"pattern": "sai"}).status_code == 400
    one, other = sorted(numbering.books([desk.district.id]), key=lambda book: book.code)
    (number,) = numbering.take(book=one.id, on=NOW.date(), about="result/1", by=BY, at=NOW)
    sent = {"so": number.id, "reason": "ghi nhầm"}
    assert clerk.post(reverse("number-book", args=[other.id]), sent).status_code == 400
    assert clerk.post(reverse("number-book", args=[one.id]), sent).status_code == 302
    assert [bool(line.annulled_at) for line in numbering.numbers(one.id)] == [True]


def test_codes_cannot_be_tried_by_the_hundred(visitor: Client, town: Town) -> None:
    cache.clear()
    tried = [visitor.post(reverse("result-check"), {"ma": f"1-1-AAAAA-{n:05}"}).status_code for n in range(32)]
    assert tried[:30] == [404] * 30
    assert tried[-1] == 429
    cache.clear()


def test_a_small_office_does_it_all_with_one_post(desk: Town, signed_in: SignIn) -> None:
    """Where a post is specialist and clerk, it drafts and issues; a leader still signs."""
    (post,) = accounts.posts_of(accounts.User.objects.get(username="mot-cua"))
    for role in (Role.SPECIALIST, Role.CLERK):
        accounts.grant(post_id=post.id, role=role, on=FOUNDED, by=BY, at=NOW)
    officer = signed_in("mot-cua")
    code = submitted(officer, desk)
    assert do(officer, code, "ky") == 403
    assert do(signed_in("lanh-dao"), code, "ky") == 302
    assert do(officer, code, "phat-hanh", so=numbering.books([desk.district.id])[0].id) == 302
    assert files.read(Result.objects.get(dossier__code=code).digest).startswith(b"%PDF")
