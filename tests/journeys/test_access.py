"""Everyone can read every page: axe finds nothing, nothing scrolls sideways at 320 pixels, the keyboard reaches all."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

from motcua.services.procedures import public as procedures
from sites.town import BIRTH, Town
from sites.town_scorecards import OWN_POST

QUARTER = "tu=2022-06-15&den=2022-09-14&ky=quarter-cut"
PAGES = {
    "home": ("/", ""),
    "procedures to read": ("/thu-tuc/", ""),
    "procedures found": ("/thu-tuc/?tim=dang+ky", ""),
    "procedure to read": ("/thu-tuc/1.001193/", ""),
    "filing begun elsewhere": ("/nop-ho-so/", ""),
    "filing begins": ("/nop-ho-so/1.001193/moi/", ""),
    "filing decided on": ("/ban/quan-tri/nop-truc-tuyen/", "quan-tri"),
    "boards": ("/niem-yet/", ""),
    "feedback of the public": ("/phan-anh/?tim=bang", ""),
    "feedback not understood": ("/phan-anh/?tu=x", ""),
    "feedback answered": ("/phan-anh/{settled}/", ""),
    "feedback to send": ("/phan-anh/gui/", ""),
    "feedback to follow": ("/phan-anh/theo-doi/", ""),
    "board of an office": ("/niem-yet/{district}/", ""),
    "form that is written": ("/ban/quan-tri/thu-tuc/{birth}/bieu-mau/", "quan-tri"),
    "page of a form to try": ("/ban/quan-tri/thu-tuc/{birth}/bieu-mau/xem/tre-em/", "quan-tri"),
    "page of a form with what is known": ("/ban/quan-tri/thu-tuc/{birth}/bieu-mau/xem/nguoi-khai/", "quan-tri"),
    "question to write": ("/ban/quan-tri/thu-tuc/{birth}/bieu-mau/cau-hoi/ngay-sinh/sua/", "quan-tri"),
    "what citizens read": ("/ban/quan-tri/thu-tuc/{birth}/cong-bo/", "quan-tri"),
    "search": ("/ho-so/", ""),
    "search with an error": ("/ho-so/?ma=", ""),
    "dossier": ("/ho-so/{transfer}/", ""),
    "late dossier": ("/ho-so/{late}/", ""),
    "waiting dossier": ("/ho-so/{waiting}/", ""),
    "figures": ("/so-lieu/", ""),
    "figures by unit": ("/so-lieu/?gom=ca-cap-duoi&theo=don-vi", ""),
    "how the office does": ("/so-lieu/ket-qua/", ""),
    "how the place does": ("/so-lieu/ket-qua/?gom=ca-cap-duoi", ""),
    "a definition": ("/so-lieu/ket-qua/dinh-nghia/dossiers.on_time/?gom=ca-cap-duoi", ""),
    "frozen month by month": ("/so-lieu/ban-chot/", ""),
    "figures with an error": ("/so-lieu/?tu=x", ""),
    "count": ("/so-lieu/dem/?o=resolved.overdue", ""),
    "check": ("/doi-chieu/?dau-vet={leaf}", ""),
    "check that fails": ("/doi-chieu/?dau-vet=00000000", ""),
    "about": ("/gioi-thieu/", ""),
    "accessibility": ("/kha-nang-tiep-can/", ""),
    "personal data": ("/du-lieu-ca-nhan/", ""),
    "not found": ("/khong-co/", ""),
    "sign in": ("/vao/", ""),
    "posts": ("/vao/vi-tri/", "lanh-dao"),
    "work": ("/ban/", "mot-cua"),
    "desk dossier": ("/ban/ho-so/{transfer}/", "lanh-dao"),
    "dossier that goes late": ("/ban/ho-so/{late}/", "lanh-dao"),
    "slip to check": ("/giay-hen/", ""),
    "account to sign in": ("/tai-khoan/vao/", ""),
    "account to open": ("/tai-khoan/dang-ky/", ""),
    "account whose password is forgotten": ("/tai-khoan/mat-khau/", ""),
    "account that was closed": ("/tai-khoan/da-dong/", ""),
    "slip to collect with": ("/ho-so-cua-toi/ket-qua/", ""),
    "slip to ask with": ("/ho-so-cua-toi/", ""),
    "what applicants ask": ("/ban/yeu-cau/", "mot-cua"),
    "units": ("/ban/quan-tri/don-vi/", "quan-tri"),
    "a unit": ("/ban/quan-tri/don-vi/2/", "quan-tri"),
    "working days": ("/ban/quan-tri/lich/", "quan-tri"),
    "rules": ("/ban/quan-tri/quy-dinh/", "lanh-dao"),
    "rules of feedback": ("/ban/quan-tri/quy-dinh/feedback.terms/?bang=answer&dong=0", "quan-tri"),
    "rules with lists": ("/ban/quan-tri/quy-dinh/news.sections/", "lanh-dao"),
    "posts and people": ("/ban/quan-tri/nhan-su/", "quan-tri"),
    "asked about personal data": ("/ban/du-lieu/", "lanh-dao"),
    "personal data of a dossier": ("/ban/ho-so/{late}/du-lieu/", "mot-cua"),
    "what is kept of persons": ("/ban/ho-so/{late}/du-lieu/ban-sao/", "lanh-dao"),
    "what the list shows": ("/ban/loc/", "mot-cua"),
    "a narrowed list": ("/ban/?noi-nhan=338", "lanh-dao"),
    "what an applicant asks": ("/ban/ho-so/{late}/yeu-cau/", "mot-cua"),
    "papers of a dossier": ("/ban/giay-to/{late}/", "mot-cua"),
    "result of a dossier": ("/ban/ho-so/{late}/ket-qua/", "chuyen-vien"),
    "draft of a result": ("/ban/ho-so/{late}/ket-qua/du-thao/", "chuyen-vien"),
    "results to sign": ("/ban/trinh-ky/", "lanh-dao"),
    "results to issue": ("/ban/phat-hanh/", "van-thu"),
    "results to collect": ("/ban/cho-tra/", "mot-cua"),
    "what people added to slips": ("/ban/hai-long/y-kien/", "cchc"),
    "hand-over": ("/ban/ho-so/{ready}/tra-ket-qua/", "mot-cua"),
    "templates of results": ("/ban/quan-tri/mau-ket-qua/", "quan-tri"),
    "new template of results": ("/ban/quan-tri/mau-ket-qua/moi/", "quan-tri"),
    "number books": ("/ban/quan-tri/so-van-ban/", "van-thu"),
    "fees of a dossier": ("/ban/ho-so/{late}/le-phi/", "mot-cua"),
    "till": ("/ban/thu-phi/", "mot-cua"),
    "day of the till": ("/ban/thu-phi/ngay/2022-10-10/", "mot-cua"),
    "receipt books": ("/ban/thu-phi/so/", "van-thu"),
    "late and about to be": ("/ban/tre-han/", "lanh-dao"),
    "same-day lane": ("/ban/trong-ngay/", "mot-cua"),
    "lists to take in": ("/ban/quan-tri/nap/", "quan-tri"),
    "reorganisation": ("/ban/quan-tri/nap/sap-xep/", "quan-tri"),
    "notices": ("/ban/thong-bao/", "mot-cua"),
    "words of a notice": ("/ban/thong-bao/loi/ready/", "lanh-dao"),
    "check of a result": ("/ket-qua/", ""),
    "counter": ("/ban/tiep-nhan/", "mot-cua"),
    "act on a dossier": ("/ban/ho-so/{late}/gia-han/", "lanh-dao"),
    "completion": ("/ban/ho-so/{late}/yeu-cau-bo-sung/", "chuyen-vien"),
    "stand-ins": ("/ban/uy-quyen/", "lanh-dao"),
    "rows": ("/ban/so-lieu/?o=received.total&xep=-han", "lanh-dao"),
    "board": ("/ban/niem-yet/", "mot-cua"),
    "board with an error": ("/ban/niem-yet/?ngay=x", "cchc"),
    "index of a board": ("/ban/niem-yet/muc-luc/", "cchc"),
    "posting": ("/ban/niem-yet/{partly}/", "mot-cua"),
    "posting that is expired": ("/ban/niem-yet/{expired}/", "mot-cua"),
    "feedback": ("/ban/phan-anh/", "mot-cua"),
    "case of feedback": ("/ban/phan-anh/{unhappy}/", "cchc"),
    "case without its sender": ("/ban/phan-anh/{fresh}/", "thanh-tra"),
    "call": ("/ban/phan-anh/moi/", "mot-cua"),
    "calls being taken down": ("/ban/phan-anh/goi/", "mot-cua"),
    "cases to be joined": ("/ban/phan-anh/{fresh}/gop/", "mot-cua"),
    "figures of feedback at the desk": ("/ban/phan-anh/so-lieu/", "lanh-dao"),
    "feedback by one channel": ("/ban/phan-anh/?kenh=hotline", "mot-cua"),
    "classifying": ("/ban/phan-anh/{fresh}/phan-loai/", "mot-cua"),
    "publishing": ("/ban/phan-anh/{answered}/cong-khai/", "cchc"),
    "satisfaction": ("/ban/hai-long/", "cchc"),
    "poor slip": ("/ban/hai-long/?don-vi=12472", "cchc"),
    "slip of paper to take back": ("/ban/hai-long/nhap/1/rut/", "cchc"),
    "slips of paper that were entered": ("/ban/hai-long/nhap/da-nhap/", "van-thu"),
    "slip to issue": ("/ban/hai-long/mau/", "cchc"),
    "slip to rate with": ("/danh-gia/", ""),
    "answers that are recorded": ("/danh-gia/xong/", ""),
    "link that opens nothing": ("/danh-gia/khong-co-duong-dan-nay/", ""),
    "tablet at the counter": ("/danh-gia/quay/", "mot-cua"),
    "what people answered": ("/danh-gia/ket-qua/", ""),
    "what people answered of many": ("/danh-gia/ket-qua/?gom=ca-cap-duoi", ""),
    "slip of paper": ("/ban/hai-long/nhap/?xong=1", "van-thu"),
    "news": ("/tin-tuc/", ""),
    "article": ("/tin-tuc/{article}/", ""),
    "article that was withdrawn": ("/tin-tuc/{gone}/", ""),
    "documents": ("/van-ban/", ""),
    "documents found": ("/van-ban/?tim=ke+hoach&hieu-luc=dang-co", ""),
    "document": ("/van-ban/{document}/", ""),
    "document that was withdrawn": ("/van-ban/{no_document}/", ""),
    "news found": ("/tin-tuc/?tim=kiem+tra", ""),
    "search of the whole site": ("/tim-kiem/?tim=ke+hoach", ""),
    "search that finds nothing": ("/tim-kiem/?tim=khongcogi", ""),
    "office": ("/co-quan/", ""),
    "site map": ("/so-do/", ""),
    "documents at the desk": ("/ban/tin-bai/van-ban/", "cchc"),
    "document to tell": ("/ban/tin-bai/van-ban/{drafted}/", "van-thu"),
    "document to correct": ("/ban/tin-bai/van-ban/{document}/sua/", "van-thu"),
    "file to attach": ("/ban/tin-bai/van-ban/{document}/them-tep/", "van-thu"),
    "what the site must have": ("/ban/tin-bai/muc-phai-co/", "van-thu"),
    "where a section stands": ("/ban/tin-bai/muc-phai-co/national_portal/", "van-thu"),
    "news at the desk": ("/ban/tin-bai/", "cchc"),
    "draft": ("/ban/tin-bai/{draft}/", "cchc"),
    "draft to publish": ("/ban/tin-bai/{draft}/", "lanh-dao"),
    "article to write": ("/ban/tin-bai/moi/", "van-thu"),
    "photograph to add": ("/ban/tin-bai/{draft}/them-anh/", "cchc"),
    "document to add": ("/ban/tin-bai/van-ban/moi/", "van-thu"),
    "oversight": ("/giam-sat/?gom=ca-cap-duoi", "cchc"),
    "overview": ("/giam-sat/tong-quan/?gom=ca-cap-duoi", "lanh-dao"),
    "overview of nothing": ("/giam-sat/tong-quan/?don-vi=12475&tu=2015-01-01&den=2015-12-31", "lanh-dao"),
    "indicators": ("/giam-sat/chi-tieu/", "cchc"),
    "indicator": ("/giam-sat/chi-tieu/dossiers.on_time/", "cchc"),
    "indicator that is a number": ("/giam-sat/chi-tieu/received.total/", "cchc"),
    "rows of an indicator": ("/giam-sat/chi-tieu/dossiers.late/dong/?xep=-han", "lanh-dao"),
    "records of an indicator": ("/giam-sat/chi-tieu/procedures.offered_online/dong/?phan=mau-so", "cchc"),
    "signals": ("/giam-sat/dau-hieu/", "thanh-tra"),
    "signal": ("/giam-sat/chi-tieu/signals.entered_late/", "thanh-tra"),
    "registers": ("/giam-sat/so/", "cchc"),
    "register": ("/giam-sat/so/equipment/", "cchc"),
    "register that is empty": ("/giam-sat/so/mergers/", "thanh-tra"),
    "record": ("/giam-sat/so/ban-ghi/{plan}/", "cchc"),
    "withdrawn record": ("/giam-sat/so/ban-ghi/{withdrawn}/", "lanh-dao"),
    "new record": ("/giam-sat/so/reform_plan/them/", "cchc"),
    "correction": ("/giam-sat/so/ban-ghi/{plan}/sua/", "cchc"),
    "withdrawal": ("/giam-sat/so/ban-ghi/{plan}/rut/", "cchc"),
    "declaration": ("/giam-sat/so/equipment/chot/", "cchc"),
    "import": ("/giam-sat/so/equipment/nhap/", "cchc"),
    "forms": ("/giam-sat/bieu/?nam=2022", "cchc"),
    "form as it is filled": (f"/giam-sat/bieu/lap/?{QUARTER}&don-vi=338&bieu=II.06b", "cchc"),
    "form by hand": (f"/giam-sat/bieu/nhap/?{QUARTER}&don-vi=12475&bieu=II.07b", "cchc"),
    "board of forms": (f"/giam-sat/bieu/nhan/?{QUARTER}&don-vi=338", "cchc"),
    "register book": (f"/giam-sat/bieu/so-ho-so/?{QUARTER}&don-vi=338", "mot-cua"),
    "frozen sheet": ("/giam-sat/bieu/to/{frozen}/", "lanh-dao"),
    "sheet that was sent": ("/giam-sat/bieu/to/{sent}/", "cchc"),
    "flagged sheet": ("/giam-sat/bieu/to/{flagged}/", "cchc"),
    "sheet then and now": ("/giam-sat/bieu/to/{frozen}/nay/", "cchc"),
    "reconciliation": ("/giam-sat/doi-soat/", "cchc"),
    "scorecards": ("/giam-sat/cham-diem/", "cchc"),
    "scorecard of a unit": ("/giam-sat/cham-diem/bo/qd766/?don-vi=338&den=2022-10-09", "cchc"),
    "scorecard not in force": ("/giam-sat/cham-diem/bo/qd766/?don-vi=338&den=2022-06-30", "cchc"),
    "round to open": ("/giam-sat/cham-diem/mo/", "cchc"),
    "round of scoring": ("/giam-sat/cham-diem/dot/{scored}/", "cchc"),
    "score": ("/giam-sat/cham-diem/dot/{scored}/{commune}/", "cchc"),
    "score to give": ("/giam-sat/cham-diem/dot/{scoring}/{commune}/cham/", OWN_POST),
    "score to verify": ("/giam-sat/cham-diem/dot/{scored}/{commune}/tham-dinh/", "cchc"),
    "score to answer": ("/giam-sat/cham-diem/dot/{scored}/{commune}/giai-trinh/", OWN_POST),
    "reading log": ("/ban/nhat-ky-xem/", "lanh-dao"),
    "inspections": ("/giam-sat/kiem-tra/", "cchc"),
    "plan of inspections": ("/giam-sat/kiem-tra/ke-hoach/{planned}/", "lanh-dao"),
    "plan of inspections to draft": ("/giam-sat/kiem-tra/ke-hoach/lap/", "cchc"),
    "plan of inspections to amend": ("/giam-sat/kiem-tra/ke-hoach/{planned}/sua/", "cchc"),
    "inspection to open": ("/giam-sat/kiem-tra/mo/", "cchc"),
    "inspection": ("/giam-sat/kiem-tra/{inspection}/", "lanh-dao"),
    "decision to inspect": ("/giam-sat/kiem-tra/{inspection}/quyet-dinh/", "lanh-dao"),
    "team of an inspection": ("/giam-sat/kiem-tra/{inspection}/doan/", "cchc"),
    "visits to move": ("/giam-sat/kiem-tra/{inspection}/lich/", "cchc"),
    "inspection to call off": ("/giam-sat/kiem-tra/{inspection}/huy/", "lanh-dao"),
    "self-reports": ("/giam-sat/kiem-tra/tu-kiem-tra/", OWN_POST),
    "self-report": ("/giam-sat/kiem-tra/tu-kiem-tra/{inspected}/", OWN_POST),
    "self-report before it is sent": ("/giam-sat/kiem-tra/tu-kiem-tra/{inspected}/", "thanh-tra"),
    "part of a self-report": ("/giam-sat/kiem-tra/tu-kiem-tra/{inspected}/ghi/thu-tuc/", OWN_POST),
    "visit not begun": ("/giam-sat/kiem-tra/tai-cho/{inspected}/", "thanh-tra"),
    "visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/", "thanh-tra"),
    "lines of a visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/danh-muc/procedures/", "thanh-tra"),
    "sample of a visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/mau/", "thanh-tra"),
    "findings of a visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/phat-hien/", "thanh-tra"),
    "finding to make": ("/giam-sat/kiem-tra/tai-cho/{visited}/phat-hien/moi/?dong=3.1.3", "thanh-tra"),
    "photographs of a visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/anh/", "thanh-tra"),
    "minutes of a visit": ("/giam-sat/kiem-tra/tai-cho/{visited}/bien-ban/", "thanh-tra"),
    "minutes to write": ("/giam-sat/kiem-tra/tai-cho/{visited}/bien-ban/soan/", "thanh-tra"),
    "procedures": ("/ban/quan-tri/thu-tuc/?tim=dk", "quan-tri"),
    "procedure": ("/ban/quan-tri/thu-tuc/{birth}/", "quan-tri"),
    "procedure to publish": ("/ban/quan-tri/thu-tuc/moi/", "quan-tri"),
    "what a procedure will ask": ("/ban/quan-tri/thu-tuc/{birth}/du-thao/", "quan-tri"),
    "what holds of the whole": ("/ban/quan-tri/thu-tuc/{birth}/du-thao/chung/", "quan-tri"),
    "paper to change": ("/ban/quan-tri/thu-tuc/{birth}/du-thao/giay-to/to-khai/sua/", "quan-tri"),
    "tariff to change": ("/ban/quan-tri/thu-tuc/{birth}/du-thao/muc-thu/ban-sao/sua/", "quan-tri"),
    "process to change": ("/ban/quan-tri/thu-tuc/{birth}/quy-trinh/", "quan-tri"),
    "step to change": ("/ban/quan-tri/thu-tuc/{birth}/quy-trinh/xu-ly/sua/", "quan-tri"),
    "forbidden": ("/ban/", "quan-tri"),
}
GROUNDS = [("dark", "normal"), ("light", "more"), ("dark", "more")]
"""What the display bar can choose beside the light ground with normal contrast."""
NAMES = (
    "html-has-lang", "html-lang-valid", "valid-lang", "document-title", "button-name", "link-name", "label",
    "image-alt", "svg-img-alt", "select-name", "summary-name", "input-button-name", "aria-command-name",
    "aria-input-field-name", "label-content-name-mismatch",
)  # fmt: skip
"""The rules of axe on what a page is called and what stands on it, which another language may leave without a name."""
Visit = Callable[..., Page]


def opened(visit: Visit, town: Town, name: str, **also: object) -> Page:
    path, who = PAGES[name]
    where = path.format(
        transfer=town.transfer,
        birth=procedures.by_code([BIRTH])[BIRTH].id,
        late=town.late,
        ready=town.ready,
        district=town.district.id,
        waiting=town.waiting,
        leaf=town.leaf[:8],
        partly=town.postings["partly"],
        expired=town.postings["expired"],
        plan=town.kept.plan,
        withdrawn=town.kept.withdrawn,
        fresh=town.cases.fresh,
        answered=town.cases.answered,
        settled=town.cases.settled,
        unhappy=town.cases.unhappy,
        scored=town.scoring.verified,
        scoring=town.scoring.open,
        commune=town.scoring.commune,
        inspected=town.inspected.commune,
        visited=town.inspected.other,
        inspection=town.inspected.told,
        planned=town.inspected.plan,
        article=town.told.slug("published"),
        gone=town.told.slug("withdrawn"),
        draft=town.told.draft,
        document=town.told.with_file,
        no_document=town.told.document_gone,
        drafted=town.told.document_draft,
        **town.sheets,
    )
    page = visit(where, who=who, **also)
    for summary in page.locator("summary").all():
        summary.click()  # what is folded is read too
    return page


def display(page: Page, **chosen: str) -> str:
    """Change what the display bar chooses, which comes as attributes of the page, where it stands."""
    page.evaluate("chosen => Object.assign(document.documentElement.dataset, chosen)", chosen)
    return " ".join(chosen.values())


def in_english(page: Page) -> None:
    """Open the same page again in English, where it stands."""
    here = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "motcua_display", "value": "normal.-.light.en", "url": here}])
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"


def violations(page: Page, *rules: str) -> str:
    """Say what axe finds on a page as it is shown now, by all its rules or by some; nothing if all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    some = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = AxeResults(page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **some}))
    return str(found.generate_report()) if found.violations_count else ""


