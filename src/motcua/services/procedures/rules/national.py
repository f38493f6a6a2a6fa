"""
Procedures as the national portal gives them out, one JSON record a line, in the two shapes that were seen.

In one, tables are lists of rows. In the other, each table has been run together into one text without separators. What
can be told apart is; what cannot is kept as it came and reported as a doubt. Nothing is guessed: a term without a unit
is no term, a number that has run into the one before it is not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.guide import Guide, GuidePaper, LegalText, Mode, Tier, Way

NOTHING = {"", "không có thông tin", "không có", "không quy định", "-", "--"}
"""What the portal writes where it has nothing to say."""
MODES = {"Trực tiếp": Mode.DIRECT, "Trực tuyến": Mode.ONLINE, "Dịch vụ bưu chính": Mode.POST}
TIERS = {
    "cấp bộ": Tier.MINISTRY,
    "cấp tỉnh": Tier.PROVINCE,
    "cấp huyện": Tier.DISTRICT,
    "cấp xã": Tier.COMMUNE,
    "cơ quan khác": Tier.OTHER,
}
NO_UNIT = gettext_noop("a term without what it counts: left out")
HOURS = gettext_noop("hours that are not said to be working hours: left out")
NOT_A_TERM = gettext_noop("this is not a term: left out")
RUN_TOGETHER = gettext_noop("a table that has been run together: kept as one text")
RUN_INTO = gettext_noop("a number has run into what stands before it: not read")
FORM_RUN_IN = gettext_noop("the name of a form's file has run into that of the paper: kept together")
DIFFER = gettext_noop("the terms of the ways differ: none is taken as the term of the procedure")
MISSING = gettext_noop("a part that each procedure has is missing")
UNKNOWN_TIER = gettext_noop("this level is not known: left out")
CUT = gettext_noop("longer than a name may be: cut")

_HEAD_WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
_HEAD_PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
_HEAD_BASIS = "Tên văn bản pháp lýMã văn bản"
_UNITS = {"ngày làm việc": Measure.WORKING_DAYS, "ngày": Measure.CALENDAR_DAYS, "tháng": Measure.MONTHS}
_TERM = re.compile(r"(\d{1,4})\s*(Ngày làm việc|Ngày|Giờ|Tháng|Năm)?", re.IGNORECASE)
_WAY = re.compile(r"(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)(?=\d|Không có thông tin|Miễn phí|$)")
_TIME = re.compile(r"(\d{1,4} (?:Ngày làm việc|Ngày(?! làm)|Giờ|Tháng|Năm)|Không có thông tin)", re.IGNORECASE)
_COST = re.compile(r"(Miễn phí|Không có thông tin|[\d.,]+ (?:VNĐ|Việt Nam Đồng|USD))")
_BARE = re.compile(r"\d+")
_COUNT = re.compile(r"(\d+) bản chính(?:,(\d+) bản sao)?")
_RESULT = re.compile(r"(.*?)Mã: (KQ\.[A-Z0-9]{3}\.\d{6})", re.DOTALL)
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rar|zip)$", re.IGNORECASE)
_NUMBERS = re.compile(r"Bản chính: (\d+)\s*Bản sao: (\d+)")
_TAIL = "Chọn cơ quan thực hiện"


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    What could not be read of a record, and stands in it as it came, or not at all.

    :param reason: marked for translation.
    """

    line: int
    code: str
    part: str
    value: str
    reason: str


@dataclass(slots=True)
class Read:
    """One procedure as it was read: what the catalogue holds of it, its guide, and the doubts."""

    line: int
    code: str
    name: str
    field_name: str
    decision: str
    guide: Guide
    term: Term | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, part: str, value: str, reason: str) -> None:
        """Note what could not be read."""
        self.doubts.append(Doubt(self.line, self.code, part, " ".join(value.split())[:80], reason))


def read_record(record: object, *, line: int, on: date, source: str) -> Read:
    """
    Read one record of either shape. :raises Refused: if it is neither, or has no code, name or field.

    :param on: the first day on which it holds; the records do not say.
    """
    if not isinstance(record, dict):
        raise Refused(gettext_noop("this line is not a record of a procedure"), field="record", value=str(record)[:40])
    if "metadata" in record:
        return _structured(record, line, on, source)
    if "ma_thu_tuc" in record:
        return _flat(record, line, on, source)
    raise Refused(
        gettext_noop("this line is not a record of a procedure"),
        field="record",
        value=", ".join(sorted(record))[:60],
        expected=gettext_noop("give records of the national portal, one JSON object a line"),
    )


