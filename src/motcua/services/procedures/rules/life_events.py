"""The events of a life for which one comes to an office, and which procedures belong to each."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.kernel.refusals import gettext_noop
from motcua.kernel.vietnamese import fold
from motcua.services.procedures.rules.words import Procedure


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """
    An event of a life. :param title: marked for translation.

    :param says: a procedure belongs here if its folded name holds one of these, and none of ``but``.
    """

    code: str
    title: str
    hint: str
    says: tuple[str, ...]
    but: tuple[str, ...] = ()

    def has(self, procedure: Procedure) -> bool:
        """Say whether a procedure belongs to this event."""
        name = fold(procedure.name)
        return any(word in name for word in self.says) and not any(word in name for word in self.but)


LIFE_EVENTS = (
    LifeEvent(
        "sinh-con",
        gettext_noop("A child is born"),
        gettext_noop("birth, fatherhood, adoption"),
        ("khai sinh", "nhan cha", "nuoi con nuoi", "thai san", "tre em"),
    ),
    LifeEvent(
        "ket-hon",
        gettext_noop("Getting married"),
        gettext_noop("marriage, civil status"),
        ("ket hon", "tinh trang hon nhan", "ho tich"),
    ),
    LifeEvent(
        "cu-tru",
        gettext_noop("Moving house"),
        gettext_noop("residence, identity card"),
        ("thuong tru", "tam tru", "cu tru", "can cuoc"),
    ),
    LifeEvent(
        "dat-dai",
        gettext_noop("Land and a house"),
        gettext_noop("certificates, transfer, building"),
        ("dat dai", "quyen su dung dat", "nha o", "xay dung cong trinh", "giay phep xay dung", "tai san gan lien"),
    ),
    LifeEvent(
        "hoc-hanh",
        gettext_noop("School and study"),
        gettext_noop("enrolment, diplomas, support"),
        ("hoc sinh", "sinh vien", "van bang", "tuyen sinh", "truong mam non", "truong tieu hoc", "hoc phi"),
    ),
    LifeEvent(
        "viec-lam",
        gettext_noop("Work and social support"),
        gettext_noop("insurance, allowances, the disabled, the old"),
        (
            "viec lam",
            "that nghiep",
            "bao tro xa hoi",
            "tro cap",
            "khuyet tat",
            "ho ngheo",
            "nguoi cao tuoi",
            "bao hiem",
        ),
    ),
    LifeEvent(
        "kinh-doanh",
        gettext_noop("Starting a business"),
        gettext_noop("household business, licences"),
        ("ho kinh doanh", "dang ky kinh doanh", "hop tac xa", "thanh lap doanh nghiep", "du dieu kien"),
    ),
    LifeEvent(
        "nguoi-co-cong",
        gettext_noop("People of merit"),
        gettext_noop("the wounded, martyrs' families"),
        ("nguoi co cong", "liet si", "thuong binh", "khang chien"),
    ),
    LifeEvent(
        "chung-thuc",
        gettext_noop("Certified copies and signatures"),
        gettext_noop("copies, signatures, contracts"),
        ("chung thuc", "ban sao tu ban chinh", "ban sao tu so goc"),
    ),
    LifeEvent(
        "qua-doi",
        gettext_noop("Somebody has died"),
        gettext_noop("death, burial, inheritance"),
        ("khai tu", "mai tang", "thua ke", "di san"),
    ),
)
"""Which procedures belong to an event is our choice, by words of their names; no text lays it down."""


def life_event(code: str) -> LifeEvent | None:
    """Give an event by its code."""
    return next((one for one in LIFE_EVENTS if one.code == code), None)


def counted(procedures: Iterable[Procedure]) -> dict[str, int]:
    """Count the procedures of each event."""
    listed = list(procedures)
    return {event.code: sum(event.has(one) for one in listed) for event in LIFE_EVENTS}
