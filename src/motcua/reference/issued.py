"""One dossier of the demo that goes all the way to a result that can be taken home; it counts in no figure."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from motcua.foundation.accounts.public import DEMO_APPLICANTS
from motcua.foundation.units.public import Unit
from motcua.reference.moment import STANDS_AT
from motcua.services.casework import public as casework
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Someone
from motcua.services.numbering import public as numbering
from motcua.services.paperwork import public as paperwork
from motcua.services.procedures import public as procedures
from motcua.services.results import public as results

PROCEDURE = "1.004873"
"""Giấy xác nhận tình trạng hôn nhân, as the counter of xã Đông Hải has it every day."""

OFFICER, LEADER, CLERK = "mot-cua-dong-hai", "pho-chu-tich-dong-hai", "van-thu-dong-hai"


@transaction.atomic
def issue_one(office: Unit, posts: Mapping[str, int]) -> str:
    """
    Take in a dossier of the demo's citizen, and issue its result as a file on the day at which the case stands.

    It comes after the last day of the source. Gives its code.

    :param office: a commune. :param posts: the ids of the posts by the names of who holds them.
    """
    citizen, morning = DEMO_APPLICANTS[0], STANDS_AT - timedelta(hours=8)
    officer, leader, clerk = (f"post/{posts[one]}" for one in (OFFICER, LEADER, CLERK))
    asked = procedures.asked(PROCEDURE, on=morning.date())
    case = asked.cases[0].code if asked.cases else ""
    draft = intake.open_draft(post_id=posts[OFFICER], unit_id=office.id, at=morning)
    content = Content(
        procedure=PROCEDURE,
        case=case,
        person=Someone(citizen.title, citizen.identity_number, "0900000001", office.name),
        email="cong-dan@trinh-dien.example",
        papers=intake.lines_for(asked, case),
    )
    intake.save_draft(draft=draft, post_id=posts[OFFICER], content=content, at=morning)
    code = intake.accept(draft=draft, post_id=posts[OFFICER], by=officer, at=morning).code
    paperwork.issue(
        code=code, form=paperwork.Form.RECEIPT, by=officer, at=morning, address=settings.MOTCUA_PUBLIC_ADDRESS
    )
    noon, evening = STANDS_AT - timedelta(hours=4), STANDS_AT - timedelta(hours=1)
    casework.move(code=code, to="xu-ly", by=officer, at=noon)
    said = results.Content(
        kind="Giấy xác nhận",
        sign="GXN-UBND",
        about="Tình trạng hôn nhân (trình diễn)",
        text=f"{office.name} xác nhận: đây là kết quả trình diễn, không dùng để giao dịch.",
        receivers="Người nộp hồ sơ\nLưu: VT",
    )
    results.draft(code=code, content=said, by=officer, at=noon)
    results.submit(code=code, version=1, by=officer, at=noon)
    results.sign(code=code, version=1, unit=office.key, address=settings.MOTCUA_PUBLIC_ADDRESS, by=leader, at=evening)
    book = next(one for one in numbering.books([office.id]) if one.code == "van-ban-khac")
    results.issue(code=code, book=book.id, unit=office.key, by=clerk, at=evening)
    return code
