"""The acts on a dossier in the matrix: who may do each, and whether it is open to a dossier as it stands."""

from collections.abc import Iterator

from sites.route import DISTRICT, REACHING_DOWN, SIGN_IN, Route

BACK = 302
"""The act is not open to the dossier as it stands, so the page leads back to it."""

PROCESS, DECIDE, ISSUE, SHOP = ("mot-cua", "chuyen-vien"), ("lanh-dao",), ("van-thu",), ("mot-cua",)
ACTS = {
    "mo-xu-ly": ((*PROCESS, *DECIDE), 200),
    "tra-phan": ((), BACK),
    "chuyen-phan": ((), BACK),
    "giao-phan": ((), BACK),
    "gui-ngoai": ((), BACK),
    "chuyen-buoc": ((*PROCESS, *DECIDE, *ISSUE), BACK),
    "y-kien-co-quan": ((*PROCESS, *DECIDE), BACK),
    "tra-loi-y-kien": ((*PROCESS, *DECIDE), BACK),
    "nhan-bo-sung": (PROCESS, BACK),
    "tam-dung": (PROCESS, BACK),
    "tiep-tuc": (PROCESS, BACK),
    "gia-han": (DECIDE, 200),
    "xin-loi": (DECIDE, 200),
    "quyet-dinh": (DECIDE, 200),
    "co-ket-qua": ((*SHOP, *ISSUE), BACK),
    "khong-giai-quyet": (DECIDE, 200),
    "dung": (DECIDE, 200),
    "rut": (SHOP, 200),
    "tra-ket-qua": (SHOP, BACK),
    "phan-cong": ((*PROCESS, *DECIDE), BACK),
    "y-kien": ((*PROCESS, *DECIDE, *ISSUE), BACK),
    "thu-hoi": ((*PROCESS, *DECIDE, *ISSUE), BACK),
    "tham-quyen": ((*SHOP, *DECIDE), 200),
    "sua-thu-tuc": (SHOP, 200),
    "sua-nguoi-nop": (SHOP, 200),
}
"""For a dossier of the district that a department has, on which no work was begun: who may, and what they get."""

IN_COMMUNE = {"mot-cua": ("xa-mot",), "chuyen-vien": ("xa-mot",), "lanh-dao": ("lanh-dao",), "van-thu": ()}
"""Who may in a commune what a post of the district may there: its officer, and the leader, whose role reaches down."""

AFTER_THE_END = {"tra-ket-qua", "xin-loi"}
"""What is open to a dossier whose result is ready."""


def _routes() -> Iterator[Route]:
    for word, (who, ok) in ACTS.items():
        yield Route(f"dossier-{word}", "late", open_to=who, ok=ok, visitor=SIGN_IN)
        commune = tuple(dict.fromkeys(one for name in who for one in IN_COMMUNE[name]))
        done = 200 if word in AFTER_THE_END else BACK
        yield Route(f"dossier-{word}", "in_commune", open_to=commune, ok=done, visitor=SIGN_IN)
    yield Route("dossier-completion", "late", open_to=PROCESS, visitor=SIGN_IN)
    yield Route("dossier-completion", "in_commune", open_to=("xa-mot",), ok=BACK, visitor=SIGN_IN)
    yield Route("dossier-papers", "late", open_to=DISTRICT, visitor=SIGN_IN)
    yield Route("dossier-papers", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN)
    yield Route("paper", "4000000", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=404, visitor=SIGN_IN)
    yield Route("paper-docx", "paper=4000000", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=404, visitor=SIGN_IN)
    yield Route("dossier-declaration", "late", open_to=(*SHOP, *PROCESS, *DECIDE), ok=404, visitor=SIGN_IN)
    yield Route("dossier-consent", "late", open_to=DECIDE, ok=BACK, visitor=SIGN_IN)
    yield Route(
        "absences", open_to=("mot-cua", "chuyen-vien", "lanh-dao", "van-thu", "xa-mot", "xa-hai"), visitor=SIGN_IN
    )
    yield Route("absence-end", "1", ok=405)


ROUTES = tuple(_routes())
