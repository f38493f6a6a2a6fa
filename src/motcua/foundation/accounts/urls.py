"""The addresses of the sign-in. Sign-up, change of e-mail address and reset by e-mail have none."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path

from motcua.foundation.accounts import views

urlpatterns = [
    path("", account.login, name="account_login"),
    path("ra/", account.logout, name="account_logout"),
    path("khoa/", account.account_inactive, name="account_inactive"),
    path("vi-tri/", views.choose_post, name="choose_post"),
    path("ma/", mfa.authenticate, name="mfa_authenticate"),
    path("lai/", account.reauthenticate, name="account_reauthenticate"),
    path("lai/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("mat-khau/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^mat-khau/(?P<uidb36>[0-9a-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("hai-buoc/", mfa.index, name="mfa_index"),
    path("hai-buoc/thiet-lap/", views.set_up, name="mfa_activate_totp"),
    path("hai-buoc/bo/", views.give_up, name="mfa_deactivate_totp"),
    path("hai-buoc/du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/du-phong/tai-ve/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("hai-buoc/du-phong/moi/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
