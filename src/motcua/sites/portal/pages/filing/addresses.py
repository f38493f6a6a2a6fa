"""The addresses of filing online."""

from django.urls import URLPattern, path

from motcua.sites.portal.pages.filing import answering, checking, declaration, papers, standing, starting, uploads

urlpatterns: list[URLPattern] = [
    path("nop-ho-so/", starting.resume, name="filing-resume"),
    path("nop-ho-so/<int:number>/", standing.standing, name="filing"),
    path("nop-ho-so/<int:number>/kiem-tra/", checking.check, name="filing-check"),
    path("nop-ho-so/<int:number>/to-khai.pdf", declaration.declaration, name="filing-declaration"),
    path("nop-ho-so/<int:number>/to-khai/<slug:page>/", answering.form_page, name="filing-form"),
    path("nop-ho-so/<int:number>/giay-to/<slug:paper>/", papers.paper, name="filing-paper"),
    path("nop-ho-so/<int:number>/giay-to/<slug:paper>/tai-len/", uploads.begin, name="filing-upload"),
    path("nop-ho-so/<int:number>/tai-len/<slug:token>/", uploads.piece, name="filing-upload-piece"),
    path("nop-ho-so/<int:number>/tep/<slug:digest>", papers.file, name="filing-file"),
    path("nop-ho-so/<int:number>/hoi/<slug:step>/", answering.step, name="filing-step"),
    path("nop-ho-so/<code:code>/moi/", starting.start, name="filing-start"),
]