def sideways(page: Page) -> int:
    """Give by how many pixels a page is wider than its window."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_read_it(visit: Visit, town: Town, name: str) -> None:
    """
    Axe finds nothing on a screen and on a phone, on every ground; nothing scrolls sideways at 320 pixels.

    Colours are all that a ground changes, so on the further ones their rule alone is asked; words are all that a
    language changes, so in English those of names and of the language are.
    """
    page = opened(visit, town, name, display="normal.-.light.-")
    assert not (said := violations(page)), said
    for theme, contrast in GROUNDS:
        shown = display(page, theme=theme, contrast=contrast)
        assert not (said := violations(page, "color-contrast")), f"{shown} {said}"
    page.set_viewport_size({"width": 390, "height": 900})
    shown = display(page, theme="light", contrast="normal", size="small")
    assert not (said := violations(page)), f"phone {shown} {said}"
    page.set_viewport_size({"width": 320, "height": 900})
    for size in ("normal", "larger"):
        shown = display(page, size=size)
        assert sideways(page) <= 0, f"{shown} letters at 320 pixels"
    assert not (said := violations(page, "color-contrast", "target-size")), f"phone {shown} {said}"
    in_english(page)
    assert not (said := violations(page, *NAMES)), f"English {said}"
    assert sideways(page) <= 0, "English at 320 pixels"


def test_axe_finds_what_is_wrong(visit: Visit, town: Town) -> None:
    """The control: a page without a language, with an image that says nothing."""
    page = visit("/")
    page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('.brand').innerHTML = ''")
    assert violations(page)


def test_what_is_too_wide_and_too_pale_is_found(visit: Visit, town: Town) -> None:
    """The control of what is asked where the page stands: after a change of the window, by one rule."""
    page = visit("/")
    assert not violations(page)
    display(page, theme="dark")
    page.evaluate("document.querySelector('h1').style.color = '#333'")
    assert "color-contrast" in violations(page, "color-contrast")
    page.set_viewport_size({"width": 320, "height": 900})
    assert sideways(page) <= 0
    page.evaluate("document.querySelector('h1').style.minInlineSize = '400px'")
    assert sideways(page) > 0


@pytest.mark.parametrize("name", ["home", "figures", "dossier", "work", "rows", "oversight", "overview"])
def test_what_one_presses_is_large_enough(visit: Visit, town: Town, name: str) -> None:
    """24 pixels at the least (WCAG 2.5.8), links within a sentence apart."""
    page = opened(visit, town, name, width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
            .filter(one => one.offsetParent && !one.closest('p, h1, .foot__end') && !one.matches('.skip'))
            .filter(one => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 8 })
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("name", ["home", "figures", "work", "rows"])
def test_the_keyboard_reaches_all_that_the_mouse_does_and_shows_where_it_is(
    visit: Visit, town: Town, name: str
) -> None:
    page = opened(visit, town, name)
    reachable = page.evaluate(
        """() => [...document.querySelectorAll(
                'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
            .filter(one => one.offsetParent !== null || one.matches('.skip')).length"""
    )
    seen = set()
    for _ in range(reachable + 20):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const one = document.activeElement; const look = getComputedStyle(one);
                return [[...document.querySelectorAll('*')].indexOf(one), look.outlineStyle, one.tagName] }"""
        )
        if place[2] == "BODY":
            continue
        assert place[1] == "solid", f"the focus is not seen on {place}"
        seen.add(place[0])
    assert len(seen) == reachable


def test_the_first_tab_leads_past_the_frame(visit: Visit, town: Town) -> None:
    page = visit("/so-lieu/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noi-dung"
    assert page.evaluate("document.activeElement.id") == "noi-dung"


@pytest.mark.parametrize("name", ["home", "figures", "dossier"])
def test_the_systems_wishes_are_heeded_until_one_chooses(visit: Visit, town: Town, name: str) -> None:
    page = opened(visit, town, name, display="-", color_scheme="dark", contrast="more")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(250, 250, 247)"
    assert not (said := violations(page)), said


def test_paper_shows_the_page_and_not_its_frame(visit: Visit, town: Town) -> None:
    page = visit("/so-lieu/")
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert not page.locator(".display").is_visible()
    assert page.locator(".ii06").is_visible()
