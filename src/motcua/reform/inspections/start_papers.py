"""
The papers of the start, in the layout of NĐ 30/2020: the plan, the decision with its team, and the notice with the
outline of what is to be reported. A paper that has no number yet is a draft.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from motcua.foundation.papers.public import (
    Appendix,
    Block,
    Centred,
    Check,
    Column,
    Document,
    Heading,
    Level,
    Listing,
    Paragraph,
    Run,
    Table,
    heads,
    paragraphs,
)
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.queries.inspections import InspectionView, MemberView, PlaceView
from motcua.reform.inspections.queries.outlines import outline, outline_parts
from motcua.reform.inspections.queries.plans import PlanView, TargetView
from motcua.reform.inspections.queries.signatures import Signing
from motcua.reform.inspections.rules.life import Numbered
from motcua.reform.inspections.rules.outline import REPORT_WORDS_TITLES, ReportLineKind
from motcua.reform.inspections.rules.words import Mode, Part
from motcua.reform.registers.public import FIELD_TITLES, REGISTERS, ReformField

PARTS = {
    Part.LEADER: "Trưởng đoàn",
    Part.DEPUTY: "Phó Trưởng đoàn",
    Part.SECRETARY: "Thư ký",
    Part.MEMBER: "Thành viên",
}
MODES = {Mode.ON_SITE: "Kiểm tra trực tiếp", Mode.BY_REPORT: "Kiểm tra qua báo cáo và hồ sơ"}
DRAFT = "Dự thảo"


def plan_paper(plan: PlanView, signed: Signing | None, check: Check | None, *, on: date) -> Document:
    """Set a plan: purpose, fields, units, days and team, with the schedule as its appendix."""
    with translation.override("vi"):
        number, sign = heads.numbered(plan.issued.number if plan.issued else "", f"KH-{heads.abbreviation(plan.unit)}")
        return Document(
            above=heads.above(plan.unit, on=on),
            issuer=heads.body(plan.unit),
            number=number,
            sign=sign,
            place=heads.locality(plan.unit, on=on),
            kind="Kế hoạch",
            about=_about(plan.title),
            blocks=tuple(_plan_blocks(plan)),
            signatures=(heads.signed(signed.signer if signed else "", plan.unit),),
            receivers=(*_bodies(one.unit for one in plan.targets), "Lưu: VT"),
            appendices=(Appendix("Lịch kiểm tra", (_schedule(plan.targets),)),),
            check=check,
            draft="" if plan.issued else DRAFT,
            layout="inspection-plan",
        )


def decision_paper(
    one: InspectionView, plan: PlanView | None, signed: Signing | None, check: Check | None, *, on: date
) -> Document:
    """Set the decision by which a team is formed: its members, what it looks at and when, and what it may do."""
    with translation.override("vi"):
        number, sign = heads.numbered(one.decided.number if one.decided else "", f"QĐ-{heads.abbreviation(one.unit)}")
        return Document(
            above=heads.above(one.unit, on=on),
            issuer=heads.body(one.unit),
            number=number,
            sign=sign,
            place=heads.locality(one.unit, on=on),
            kind="Quyết định",
            about=f"Về việc thành lập Đoàn {_inspecting(one.title)}",
            blocks=tuple(_decision_blocks(one, plan)),
            signatures=(heads.signed(signed.signer if signed else "", one.unit),),
            receivers=(
                "Như Điều 4",
                *_bodies({member.unit.id: member.unit for member in one.members}.values()),
                "Lưu: VT",
            ),
            appendices=(Appendix("Thành phần Đoàn kiểm tra", (_team(one.members),)),),
            check=check,
            draft="" if one.decided else DRAFT,
            layout="inspection-decision",
        )


def notice_paper(one: InspectionView, signed: Signing | None, check: Check | None, *, on: date) -> Document:
    """Set the notice to the inspected, with the outline of what each level reports of itself as its appendix."""
    with translation.override("vi"):
        number, sign = heads.numbered(one.notified.number if one.notified else "", heads.abbreviation(one.unit))
        return Document(
            above=heads.above(one.unit, on=on),
            issuer=heads.body(one.unit),
            number=number,
            sign=sign,
            place=heads.locality(one.unit, on=on),
            about=f"thông báo lịch {_lowered(one.title)}",
            addressees=_bodies(place.unit for place in one.places),
            blocks=tuple(_notice_blocks(one, on=on)),
            signatures=(heads.signed(signed.signer if signed else "", one.unit),),
            receivers=("Như trên", "Thành viên Đoàn kiểm tra", "Lưu: VT"),
            appendices=tuple(_outlines(one, on=on)),
            check=check,
            draft="" if one.notified else DRAFT,
            layout="inspection-notice",
        )


def _about(title: str) -> str:
    """Give what a plan is about: its title without the word that stands above it."""
    rest = title.removeprefix("Kế hoạch ").strip() or title
    return f"{rest[:1].upper()}{rest[1:]}"


def _plan_blocks(plan: PlanView) -> Iterator[Block]:
    yield Heading(Level.HEADING, "I", "Mục đích, yêu cầu")
    yield from paragraphs(plan.purpose)
    yield Heading(Level.HEADING, "II", "Nội dung, mốc số liệu")
    yield Paragraph(f"Kiểm tra công tác cải cách hành chính {_period(plan.period)}, theo các lĩnh vực:")
    yield Listing(_fields(plan.fields))
    yield Heading(Level.HEADING, "III", "Đối tượng, hình thức, thời gian")
    yield Paragraph(
        f"Kiểm tra {len({one.unit.id for one in plan.targets})} cơ quan, đơn vị, theo lịch kèm theo Kế hoạch này."
    )
    yield Heading(Level.HEADING, "IV", "Tổ chức thực hiện")
    if plan.members:
        yield Paragraph("Đoàn kiểm tra gồm:")
        yield _team(plan.members)
    else:
        yield Paragraph("Thành phần Đoàn kiểm tra được quyết định cho từng cuộc kiểm tra.")
    yield Paragraph(
        "Cơ quan, đơn vị được kiểm tra chuẩn bị báo cáo tự kiểm tra theo đề cương gửi kèm thông báo, hồ sơ, sổ sách có "
        "liên quan, và bố trí thành phần làm việc với Đoàn./."
    )


def _decision_blocks(one: InspectionView, plan: PlanView | None) -> Iterator[Block]:
    head = heads.signed("", one.unit).authority
    yield Centred("GIÁM ĐỐC" if not head and one.unit.name.startswith("Sở ") else heads.body(one.unit).upper())
    if plan is not None and plan.issued is not None:
        yield Paragraph((Run(f"Căn cứ {_paper('Kế hoạch', plan.issued)} của {heads.body(plan.unit)};", italic=True),))
    yield Paragraph((Run(f"Căn cứ chức năng, nhiệm vụ, quyền hạn của {heads.body(one.unit)}.", italic=True),))
    yield Centred("QUYẾT ĐỊNH:")
    yield Heading(Level.ARTICLE, "1", "Thành lập Đoàn kiểm tra")
    yield Paragraph(
        f"Thành lập Đoàn kiểm tra gồm {len(one.members)} thành viên, có danh sách theo chức vụ kèm theo Quyết định này."
    )
    yield Heading(Level.ARTICLE, "2", "Nội dung, đối tượng, thời gian")
    yield from paragraphs(one.purpose)
    yield Paragraph(f"Số liệu {_period(one.period)}. Các lĩnh vực:")
    yield Listing(_fields(one.fields))
    yield Paragraph("Đơn vị được kiểm tra, thời gian và hình thức:")
    yield _visits(one.places)
    yield Heading(Level.ARTICLE, "3", "Nhiệm vụ, quyền hạn của Đoàn")
    last = f" đến hết ngày {_day(one.mandate.last)}" if one.mandate else ""
    yield Paragraph(
        "Đoàn được xem hồ sơ, sổ sách và số liệu của các cơ quan, đơn vị nêu tại Điều 2 kể từ ngày Quyết định có hiệu "
        f"lực{last}; lập biên bản, báo cáo và dự thảo thông báo kết quả kiểm tra."
    )
    yield Heading(Level.ARTICLE, "4", "Hiệu lực và trách nhiệm thi hành")
    yield Paragraph(
        "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị được kiểm tra và các thành viên Đoàn "
        "kiểm tra chịu trách nhiệm thi hành Quyết định này./."
    )


def _notice_blocks(one: InspectionView, *, on: date) -> Iterator[Block]:
    decided = f" theo {_paper('Quyết định', one.decided)}" if one.decided else ""
    yield Paragraph(f"{heads.body(one.unit)} thông báo lịch kiểm tra công tác cải cách hành chính{decided} như sau:")
    yield _visits(one.places)
    yield Paragraph(f"Nội dung: {one.purpose.rstrip('.').splitlines()[0]}. Số liệu {_period(one.period)}.")
    due = outline(on).due_days
    yield Paragraph(
        f"Đề nghị các cơ quan, đơn vị gửi báo cáo tự kiểm tra theo đề cương kèm theo trước ngày kiểm tra ít nhất {due} "
        "ngày; chuẩn bị hồ sơ, sổ sách có liên quan và bố trí thành phần làm việc với Đoàn."
    )
    lead = next((member for member in one.members if member.part is Part.LEADER), None)
    if lead is not None:
        office = "" if lead.unit.name in lead.title else f", {lead.unit.name}"
        yield Paragraph(f"Trưởng đoàn: {lead.title}{office}./.")


def _outlines(one: InspectionView, *, on: date) -> Iterator[Appendix]:
    """Give the outline of each level that is inspected, on a page of its own."""
    levels = list(dict.fromkeys(place.unit.level for place in one.places))
    numbers = ("I", "II", "III", "IV")
    for place, level in enumerate(levels):
        named = ", ".join(found.unit.name for found in one.places if found.unit.level is level)
        yield Appendix(
            f"Đề cương báo cáo tự kiểm tra ({named})",
            tuple(_outline_blocks(one.fields, level, on=on)),
            number=numbers[place] if len(levels) > 1 else "",
        )


def _outline_blocks(fields: tuple[ReformField, ...], level: units.Level, *, on: date) -> Iterator[Block]:
    """Give the outline: of each field the figures, the registers and what was done, each in a line."""
    for number, part in enumerate(outline_parts(fields, level=level, on=on), 1):
        words = [gettext(REPORT_WORDS_TITLES[line.words]) for line in part.lines if line.words is not None]
        if part.field is None:
            yield Heading(Level.CLAUSE, str(number), "; ".join(words))
            continue
        yield Heading(Level.CLAUSE, str(number), gettext(FIELD_TITLES[part.field]))
        figures = [REGISTRY.find(line.of, on=on).title for line in part.lines if line.kind is ReportLineKind.FIGURE]
        kept = [REGISTERS[line.of].title for line in part.lines if line.kind is ReportLineKind.REGISTER]
        asked = (*_listed("Số liệu", figures), *_listed("Sổ theo dõi", kept), *words)
        yield Listing(heads.enumerated(asked))


def _listed(head: str, titles: list[str]) -> tuple[str, ...]:
    """Give a line that names what is asked for; none if nothing is."""
    if not titles:
        return ()
    said = [gettext(title) for title in titles]
    return (f"{head}: {'; '.join(one[:1].lower() + one[1:] for one in said)}",)


def _schedule(targets: Iterable[TargetView]) -> Table:
    rows = [
        (str(number), heads.body(one.unit), _day(one.visit_on), MODES[one.mode])
        for number, one in enumerate(targets, 1)
    ]
    columns = (
        Column("STT", width=1.3),
        Column("Cơ quan, đơn vị", width=6, words=True),
        Column("Ngày", width=3, words=True),
        Column("Hình thức", width=5, words=True),
    )
    return Table(columns, tuple(rows))


def _visits(places: Iterable[PlaceView]) -> Listing:
    return Listing(
        heads.enumerated(
            f"{heads.body(one.unit)}: ngày {_day(one.visit_on)}, {MODES[one.mode].lower()}" for one in places
        )
    )


def _team(members: Iterable[MemberView]) -> Table:
    rows = [(str(number), one.title, one.unit.name, PARTS[one.part]) for number, one in enumerate(members, 1)]
    columns = (
        Column("STT", width=1.3),
        Column("Chức vụ", width=6, words=True),
        Column("Cơ quan", width=5, words=True),
        Column("Trong Đoàn", width=3, words=True),
    )
    return Table(columns, tuple(rows))


def _fields(fields: Iterable[ReformField]) -> tuple[str, ...]:
    return heads.enumerated(gettext(FIELD_TITLES[field]) for field in fields)


def _inspecting(title: str) -> str:
    """Say what a team does, as it stands behind that word: the title, if it begins with it."""
    return _lowered(title) if "kiểm tra" in title[:12].lower() else f"kiểm tra: {title}"


def _lowered(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _bodies(found: Iterable[units.Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heads.body(one) for one in found))


def _paper(kind: str, paper: Numbered) -> str:
    return f"{kind} số {paper.number} ngày {_day(paper.on)}"


def _period(period: Period) -> str:
    return f"từ ngày {_day(period.first)} đến ngày {_day(period.last)}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
