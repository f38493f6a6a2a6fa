"""What people are told of, in which words, by which channel, and how often it is tried."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.public import Kind

PREFIX = "notice."
PLACES = ("mã hồ sơ", "cơ quan", "ngày hẹn", "địa chỉ tra cứu", "số tiền")
"""All that a notice can name. None of them is of a person."""
LONGEST = 600
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long is waited after each try that failed; after the last it is given up."""
_PLACE = re.compile(r"\{([^{}]*)\}")


class About(StrEnum):
    """What a person is told of."""

    RECEIVED = "received"
    COMPLETION = "completion"
    NEW_DAY = "new_day"
    READY = "ready"
    REFUSED = "refused"
    ANSWERED = "answered"
    FEE_FIXED = "fee_fixed"


class Channel(StrEnum):
    """How a person is told."""

    EMAIL = "email"
    SMS = "sms"
    ZALO = "zalo"


class Standing(StrEnum):
    """Where a notice stands."""

    QUEUED = "queued"
    SENT = "sent"
    GIVEN_UP = "given_up"


TOLD_OF: Mapping[str, About] = {
    f"dossier.{Kind.RECEIVED}": About.RECEIVED,
    f"dossier.{Kind.SUPPLEMENT_REQUESTED}": About.COMPLETION,
    f"dossier.{Kind.EXTENDED}": About.NEW_DAY,
    f"dossier.{Kind.FINISHED}": About.READY,
    f"dossier.{Kind.REFUSED}": About.REFUSED,
    f"dossier.{Kind.FEE_FIXED}": About.FEE_FIXED,
    "request.accepted": About.ANSWERED,
    "request.declined": About.ANSWERED,
}
"""What is told of which event; the stream of each ends with the id of a dossier."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a notice: a subject, where the channel has one, and a text with places."""

    subject: str
    text: str


WORDS: Mapping[About, Words] = {
    About.RECEIVED: Words(
        "Đã tiếp nhận hồ sơ {mã hồ sơ}",
        "{cơ quan} đã tiếp nhận hồ sơ {mã hồ sơ}. Hẹn trả kết quả: {ngày hẹn}. Tra cứu: {địa chỉ tra cứu}",
    ),
    About.COMPLETION: Words(
        "Cần bổ sung hồ sơ {mã hồ sơ}",
        "{cơ quan} đề nghị bổ sung hồ sơ {mã hồ sơ}. Xem cần bổ sung gì tại: {địa chỉ tra cứu}",
    ),
    About.NEW_DAY: Words(
        "Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {mã hồ sơ}",
        "{cơ quan} xin lỗi và hẹn lại ngày trả kết quả hồ sơ {mã hồ sơ}: {ngày hẹn}. Xem: {địa chỉ tra cứu}",
    ),
    About.READY: Words(
        "Hồ sơ {mã hồ sơ} đã có kết quả",
        "Hồ sơ {mã hồ sơ} đã có kết quả tại {cơ quan}. Xem: {địa chỉ tra cứu}",
    ),
    About.REFUSED: Words(
        "Hồ sơ {mã hồ sơ} không được giải quyết",
        "{cơ quan} đã có văn bản trả lời hồ sơ {mã hồ sơ}. Xem: {địa chỉ tra cứu}",
    ),
    About.ANSWERED: Words(
        "Đã trả lời yêu cầu về hồ sơ {mã hồ sơ}",
        "{cơ quan} đã trả lời yêu cầu về hồ sơ {mã hồ sơ}. Xem bằng mã bí mật trên giấy hẹn: {địa chỉ tra cứu}",
    ),
    About.FEE_FIXED: Words(
        "Số phí, lệ phí phải nộp của hồ sơ {mã hồ sơ}",
        "{cơ quan} đã tính số phí, lệ phí phải nộp chính thức của hồ sơ {mã hồ sơ}: {số tiền}. Xem "
        "bằng mã bí mật trên giấy hẹn: {địa chỉ tra cứu}",
    ),
}
"""The words that hold where an office laid down none of its own. They are ours; no text was found that sets them."""


class At(StrEnum):
    """What is told at once to whoever waits for it at a page."""

    OPENING = "opening"
    OPEN_ALREADY = "open_already"
    NEW_PASSWORD = "new_password"  # noqa: S105  a word, not a password
    NO_ACCOUNT = "no_account"
    OTHER_ADDRESS = "other_address"
    ADDRESS_TAKEN = "address_taken"
    ADDRESS_CHANGED = "address_changed"
    RESULT = "result"
    CASE = "case"


