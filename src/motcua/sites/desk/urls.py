"""The addresses of the desk."""

from django.urls import path

from motcua.sites.desk.pages import board, dossier, feedback, feedback_acts, rows, slips, work

urlpatterns = [
    path("", work.work, name="work"),
    path("ho-so/", work.find, name="desk-find"),
    path("ho-so/<code:code>/", dossier.dossier, name="desk-dossier"),
    path("so-lieu/", rows.rows, name="rows"),
    path("phan-anh/", feedback.work, name="feedback"),
    path("phan-anh/moi/", feedback_acts.enter, name="feedback-enter"),
    path("phan-anh/<int:case>/", feedback.case, name="feedback-case"),
    *feedback_acts.routes(),
    path("hai-long/", slips.slips, name="slips"),
    path("hai-long/nhap/", slips.enter, name="slips-enter"),
    path("hai-long/nhap/<int:answer_slip>/rut/", slips.withdraw, name="slips-withdraw"),
    path("niem-yet/", board.board, name="board"),
    path("niem-yet/muc-luc/", board.index, name="board-index"),
    path("niem-yet/<int:offer>/", board.posting, name="board-posting"),
]
