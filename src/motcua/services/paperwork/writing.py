"""What stands on each paper: gathered from the modules that know it; what is not known is said not to be."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.accounts import public as accounts
from motcua.foundation.papers.public import Slip, SlipProof, SlipTable
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, EventLine, Kind, StaffView, Whose
from motcua.services.intake import public as intake
from motcua.services.paperwork.rules.editions import Form, form_on

DOTS = "…………………………"
DAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
NOBODY = Whose("", "", "", "")
RETURNS = {
    intake.ReturnBy.COUNTER: "Tại Bộ phận Tiếp nhận và Trả kết quả",
    intake.ReturnBy.POST: "Qua dịch vụ bưu chính công ích",
    intake.ReturnBy.ELECTRONIC: "Bản điện tử",
}
STANDINGS = {"early": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn"}


class NothingToWrite(Refused):
    """Nothing happened that such a paper would tell of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the papers of a dossier are written from."""

    dossier: Brief
    view: StaffView | None
    whose: Whose
    office: units.Unit
    above: str
    shop: str
    clerk: str
    at: datetime
    address: str


def facts_of(dossier: Brief, *, by: str, at: datetime, address: str) -> Facts:
    """
    Gather what the papers of a dossier are written from.

    :param address: where the public site is, for the QR code.
    """
    on = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
    line = units.structure(on).above(office.id)
    shop = "Trung tâm Phục vụ hành chính công" if on >= SHOPS_RENAMED else "Bộ phận Tiếp nhận và Trả kết quả"
    return Facts(
        dossier=dossier,
        view=dossiers.staff_view(dossier.code, at=at) if dossier.code else None,
        whose=(dossiers.whose(dossier.code) or NOBODY)
        if dossier.code
        else (dossiers.whose_filed(dossier.request_key or "") or NOBODY),
        office=office,
        above=f"UBND {office.name}" if office.level is not units.Level.DEPARTMENT else (line[0].name if line else ""),
        shop=shop,
        clerk=accounts.titles_of({by}).get(by, ""),
        at=at,
        address=address,
    )


SHOPS_RENAMED = datetime(2025, 7, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).date()
"""From this day the shop of a commune is a centre (NĐ 118/2025/NĐ-CP)."""


def write(form: Form, facts: Facts, *, secret: str) -> Slip:
    """
    Write a paper. :raises NoSuchForm: :raises NothingToWrite: if nothing happened that it would tell of.

    :param secret: what is printed on a receipt beside the QR code.
    """
    on = facts.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    edition, number, title = form_on(form, on)
    basis = f"Mẫu số {number}, {edition.source.partition(';')[0]}"
    return replace(_WRITERS[form](facts, title, secret), basis=basis)


def moment(at: datetime) -> str:
    """Say an instant as the forms do: ``9 giờ 12 phút, ngày 26 tháng 9 năm 2022``."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"{local.hour} giờ {local.minute:02} phút, ngày {local.day} tháng {local.month} năm {local.year}"


