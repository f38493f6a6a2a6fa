"""The addresses of the sign-in. Sign-up, change of e-mail address and reset by e-mail have none."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as keys
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
    path("lai/khoa/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
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
    path("hai-buoc/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("hai-buoc/khoa/them/", views.add_key, name="mfa_add_webauthn"),
    path("hai-buoc/khoa/<int:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("hai-buoc/khoa/<int:pk>/bo/", views.remove_key, name="mfa_remove_webauthn"),
    path("hai-buoc/du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/du-phong/tai-ve/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("hai-buoc/du-phong/moi/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
