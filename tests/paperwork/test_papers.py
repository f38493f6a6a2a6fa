"""The prescribed papers: the edition of the day, every field that is known, each a witness of what it says."""

import io
from collections.abc import Callable
from datetime import date, datetime

import pikepdf
import pytest

from casework.cast import BIRTH, ZONE, Office, on
from intake.test_counter import ASKED, FILLED, begin
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Defect
from motcua.services.intake import public as intake
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.models import Issue
from motcua.services.paperwork.public import EDITIONS, Form, NoSuchForm, NothingToWrite, UnknownPaper
from motcua.services.procedures import public as procedures

ADDRESS = "https://motcua.example"


def text_of(paper: int) -> str:
    """Give all that stands on a paper, as it is kept."""
    body = Issue.objects.get(pk=paper).body
    return str(body)


@pytest.fixture
def code(office: Office) -> str:
    """Give a dossier that was accepted at the counter on 1 March 2022."""
    procedures.ask(code=BIRTH, asked=ASKED, on=date(2022, 2, 1), by="test", at=on("02-01 08:00"))
    post = int(office.posts["counter"].removeprefix("post/"))
    return intake.accept(
        draft=begin(office, FILLED), post_id=post, by=office.posts["counter"], at=on("03-01 09:02")
    ).code


def issue(office: Office, code: str, form: Form, at: datetime | None = None) -> paperwork.Issued:
    return paperwork.issue(
        code=code, form=form, by=office.posts["counter"], at=at or on("03-01 09:03"), address=ADDRESS
    )


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2019-01-06", "tt-01-2018"),
        ("2025-06-30", "tt-01-2018"),
        ("2025-09-14", "tt-01-2018"),
        ("2025-09-15", "tt-03-2025"),
    ],
)
def test_the_edition_is_that_of_the_day(day: str, edition: str) -> None:
    assert paperwork.edition_on(date.fromisoformat(day)).code == edition


def test_the_control_slip_changed_its_number_and_the_stop_notice_is_new() -> None:
    old, new = (date(2025, 9, 14), date(2025, 9, 15))
    assert [paperwork.form_on(Form.CONTROL, day)[1] for day in (old, new)] == ["05", "06"]
    assert paperwork.form_on(Form.STOP_NOTICE, new)[1] == "05"
    with pytest.raises(NoSuchForm):
        paperwork.form_on(Form.STOP_NOTICE, old)
    assert all(edition.source and edition.sure for edition in EDITIONS)


def test_a_receipt_says_all_that_the_form_asks(office: Office, code: str) -> None:
    said = text_of(issue(office, code, Form.RECEIPT).id)
    status = dossiers.public_status(code, at=on("03-01 10:00"))
    assert status
    for field in (
        code, "NGUYỄN THỊ MẪU", "034188000417", "0900000000", "Xã Mẫu", "Đăng ký khai sinh", "Tờ khai",
        "Giấy chứng sinh", "Bản chính", "1 bộ", "10 ngày làm việc", "9 giờ 02 phút, ngày 1 tháng 3 năm 2022",
        "10.000 đồng",
        "Quyển số 2022; Số thứ tự 0001", "17:00, thứ Ba, 15/03/2022", "Người nộp hồ sơ", "Người tiếp nhận hồ sơ",
        status.leaf[:4], f"{ADDRESS}/ho-so/{code}/", "Mẫu số 01, TT 01/2018/TT-VPCP",
    ):  # fmt: skip
        assert field in said, field


def test_a_receipt_is_two_pages_of_a5_with_its_letters(office: Office, code: str) -> None:
    pdf = paperwork.as_pdf(issue(office, code, Form.RECEIPT).id)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = [[round(float(one) * 25.4 / 72) for one in page.mediabox[2:]] for page in opened.pages]
        fonts = {str(font["/BaseFont"]) for page in opened.pages for font in page.resources["/Font"].values()}  # type: ignore[attr-defined]  # a dictionary
    assert sizes == [[148, 210], [148, 210]]
    assert all("SourceSerif" in font for font in fonts)


def test_it_prints_the_same_again_whatever_happens_to_the_dossier(office: Office, code: str) -> None:
    paper = issue(office, code, Form.RECEIPT).id
    first = paperwork.as_pdf(paper)
    dossiers.finish(code=code, by=office.posts["clerk"], at=on("03-02 09:00"))
    assert paperwork.as_pdf(paper) == first


def test_a_new_receipt_makes_the_old_one_void(office: Office, code: str) -> None:
    old = issue(office, code, Form.RECEIPT)
    valid = paperwork.as_pdf(old.id)
    new = issue(office, code, Form.RECEIPT, on("03-02 09:00"))
    dossier = dossiers.brief(code)
    assert dossier
    assert {line.id: line.void_at is not None for line in paperwork.papers_of(dossier.id)} == {
        old.id: True,
        new.id: False,
    }
    assert paperwork.as_pdf(old.id) != valid
    kinds = [event.kind for event in ledger.read(f"paper/{dossier.id}")]
    assert kinds == ["paper.issued", "paper.issued", "paper.void"]


def _secret(paper: int) -> str:
    words = Issue.objects.get(pk=paper).body["proof"]["words"]
    return str(words[-1]).removeprefix("Mã bí mật của giấy: ").rstrip(".")