def appointment(at: datetime) -> str:
    """Say an appointment so that nobody misreads it: ``17:00, thứ Hai, 10/10/2022``."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    day = "Chủ nhật" if local.weekday() == 6 else f"thứ {DAYS[local.weekday()]}"
    return f"{local:%H:%M}, {day}, {local:%d/%m/%Y}"


def _base(facts: Facts, title: tuple[str, ...], number: str, **more: object) -> Slip:
    on = facts.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return Slip(
        above=facts.above,
        agency=facts.shop.replace(" và Trả", "\nvà Trả"),
        place=facts.office.name,
        number=number,
        title=title,
        on=on,
        **more,  # type: ignore[arg-type]  # told by name
    )


def _who(facts: Facts) -> tuple[tuple[str, str], ...]:
    whose = facts.whose
    said = [("Tiếp nhận hồ sơ của", whose.name.upper() or DOTS)]
    if whose.identity_number:
        said.append(("Số định danh", whose.identity_number))
    said += [("Địa chỉ", whose.address or DOTS), ("Số điện thoại", whose.phone or DOTS)]
    details = intake.details(facts.dossier.code) if facts.dossier.code else None
    if details and details.email:
        said.append(("Email", details.email))
    if details and details.representative.name:
        said.append(("Người nộp thay", details.representative.name))
    said.append(("Nội dung yêu cầu giải quyết", f"{facts.dossier.procedure_name} ({facts.dossier.procedure})"))
    return tuple(said)


def _proof(facts: Facts, secret: str) -> SlipProof | None:
    if facts.view is None:
        return None
    leaf = facts.view.status.leaf
    trace = " ".join(leaf[place : place + 4] for place in range(0, len(leaf), 4))
    words = [
        "Quét để biết hồ sơ đến đâu.",
        "Giữ giấy này: nó làm chứng rằng hồ sơ đã nộp như trên, ai cũng kiểm tra được.",
    ]
    if secret:
        words.append(f"Mã bí mật của giấy: {secret}.")
    return SlipProof(f"{facts.address}/ho-so/{facts.dossier.code}/", trace, tuple(words))


def _receipt(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    if facts.view is None:
        raise NothingToWrite(gettext_noop("the dossier has not been accepted"), field="form", value="receipt")
    status = facts.view.status
    papers = intake.handed_in(facts.dossier.code)
    details = intake.details(facts.dossier.code)
    rows = [
        (str(place), paper.name or paper.code, kind, str(count))
        for place, paper in enumerate(papers, 1)
        for kind, count in (
            ("Đã có trong kho dữ liệu", 1 if paper.reused_from else 0),
            ("Bản chính", paper.originals),
            ("Bản sao", paper.copies),
        )
        if count
    ]
    fee = next((int(text) for event in facts.view.events for name, text in event.details if name == "fee_owed"), None)
    serial = facts.dossier.code.rsplit("-", 1)[-1]
    term = status.term
    return _base(
        facts,
        title,
        facts.dossier.code,
        lines=_who(facts),
        table=SlipTable(("TT", "Giấy tờ đã nhận", "Loại", "Số bản"), tuple(rows), (1, 7, 3, 1.5)) if rows else None,
        after=(
            *(() if rows else (("Thành phần hồ sơ", "không có ghi nhận trong hệ thống"),)),
            ("Số lượng hồ sơ", f"{details.sets if details else 1} bộ"),
            ("Thời gian giải quyết theo quy định", _term(term.amount, term.measure.value) if term else DOTS),
            ("Thời gian nhận hồ sơ", moment(status.received_at)),
            ("Đăng ký nhận kết quả", RETURNS[details.return_by] if details else RETURNS[intake.ReturnBy.COUNTER]),
            ("Phí, lệ phí", f"{fee:,} đồng".replace(",", ".") if fee is not None else "theo thông báo của cơ quan"),
            ("Vào Sổ theo dõi hồ sơ", f"Quyển số {status.received_at.year}; Số thứ tự {serial}"),
        ),
        box=("Thời gian trả kết quả", appointment(status.due_first)),
        signatures=(("Người nộp hồ sơ", ""), ("Người tiếp nhận hồ sơ", facts.clerk)),
        proof=_proof(facts, secret),
    )


def _term(amount: int, measure: str) -> str:
    names = {
        "working_days": f"{amount} ngày làm việc",
        "calendar_days": f"{amount} ngày",
        "working_hours": f"{amount} giờ làm việc",
        "months": f"{amount} tháng",
        "same_day": "trong ngày",
    }
    return names.get(measure, str(amount))


def _last(facts: Facts, *kinds: Kind) -> EventLine:
    events = facts.view.events if facts.view else ()
    found = next((event for event in reversed(events) if event.kind in kinds), None)
    if found is None:
        raise NothingToWrite(
            gettext_noop("nothing happened that this paper would tell of"), field="form", value=kinds[0].value
        )
    return found


def _said(event: EventLine, name: str = "remark") -> str:
    return next((text for one, text in event.details if one == name), "")


def _reason(event: EventLine) -> str:
    """Give a reason to end a sentence with: without a full stop of its own."""
    return _said(event).rstrip(". ") or DOTS


def _completion(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    if facts.view is None:
        asked_at, defects = facts.at, [(one.what, one.legal_basis) for one in dossiers.asked_for(facts.dossier.id)]
        if not defects:
            raise NothingToWrite(gettext_noop("nothing was asked for"), field="form", value="completion")
    else:
        asked = _last(facts, Kind.SUPPLEMENT_REQUESTED)
        asked_at, defects = asked.occurred_at, [_split(text) for name, text in asked.details if name == "defect"]
    rows = tuple((str(place), *one) for place, one in enumerate(defects, 1))
    return _base(
        facts,
        title,
        f"{facts.dossier.code or '……'}/HDHS",
        lines=_who(facts),
        paragraphs=("Yêu cầu hoàn thiện hồ sơ gồm những nội dung như sau:",),
        table=SlipTable(("TT", "Nội dung cần bổ sung, hoàn thiện", "Căn cứ"), rows, (1, 8, 4)),
        after=(
            ("Yêu cầu lúc", moment(asked_at)),
            ("Liên hệ", f"{facts.clerk or facts.shop}, {facts.office.name}"),
        ),
        signatures=(("Người hướng dẫn", facts.clerk),),
        proof=_proof(facts, ""),
    )


def _split(text: str) -> tuple[str, str]:
    what, _, basis = text.rpartition(" (")
    return (what, basis.rstrip(")")) if what else (text, "")


def _refusal(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    reason = (
        _said(_last(facts, Kind.REFUSED)) if facts.view else dossiers.why_not_accepted(facts.dossier.request_key or "")
    )
    if not reason:
        raise NothingToWrite(gettext_noop("the dossier was not refused"), field="form", value="intake_refusal")
    return _base(
        facts,
        title,
        facts.dossier.code or "……",
        lines=_who(facts),
        paragraphs=("Qua xem xét, thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:", reason),
        signatures=(("Người nộp hồ sơ", ""), ("Người tiếp nhận hồ sơ", facts.clerk)),
        proof=_proof(facts, ""),
    )


def _apology(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    event = _last(facts, Kind.EXTENDED, Kind.APOLOGISED)
    view = facts.view
    if view is None:
        raise AssertionError("an event has its view")
    status = view.status
    moved = event.kind is Kind.EXTENDED
    name = facts.whose.name.upper() or DOTS
    return _base(
        facts,
        title,
        f"{facts.dossier.code}/PXL",
        lines=(
            ("Kính gửi", name),
            ("Địa chỉ", facts.whose.address or DOTS),
            ("Số điện thoại", facts.whose.phone or DOTS),
        ),
        paragraphs=(
            f"Lúc {moment(status.received_at)}, {facts.shop}, {facts.office.name} tiếp nhận hồ sơ của {name} đề nghị "
            f"giải quyết thủ tục {facts.dossier.procedure_name}; mã hồ sơ {facts.dossier.code}; "
            f"hẹn trả kết quả lúc {appointment(status.due_first)}.",
            f"Đến nay, hồ sơ chưa được giải quyết xong theo đúng thời hạn đã hẹn. Lý do: {_reason(event)}.",
            "Cơ quan giải quyết hồ sơ xin lỗi Quý Ông/Bà, tổ chức vì sự chậm trễ này.",
        ),
        box=("Thời gian hẹn trả lại kết quả", appointment(status.due_at)) if moved else None,
        signatures=(("Thủ trưởng cơ quan giải quyết hồ sơ", event.actor_title),),
        receivers=("Như trên;", f"{facts.shop};", "Lưu: hồ sơ."),
        proof=_proof(facts, ""),
    )


def _stop(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    event = _last(facts, Kind.STOPPED, Kind.WITHDRAWN)
    return _base(
        facts,
        title,
        f"{facts.dossier.code}/TB",
        lines=_who(facts),
        paragraphs=(
            f"Cơ quan giải quyết hồ sơ thông báo dừng giải quyết hồ sơ mã {facts.dossier.code} "
            f"từ {moment(event.occurred_at)}.",
            f"Lý do: {_reason(event)}.",
        ),
        signatures=(("Thủ trưởng cơ quan giải quyết hồ sơ", event.actor_title),),
        proof=_proof(facts, ""),
    )


HANDED = (Kind.RECEIVED, Kind.FORWARDED, Kind.CONSULTED, Kind.ANSWERED, Kind.FINISHED, Kind.REFUSED, Kind.RETURNED)


def _control(facts: Facts, title: tuple[str, ...], secret: str) -> Slip:
    if facts.view is None:
        raise NothingToWrite(gettext_noop("the dossier has not been accepted"), field="form", value="control")
    status, rows, holder = facts.view.status, [], facts.view.status.receiving_unit
    for event in facts.view.events:
        if event.kind not in HANDED:
            continue
        to = {
            Kind.FINISHED: status.receiving_unit,
            Kind.REFUSED: status.receiving_unit,
            Kind.RETURNED: "Người nộp hồ sơ",
        }.get(event.kind, _said(event, "holder") or status.receiving_unit)
        giver = facts.whose.name or "Người nộp hồ sơ" if event.kind is Kind.RECEIVED else holder
        judged = STANDINGS.get(_said(event, "timeliness"), "")
        rows.append(
            (
                f"1. Giao: {giver}\n2. Nhận: {to}",
                moment(event.occurred_at),
                judged,
                event.actor_title,
            )
        )
        holder = to
    return _base(
        facts,
        title,
        facts.dossier.code,
        lines=(
            ("Mã số hồ sơ", facts.dossier.code),
            ("Cơ quan giải quyết hồ sơ", status.competent_unit),
            ("Nội dung", facts.dossier.procedure_name),
        ),
        table=SlipTable(
            ("Tên cơ quan", "Thời gian giao, nhận", "Kết quả", "Ghi chú"), tuple(rows), (4.2, 3.6, 1.8, 2.6)
        ),
        proof=_proof(facts, ""),
    )


_WRITERS = {
    Form.RECEIPT: _receipt,
    Form.COMPLETION: _completion,
    Form.INTAKE_REFUSAL: _refusal,
    Form.APOLOGY: _apology,
    Form.STOP_NOTICE: _stop,
    Form.CONTROL: _control,
}
