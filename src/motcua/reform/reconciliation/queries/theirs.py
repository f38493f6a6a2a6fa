"""The other system's file: a list of dossiers, or its counts. CSV or XLSX, told by the names of its columns."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.sheets import read_rows
from motcua.kernel.tables import Row, Tally
from motcua.kernel.vietnamese import fold
from motcua.reform.reconciliation.rules.words import FIGURES, STANDS, Theirs

LARGEST_FILE = 50 * 2**20
LARGEST_UNPACKED = 400 * 2**20
MOST = 10**9

LIST = {
    "code": ("code", "mã_hồ_sơ", "mã", "so_ho_so", "số_hồ_sơ"),
    "received": ("received", "received_at", "ngày_nhận", "ngày_tiếp_nhận", "tiếp_nhận"),
    "due": ("due", "due_at", "hẹn_trả", "ngày_hẹn_trả", "hạn_trả", "hạn"),
    "finished": ("finished", "finished_at", "ngày_trả", "ngày_hoàn_thành", "kết_thúc", "ngày_có_kết_quả"),
    "channel": ("channel", "kênh", "hình_thức_nộp", "hình_thức"),
    "standing": ("standing", "tình_trạng", "kết_quả", "outcome", "xử_lý"),
}
COUNTS = {"figure": ("figure", "chỉ_tiêu", "cột"), "count": ("count", "số_lượng", "số_hồ_sơ_đếm", "giá_trị")}
"""The names that a column may have, in English and in Vietnamese."""

CHANNELS = {
    **{word: word for word in ("online", "online_assisted", "counter", "post", "national_portal", "interlinked")},
    "truc tuyen": "online",
    "nop ho": "online_assisted",
    "truc tiep": "counter",
    "mot cua": "counter",
    "buu chinh": "post",
    "dich vu buu chinh": "post",
    "cong quoc gia": "national_portal",
    "lien thong": "interlinked",
}
STANDINGS = {
    **{word: word for word in STANDS},
    **{word.partition(".")[2]: word for word in STANDS[:3]},
    "in_time": "pending.in_time",
    "truoc han": "resolved.early",
    "som han": "resolved.early",
    "dung han": "resolved.on_time",
    "qua han": "resolved.overdue",
    "tre han": "resolved.overdue",
    "trong han": "pending.in_time",
    "dang giai quyet trong han": "pending.in_time",
    "dang giai quyet qua han": "pending.overdue",
}
"""What the cells may say; Vietnamese is read without its marks."""


@dataclass(frozen=True, slots=True)
class TheirFile:
    """What the other system says: dossiers, or counts by their codes."""

    dossiers: tuple[Theirs, ...] | None
    counts: Mapping[str, int] | None
    lines: Mapping[str, int]


class WrongFile(Refused):
    """The file is none that can be set beside our figures."""


def read_file(path: Path, *, zone: ZoneInfo) -> TheirFile:
    """
    Read a file of the other system.

    :param zone: of days and of times without an offset.
    :raises WrongFile: for what is too large, has merged cells, or lacks the columns.
    :raises RowsRefused: with every row that is wrong.
    """
    _check(path)
    known = {name: ours for names in (LIST, COUNTS) for ours, others in names.items() for name in others}
    rows = read_rows(path, needed=(), known=tuple(known))
    if not rows:
        raise WrongFile(gettext_noop("the file has no rows"), expected=gettext_noop("give at least one below the head"))
    named = {name: known[name] for name in rows[0].cells}
    renamed = [Row(row.line, {named[name]: cell for name, cell in row.cells.items()}) for row in rows]
    if "code" in named.values():
        return _list(renamed, zone, says_end="finished" in named.values())
    if set(COUNTS) <= set(named.values()):
        return _counts(renamed)
    raise WrongFile(
        gettext_noop("the file is neither a list of dossiers nor a list of counts"),
        expected=gettext_noop("name the columns %(list)s, or %(counts)s"),
        line=1,
        params={"list": ", ".join(LIST), "counts": ", ".join(COUNTS)},
    )


def _check(path: Path) -> None:
    if path.stat().st_size > LARGEST_FILE:
        raise WrongFile(gettext_noop("the file is too large"), expected=gettext_noop("give one of 50 MB at the most"))
    if path.suffix.lower() not in {".xlsx", ".xlsm"} or not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as packed:
        if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
            raise WrongFile(
                gettext_noop("the workbook unpacks to more than it should"),
                expected=gettext_noop("save the sheet alone, as “CSV UTF-8”"),
            )
        for name in packed.namelist():
            if name.startswith("xl/worksheets/sheet1."):
                merged = re.search(rb'<mergeCell ref="([A-Z0-9:]+)"', packed.read(name))
                if merged:
                    raise WrongFile(
                        gettext_noop("the sheet has merged cells"),
                        field=merged[1].decode(),
                        expected=gettext_noop("unmerge them, so that each row has a cell for each column"),
                    )


def _list(rows: Sequence[Row], zone: ZoneInfo, *, says_end: bool) -> TheirFile:
    tally, found, lines = Tally(rows), [], dict[str, int]()
    for row in rows:
        with tally.row(row):
            code = row["code"]
            if not code:
                raise Refused(gettext_noop("the code is empty"), field="code", expected=gettext_noop("give one"))
            if code in lines:
                raise Refused(
                    gettext_noop("this dossier stands there already, in line %(line)s"),
                    field="code",
                    value=code,
                    params={"line": lines[code]},
                )
            lines[code] = row.line
            due = _instant(row["due"], "due", zone)
            found.append(
                Theirs(
                    line=row.line,
                    code=code,
                    received=_instant(row["received"], "received", zone),
                    due=due,
                    due_bare=due is None or due.astimezone(zone).time() == time.min,
                    finished=_instant(row["finished"], "finished", zone),
                    says_end=says_end,
                    channel=_word(row["channel"], "channel", CHANNELS),
                    standing=_word(row["standing"], "standing", STANDINGS),
                )
            )
    tally.taken()
    return TheirFile(tuple(found), None, lines)


def _counts(rows: Sequence[Row]) -> TheirFile:
    tally, counts, lines = Tally(rows), dict[str, int](), dict[str, int]()
    for row in rows:
        with tally.row(row):
            figure = _figure(row["figure"])
            if figure in lines:
                raise Refused(gettext_noop("this figure stands there twice"), field="figure", value=row["figure"])
            lines[figure] = row.line
            counts[figure] = _count(row["count"])
    tally.taken()
    return TheirFile(None, counts, lines)


def _figure(text: str) -> str:
    number = re.fullmatch(r"\(?(\d{1,2})\)?", text)
    if number and 3 <= int(number[1]) < 3 + len(FIGURES):
        return FIGURES[int(number[1]) - 3]
    if text in FIGURES:
        return text
    raise Refused(
        gettext_noop("form II.06 has no figure of this name"),
        field="figure",
        value=text,
        expected=gettext_noop("write the number of its column, 3 to 13, or one of %(codes)s"),
        params={"codes": ", ".join(FIGURES)},
    )


def _count(text: str) -> int:
    plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}(\D|$))", "", text)
    if not re.fullmatch(r"\d{1,10}", plain) or int(plain) > MOST:
        raise Refused(
            gettext_noop("this is not a count"),
            field="count",
            value=text,
            expected=gettext_noop("write a whole number from 0"),
        )
    return int(plain)


def _word(text: str, field: str, words: Mapping[str, str]) -> str | None:
    if not text:
        return None
    word = words.get(text.strip().lower()) or words.get(fold(text))
    if word is None:
        raise Refused(
            gettext_noop("this word is not known"),
            field=field,
            value=text,
            expected=gettext_noop("write one of %(codes)s"),
            params={"codes": ", ".join(words)},
        )
    return word


def _instant(text: str, field: str, zone: ZoneInfo) -> datetime | None:
    """Read a day or a time, as ISO 8601 or as people write it, 14/10/2022 17:00; a bare day is its first instant."""
    if not text:
        return None
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", text)
    try:
        if written:
            day, month, year = map(int, written.groups()[:3])
            hour, minute, second = (int(part or 0) for part in written.groups()[3:])
            return datetime.combine(date(year, month, day), time(hour, minute, second), zone)
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            gettext_noop("this is not a day of the calendar"),
            field=field,
            value=text,
            expected=gettext_noop("write it as 14/10/2022 or 2022-10-14, with a time if there is one"),
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)