def test_who_holds_the_slip_has_its_secret_and_nobody_else(office: Office, code: str) -> None:
    paper = issue(office, code, Form.RECEIPT)
    secret = _secret(paper.id)
    assert paperwork.check_secret(code, secret) == paperwork.Checked(paper.id, paper.issued_at, None)
    assert paperwork.check_secret(code, f" {secret.lower().replace('-', ' ')} ")
    for wrong in ("", "AAAAA-AAAAA", secret[:-1], secret[::-1]):
        assert paperwork.check_secret(code, wrong) is None
    assert paperwork.check_secret("khong-co", secret) is None
    issue(office, code, Form.RECEIPT, on("03-02 09:00"))
    held = paperwork.check_secret(code, secret)
    assert held
    assert held.void_at == on("03-02 09:00")


def test_no_person_stands_in_the_ledger_and_what_is_erased_is_not_printed(office: Office, code: str) -> None:
    paper = issue(office, code, Form.RECEIPT)
    dossier = dossiers.brief(code)
    assert dossier
    assert "MẪU" not in str([event.payload for event in ledger.read(f"paper/{dossier.id}")])
    assert paperwork.forget(code) == 1
    with pytest.raises(UnknownPaper):
        paperwork.as_pdf(paper.id)
    with pytest.raises(UnknownPaper):
        paperwork.as_docx(paper.id)


def ask(office: Office, code: str) -> None:
    defects = [Defect("Tờ khai chưa ký tên", "khoản 1 Điều 9"), Defect("Thiếu giấy chứng sinh", "khoản 2 Điều 9")]
    casework.ask_for_completion(code=code, defects=defects, by=office.posts["counter"], at=on("03-01 10:00"))


def extend(office: Office, code: str) -> None:
    dossiers.extend(
        code=code, to=date(2022, 3, 22), reason="đo đạc lại thửa đất", by=office.posts["leader"], at=on("03-10 10:00")
    )


def pass_on(office: Office, code: str) -> None:
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 14:05")
    )
    dossiers.finish(code=code, by=office.posts["clerk"], at=on("03-16 09:00"))


@pytest.mark.parametrize(
    ("form", "act", "fields"),
    [
        (
            Form.COMPLETION,
            ask,
            ("/HDHS", "Tờ khai chưa ký tên", "khoản 1 Điều 9", "Thiếu giấy chứng sinh", "NGUYỄN THỊ MẪU"),
        ),
        (Form.APOLOGY, extend, ("/PXL", "đo đạc lại thửa đất", "xin lỗi", "22/03/2022", "15/03/2022", "Kính gửi")),
        (
            Form.CONTROL,
            pass_on,
            ("Phòng Tư pháp", "14 giờ 05 phút", "Quá hạn", "1. Giao: Nguyễn Thị Mẫu", "2. Nhận: Huyện Mẫu"),
        ),
    ],
)
def test_each_paper_says_what_happened(
    office: Office, code: str, form: Form, act: Callable[[Office, str], None], fields: tuple[str, ...]
) -> None:
    act(office, code)
    paper = issue(office, code, form, on("03-16 10:00")).id
    for field in fields:
        assert field in text_of(paper), field
    assert paperwork.as_pdf(paper).startswith(b"%PDF")
    written = paperwork.as_docx(paper)
    assert written.startswith(b"PK")
    assert paperwork.as_docx(paper) == written


def test_a_refusal_at_the_counter_has_its_slip_before_there_is_a_code(office: Office) -> None:
    procedures.ask(code=BIRTH, asked=ASKED, on=date(2022, 2, 1), by="test", at=on("02-01 08:00"))
    post = int(office.posts["counter"].removeprefix("post/"))
    draft = begin(office, FILLED)
    key = intake.refuse(
        draft=draft, post_id=post, reason="không thuộc thẩm quyền", by=office.posts["counter"], at=on("03-01 09:02")
    )
    said = text_of(issue(office, f"request:{key}", Form.INTAKE_REFUSAL).id)
    assert "không thuộc thẩm quyền" in said
    assert "NGUYỄN THỊ MẪU" in said


def test_what_is_asked_for_at_the_counter_has_its_slip_before_there_is_a_code(office: Office) -> None:
    procedures.ask(code=BIRTH, asked=ASKED, on=date(2022, 2, 1), by="test", at=on("02-01 08:00"))
    post = int(office.posts["counter"].removeprefix("post/"))
    draft, defects = begin(office, FILLED), [Defect("Thiếu giấy chứng sinh", "Điều 16")]
    key = intake.ask_before_accepting(
        draft=draft, post_id=post, defects=defects, by=office.posts["counter"], at=on("03-01 09:02")
    )
    told = text_of(issue(office, f"request:{key}", Form.COMPLETION).id)
    assert "Thiếu giấy chứng sinh" in told
    assert "Điều 16" in told


@pytest.mark.parametrize("form", [Form.COMPLETION, Form.APOLOGY, Form.INTAKE_REFUSAL])
def test_nothing_is_written_of_what_did_not_happen(office: Office, code: str, form: Form) -> None:
    with pytest.raises(NothingToWrite):
        issue(office, code, form)
    assert Issue.objects.count() == 0


def test_what_an_import_does_not_know_is_not_made_up(office: Office) -> None:
    said = text_of(issue(office, office.receive(), Form.RECEIPT).id)
    assert "không có ghi nhận trong hệ thống" in said
    assert "…………" in said


def test_in_the_autumn_of_2025_the_new_forms_are_used(office: Office, code: str) -> None:
    dossiers.stop(
        code=code, reason="quá hạn bổ sung", by=office.posts["leader"], at=datetime(2025, 9, 15, 9, tzinfo=ZONE)
    )
    said = text_of(issue(office, code, Form.STOP_NOTICE, datetime(2025, 9, 15, 10, tzinfo=ZONE)).id)
    assert "TT 03/2025/TT-VPCP" in said
    assert "Trung tâm Phục vụ hành chính công" in said
    with pytest.raises(Refused):
        issue(office, "khong-co", Form.RECEIPT)
