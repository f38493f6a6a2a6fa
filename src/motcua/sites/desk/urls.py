"""The addresses of the desk."""

from django.urls import path

from motcua.sites.desk.pages import board, dossier, feedback, feedback_acts, looks, news, news_acts, rows, slips, work
from motcua.sites.desk.pages.catalogue import addresses as catalogue
from motcua.sites.desk.pages.handling import addresses as handling
from motcua.sites.desk.pages.intake import addresses as intake
from motcua.sites.desk.pages.prints import addresses as prints

urlpatterns = [
    path("", work.work, name="work"),
    path("ho-so/", work.find, name="desk-find"),
    *handling.urlpatterns,  # before the dossier itself: a code may hold a stroke
    path("ho-so/<code:code>/", dossier.dossier, name="desk-dossier"),
    path("so-lieu/", rows.rows, name="rows"),
    path("phan-anh/", feedback.work, name="feedback"),
    path("phan-anh/moi/", feedback_acts.enter, name="feedback-enter"),
    path("phan-anh/<int:case>/", feedback.case, name="feedback-case"),
    *feedback_acts.routes(),
    path("hai-long/", slips.slips, name="slips"),
    path("hai-long/nhap/", slips.enter, name="slips-enter"),
    path("hai-long/nhap/<int:answer_slip>/rut/", slips.withdraw, name="slips-withdraw"),
    path("tin-bai/", news.news_list, name="desk-news"),
    path("tin-bai/moi/", news_acts.write, name="desk-news-write"),
    path("tin-bai/<int:article>/", news.article, name="desk-news-article"),
    path("tin-bai/<int:article>/sua/", news_acts.rewrite, name="desk-news-rewrite"),
    path("tin-bai/<int:article>/them-anh/", news_acts.add_photograph, name="desk-news-photograph"),
    path("tin-bai/<int:article>/anh/<int:place>/", news.picture, name="desk-news-picture"),
    path("tin-bai/<int:article>/anh/<int:place>/bo/", news_acts.remove_photograph, name="desk-news-remove"),
    path("tin-bai/<int:article>/dang/", news_acts.publish, name="desk-news-publish"),
    path("tin-bai/<int:article>/rut/", news_acts.withdraw, name="desk-news-withdraw"),
    path("tin-bai/van-ban/moi/", news_acts.add_document, name="desk-document-add"),
    path("tin-bai/van-ban/<int:document>/rut/", news_acts.withdraw_document, name="desk-document-withdraw"),
    path("nhat-ky-xem/", looks.looks, name="looks"),
    path("niem-yet/", board.board, name="board"),
    path("niem-yet/muc-luc/", board.index, name="board-index"),
    path("niem-yet/<int:offer>/", board.posting, name="board-posting"),
    *intake.urlpatterns,
    *prints.urlpatterns,
    *catalogue.urlpatterns,
]