def _structured(record: Mapping[str, Any], line: int, on: date, source: str) -> Read:
    about, content = _object(record, "metadata"), _object(record, "content")
    tables = _object(record, "tables")
    read = _begin(about, line, on, source, ("mã_thủ_tục", "tên_thủ_tục", "lĩnh_vực", "số_quyết_định", "cấp_thực_hiện"))
    ways = []
    for row in _rows(tables, "hinh_thuc_nop"):
        name = _text(row, "hinh_thuc")
        if name not in MODES:
            read.doubt("ways", name, NOT_A_TERM)
            continue
        ways.append(Way(MODES[name], _text(row, "thoi_han_giai_quyet"), _text(row, "phi_le_phi"), _text(row, "mo_ta")))
    papers = []
    for row in _rows(tables, "thanh_phan_ho_so"):
        counted = _NUMBERS.search(str(row.get("ghi_chu", "")))
        papers.append(
            GuidePaper(
                name=_text(row, "ten_giay_to"),
                form=_text(row, "so_luong"),
                originals=int(counted[1]) if counted else None,
                copies=int(counted[2]) if counted else None,
            )
        )
    basis = [
        LegalText(
            _text(row, "so_ky_hieu"),
            _text(row, "trich_yeu"),
            _text(row, "ngay_ban_hanh"),
            _text(row, "co_quan_ban_hanh"),
        )
        for row in _rows(tables, "can_cu_phap_ly")
    ]
    result = _text(content, "kết_quả_thực_hiện")
    read.guide = replace(
        read.guide,
        steps=_text(content, "trình_tự_thực_hiện"),
        ways=tuple(ways),
        ways_text=_text(content, "cách_thức_thực_hiện") if not ways else "",
        papers=tuple(one for one in papers if one.name),
        who=_text(content, "đối_tượng_thực_hiện"),
        office=_text(content, "cơ_quan_thực_hiện"),
        competent=_text(content, "cơ_quan_có_thẩm_quyền"),
        partners=_text(content, "cơ_quan_phối_hợp"),
        place=_text(content, "địa_chỉ_tiếp_nhận_hs"),
        results=(result,) if result else (),
        conditions=_text(content, "yêu_cầu_điều_kiện_thực_hiện"),
        basis=tuple(one for one in basis if one.number or one.title),
        keywords=_text(content, "từ_khóa"),
        summary=_text(content, "mô_tả"),
    )
    return _finished(read)


def _flat(record: Mapping[str, Any], line: int, on: date, source: str) -> Read:
    names = ("ma_thu_tuc", "ten_thu_tuc", "linh_vuc", "so_quyet_dinh", "cap_thuc_hien")
    read = _begin(record, line, on, source, names)
    unread: list[str] = []
    ways = _flat_ways(str(record.get("cach_thuc_thuc_hien") or ""), read, unread)
    papers_text = str(record.get("thanh_phan_ho_so") or "")
    papers = _flat_papers(papers_text, read, unread)
    basis_text = _said(str(record.get("can_cu_phap_ly") or "").removeprefix(_HEAD_BASIS))
    if basis_text:
        read.doubt("basis", basis_text, RUN_TOGETHER)
        unread.append("basis")
    results, keywords, summary = _flat_results(str(record.get("ket_qua_xu_ly") or ""), read, unread)
    read.guide = replace(
        read.guide,
        steps=_text(record, "trinh_tu_thuc_hien"),
        ways=ways,
        ways_text="" if ways else _said(str(record.get("cach_thuc_thuc_hien") or "").removeprefix(_HEAD_WAYS)),
        papers=papers,
        papers_text="" if papers else _said(papers_text.replace(_HEAD_PAPERS, "\n").removeprefix("--").strip()),
        who=_text(record, "doi_tuong_thuc_hien"),
        office=_text(record, "co_quan_thuc_hien"),
        competent=_text(record, "co_quan_co_tham_quyen"),
        partners=_text(record, "co_quan_phoi_hop"),
        place=_text(record, "dia_chi_tiep_nhan"),
        results=results,
        conditions=_text(record, "yeu_cau_dieu_kien"),
        basis_text=basis_text,
        keywords=keywords,
        summary=summary,
        unread=tuple(unread),
    )
    return _finished(read)


def _begin(about: Mapping[str, Any], line: int, on: date, source: str, names: Sequence[str]) -> Read:
    code, name, field_name, decision, tiers = (_text(about, one) for one in names)
    for what, value in (("code", code), ("name", name), ("field", field_name)):
        if not value:
            raise Refused(gettext_noop("a procedure has a code, a name and a field"), field=what, value=code or name)
    named = [said for one in tiers.split(",") if (said := one.strip())]
    read = Read(line, code, name[:1000], field_name[:200], decision[:100], Guide(on))
    for part, whole, most in (("name", name, 1000), ("decision", decision, 100), ("field", field_name, 200)):
        if len(whole) > most:
            read.doubt(part, whole[most - 40 :], CUT)
    for said in named:
        if said.lower() not in TIERS:
            read.doubt("tiers", said, UNKNOWN_TIER)
    tiers_known = tuple(TIERS[said.lower()] for said in named if said.lower() in TIERS)
    read.guide = Guide(on, tiers=tiers_known, source=source)
    return read