AT_ONCE: Mapping[At, Words] = {
    At.OPENING: Words(
        "Mã xác nhận mở tài khoản",
        "Mã xác nhận: {mã xác nhận}. Mã dùng một lần, trong 10 phút. Không đọc mã cho bất kỳ ai, kể cả công "
        "chức. Nếu ông/bà không mở tài khoản, xin bỏ qua thư này.",
    ),
    At.OPEN_ALREADY: Words(
        "Địa chỉ này đã có tài khoản",
        "Vừa có yêu cầu mở tài khoản bằng địa chỉ này, nhưng địa chỉ này đã dùng để đăng nhập. Nếu quên mật khẩu, đặt "
        "lại tại: {địa chỉ trang}. Nếu ông/bà không yêu cầu, xin bỏ qua thư này.",
    ),
    At.NEW_PASSWORD: Words(
        "Mã đặt lại mật khẩu",
        "Mã đặt lại mật khẩu: {mã xác nhận}. Mã dùng một lần, trong 10 phút. Không đọc mã cho bất kỳ ai, kể cả công "
        "chức. Nếu ông/bà không yêu cầu, xin bỏ qua thư này.",
    ),
    At.NO_ACCOUNT: Words(
        "Địa chỉ này chưa có tài khoản",
        "Vừa có yêu cầu đặt lại mật khẩu bằng địa chỉ này, nhưng chưa có tài khoản của người nộp hồ sơ dùng địa chỉ "
        "này. Mở tài khoản tại: {địa chỉ trang}. Nếu ông/bà không yêu cầu, xin bỏ qua thư này.",
    ),
    At.OTHER_ADDRESS: Words(
        "Mã xác nhận địa chỉ mới",
        "Mã xác nhận địa chỉ mới của tài khoản: {mã xác nhận}. Mã dùng một lần, trong 10 phút. Không đọc mã cho bất kỳ "
        "ai, kể cả công chức. Nếu ông/bà không yêu cầu, xin bỏ qua thư này.",
    ),
    At.ADDRESS_TAKEN: Words(
        "Địa chỉ này đã có tài khoản",
        "Vừa có yêu cầu dùng địa chỉ này cho một tài khoản khác, nhưng địa chỉ này đã dùng để đăng nhập. Nếu quên mật "
        "khẩu, đặt lại tại: {địa chỉ trang}. Nếu ông/bà không yêu cầu, xin bỏ qua thư này.",
    ),
    At.ADDRESS_CHANGED: Words(
        "Tài khoản không còn dùng địa chỉ này",
        "Tài khoản đăng nhập bằng địa chỉ này đã đổi sang địa chỉ khác; từ nay không đăng nhập bằng địa chỉ này được "
        "nữa. Nếu không phải ông/bà đổi, xin báo ngay cho cơ quan: {địa chỉ trang}.",
    ),
    At.RESULT: Words(
        "Mã nhận kết quả hồ sơ {mã hồ sơ}",
        "Mã nhận kết quả hồ sơ {mã hồ sơ}: {mã xác nhận}. Mã dùng một lần, trong 10 phút. Không đọc mã cho bất kỳ ai, "
        "kể cả công chức.",
    ),
    At.CASE: Words(
        "Đã ghi nhận phản ánh, kiến nghị {số phản ánh}",
        "Đã ghi nhận phản ánh, kiến nghị số {số phản ánh}. Mã bí mật: {mã bí mật}. Theo dõi và đánh giá câu trả lời: "
        "{địa chỉ trang}. Ai có số và mã này đều xem được, xin giữ kín.",
    ),
}
"""The words of what is told at once. It is not queued: whoever waits for it asks again."""


class NotWords(Refused):
    """A text that cannot be sent."""


def check_words(words: Words) -> None:
    """Check that a text names known places alone, so that nothing of a person can stand in it. :raises NotWords:"""
    for field, text in (("subject", words.subject), ("text", words.text)):
        if not 0 < len(text.strip()) <= LONGEST:
            raise NotWords(
                gettext_noop("the text is too long, or missing"),
                field=field,
                value=len(text),
                expected=gettext_noop("at most %(most)s letters"),
                params={"most": LONGEST},
            )
        unknown = [place for place in _PLACE.findall(text) if place not in PLACES]
        if unknown or text.count("{") != len(_PLACE.findall(text)):
            raise NotWords(
                gettext_noop("a notice has no such place"),
                field=field,
                value=", ".join(unknown) or text,
                expected=gettext_noop("one of: %(places)s"),
                params={"places": ", ".join(PLACES)},
            )


def written(text: str, places: Mapping[str, str]) -> str:
    """Fill in the places of a text."""
    return _PLACE.sub(lambda found: places.get(found[1], ""), text)


def sum_said(*, owed: int, left: int, over: int) -> str:
    """Say what is owed in all, and what of it is still to be paid or given back, in đồng."""
    rest = f"còn phải nộp {_dong(left)}" if left else f"được trả lại {_dong(over)}" if over else "đã nộp đủ"
    return f"{_dong(owed)}, {rest}" if owed or over else "không phải nộp"


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def pause_after(tries: int) -> timedelta | None:
    """Give how long is waited after so many tries; None where it is given up."""
    return PAUSES[tries - 1] if 0 < tries <= len(PAUSES) else None


def tail(address: str) -> str:
    """Give what may be shown of an address: its last three letters or figures, and how it is one."""
    name, at, host = address.partition("@")
    return f"…{name[-1:]}{at}{host}" if at else f"…{address[-3:]}"
