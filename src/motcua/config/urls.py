"""Every address of the program."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

handler400 = "motcua.sites.look.pages.wrong"
handler403 = "motcua.sites.look.pages.forbidden"
handler404 = "motcua.sites.look.pages.missing"
handler500 = "motcua.sites.look.pages.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.sites.look.urls")),
    path("", include("motcua.sites.portal.urls")),
    path("ban/", include("motcua.sites.desk.urls")),
    path("giam-sat/", include("motcua.sites.oversight.urls")),
    path("vao/", include("motcua.foundation.accounts.urls")),
]
if settings.MOTCUA_DEMO:
    urlpatterns.append(path("vao-thu/", include("motcua.sites.demo.urls")))