def _flat_ways(text: str, read: Read, unread: list[str]) -> tuple[Way, ...]:
    """Tell the ways of a text apart: each begins with its name, which the time or the cost follows at once."""
    body = text.removeprefix(_HEAD_WAYS)
    if not _said(body):
        return ()
    starts = list(_WAY.finditer(body))
    if not text.startswith(_HEAD_WAYS) or not starts or starts[0].start() != 0:
        read.doubt("ways", body, RUN_TOGETHER)
        unread.append("ways")
        return ()
    ends = [one.start() for one in starts[1:]] + [len(body)]
    ways = []
    for start, end in zip(starts, ends, strict=True):
        rest = body[start.end() : end]
        time = _TIME.match(rest)
        after = rest[time.end() :] if time else rest
        term = time[1] if time else ""
        bare = None if time else _BARE.match(after)
        if bare:
            follows = after[bare.end() :]
            if follows[:1] in {",", "."} or follows.startswith((" VNĐ", " Việt Nam Đồng", " USD")):
                read.doubt("ways", rest, RUN_INTO)
                ways.append(Way(MODES[start[1]], note=_said(rest)))
                continue
            term, after = bare[0], follows
        cost = _COST.match(after)
        note = after[cost.end() :] if cost else after
        ways.append(Way(MODES[start[1]], _said(term), _said(cost[1]) if cost else "", _said(note)))
    return tuple(ways)


def _flat_papers(text: str, read: Read, unread: list[str]) -> tuple[GuidePaper, ...]:
    """Tell the papers of a text apart: each ends with its number of originals; all are read, or none."""
    if not _said(text):
        return ()
    if _HEAD_PAPERS not in text:
        read.doubt("papers", text, RUN_TOGETHER)
        unread.append("papers")
        return ()
    groups = text.split(_HEAD_PAPERS)
    found: list[GuidePaper] = []
    group = groups[0]
    for place, part in enumerate(groups[1:], start=1):
        is_last = place == len(groups) - 1
        position = 0
        for counted in _COUNT.finditer(part):
            name = part[position : counted.start()].strip()
            originals, copies = counted[1], counted[2] or "0"
            if len(originals) > 1 or not name:
                read.doubt("papers", part[max(0, counted.start() - 40) : counted.end()], RUN_INTO)
                unread.append("papers")
                return ()
            found.append(GuidePaper(name, _said(group.strip("- \n")), "", int(originals), int(copies)))
            position = counted.end()
        rest = part[position:].strip()
        if is_last and _said(rest.strip("-")):
            read.doubt("papers", rest, RUN_TOGETHER)
            unread.append("papers")
            return ()
        group = rest
    if any(_FILE.search(one.name) for one in found):
        read.doubt("forms", next(one.name for one in found if _FILE.search(one.name)), FORM_RUN_IN)
    return tuple(found)


def _flat_results(text: str, read: Read, unread: list[str]) -> tuple[tuple[str, ...], str, str]:
    """Give the results of a text, each with its code behind it, the keywords and the summary that follow them."""
    body, _, rest = text.partition("Từ khóa")
    keywords, _, after = rest.partition("Mô tả")
    summary = after.partition(_TAIL)[0]
    named = [match[1].strip() for match in _RESULT.finditer(body)]
    if not named and body.count("Mã: ") == 1:
        named = [body.partition("Mã: ")[0].strip()]
    elif not named and _said(body):
        read.doubt("result", body, RUN_TOGETHER)
        unread.append("result")
        named = [_said(body)]
    return tuple(filter(None, named)), _said(keywords), _said(summary)


def _finished(read: Read) -> Read:
    """Settle the term, and say which part that each procedure has is missing."""
    terms = []
    for way in read.guide.ways:
        if way.term:
            terms.append(_term(way.term, read))
    if terms and len(set(terms)) == 1:
        read.term = terms[0]
    elif len(set(terms)) > 1:
        read.doubt("term", "; ".join(dict.fromkeys(way.term for way in read.guide.ways if way.term)), DIFFER)
    guide = read.guide
    for part, said in (
        ("steps", guide.steps),
        ("ways", guide.ways or guide.ways_text),
        ("papers", guide.papers or guide.papers_text),
        ("who", guide.who),
        ("office", guide.office or guide.competent),
        ("result", guide.results),
        ("basis", guide.basis or guide.basis_text),
    ):
        if not said:
            read.doubt(part, "", MISSING)
    return read


def _term(text: str, read: Read) -> Term | None:
    """Read a term; what is none is a doubt, but for the words that say there is none."""
    if text.lower() in NOTHING:
        return None
    match = _TERM.fullmatch(text.strip())
    if match is None:
        read.doubt("term", text, NOT_A_TERM)
    elif not match[2]:
        read.doubt("term", text, NO_UNIT)
    elif match[2].lower() == "giờ":
        read.doubt("term", text, HOURS)
    elif match[2].lower() not in _UNITS or int(match[1]) < 1:
        read.doubt("term", text, NOT_A_TERM)
    else:
        return Term(int(match[1]), _UNITS[match[2].lower()])
    return None


def _object(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _rows(tables: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    rows = tables.get(name)
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return _said(value) if isinstance(value, str) else ""


def _said(text: str) -> str:
    """Give a text without what frames it; nothing where the portal says that it has nothing to say."""
    stripped = text.replace("\x00", "").strip()
    return "" if stripped.lower() in NOTHING else stripped
