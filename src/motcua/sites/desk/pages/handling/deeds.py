"""All that staff do with a dossier, in the order in which it usually goes; what ends it by mistake stands last."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.sites.desk.pages.handling.acts import DONE
from motcua.sites.desk.pages.handling.completion import ASKED
from motcua.sites.desk.pages.handling.correcting import CORRECTING
from motcua.sites.desk.pages.handling.inside import INSIDE
from motcua.sites.desk.pages.handling.matter import Deed, Matter
from motcua.sites.desk.pages.handling.outward import OUTWARD
from motcua.sites.desk.pages.handling.parts import PARTS

ORDER = (
    "mo-xu-ly",
    "tra-phan",
    "chuyen-phan",
    "giao-phan",
    "gui-ngoai",
    "chuyen-buoc",
    "y-kien-co-quan",
    "tra-loi-y-kien",
    "nhan-bo-sung",
    "tam-dung",
    "tiep-tuc",
    "gia-han",
    "xin-loi",
    "quyet-dinh",
    "co-ket-qua",
    "khong-giai-quyet",
    "dung",
    "phan-cong",
    "y-kien",
    "thu-hoi",
    "tham-quyen",
    "sua-thu-tuc",
    "sua-nguoi-nop",
    "rut",
)
DEEDS = tuple(sorted((*INSIDE, *OUTWARD, *PARTS, *CORRECTING), key=lambda deed: ORDER.index(deed.word)))


def deed_said(request: HttpRequest) -> str | Promise:
    """Say what was done just now, as the address of the page tells it; empty if nothing was."""
    word = request.GET.get(DONE, "")
    said = {deed.word: deed.name for deed in DEEDS} | {ASKED: gettext_lazy("Ask for completion")}
    return said.get(word, "")


def open_to(matter: Matter) -> list[Deed]:
    """Give what the post may do with the dossier as it stands. One SQL query."""
    return [deed for deed in DEEDS if deed.open(matter) and deed.may(matter) and matter.allows(deed.step_acts)]
