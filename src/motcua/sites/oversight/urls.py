"""The addresses of the oversight."""

from django.urls import include, path

from motcua.sites.oversight.pages import dashboard, figures, files, indicators, reconciliation, rows, signals
from motcua.sites.oversight.pages.forms import board, book, entering, listing, sheets
from motcua.sites.oversight.pages.scorecards import card, rounds, shelf

urlpatterns = [
    path("", figures.figures, name="oversight"),
    path("tong-quan/", dashboard.dashboard, name="oversight-dashboard"),
    path("chi-tieu/", indicators.listed, name="indicators"),
    path("chi-tieu/<str:code>/", indicators.indicator, name="indicator"),
    path("chi-tieu/<str:code>/dong/", rows.rows, name="indicator-rows"),
    path("chi-tieu/<str:code>/dong.<str:kind>", files.file, name="indicator-file"),
    path("dau-hieu/", signals.signals, name="signals"),
    path("bieu/", listing.listed, name="forms"),
    path("bieu/lap/", sheets.made, name="form-made"),
    path("bieu/nhap/", entering.enter, name="form-enter"),
    path("bieu/nhan/", board.board, name="form-board"),
    path("bieu/so-ho-so/", book.book, name="form-book"),
    path("bieu/to/<int:sheet>/", sheets.kept, name="form-sheet"),
    path("bieu/to/<int:sheet>/nay/", sheets.now, name="form-now"),
    path("bieu/to/<int:sheet>/gui/", sheets.send, name="form-send"),
    path("bieu/to/<int:sheet>/tra-loi/", sheets.answer, name="form-answer"),
    path("bieu/to/<int:sheet>/tep/<str:kind>/", sheets.file, name="form-file"),
    path("so/", include("motcua.sites.oversight.pages.registers.urls")),
    path("cham-diem/", shelf.listed, name="scorecards"),
    path("cham-diem/bo/<str:code>/", shelf.computed, name="scorecard"),
    path("cham-diem/mo/", rounds.open_, name="scoring-open"),
    path("cham-diem/dot/<int:round_id>/", rounds.ranking, name="scoring-round"),
    path("cham-diem/dot/<int:round_id>/dong/", rounds.close, name="scoring-close"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/", card.card, name="score-card"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/cham/", card.score_form, name="score-own"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/nop/", card.submit, name="score-submit"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/tham-dinh/", card.verify_form, name="score-verify"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/giai-trinh/", card.answer_form, name="score-answer"),
    path("cham-diem/dot/<int:round_id>/<int:unit_id>/minh-chung/<str:digest>/", card.evidence, name="score-evidence"),
    path("kiem-tra/", include("motcua.sites.oversight.pages.inspections.urls")),
    path("doi-soat/", reconciliation.reconciled, name="reconciliation"),
]
