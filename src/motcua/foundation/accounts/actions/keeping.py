"""Somebody must be left who can let others in."""

from datetime import date

from motcua.foundation.accounts.models import Grant, Holding, User
from motcua.foundation.accounts.queries.staff import holding_on
from motcua.foundation.accounts.rules import Role
from motcua.kernel.refusals import Refused, gettext_noop


class LastAdministrator(Refused):
    """Nobody would be left who keeps the installation."""


def administrators(on: date) -> frozenset[int]:
    """Give the persons who can sign in on a day and then hold a post with the role. Three SQL queries."""
    posts = Grant.objects.filter(holding_on(on), role=Role.ADMINISTRATOR.value).values_list("post_id", flat=True)
    held = Holding.objects.filter(holding_on(on), holding_on(on, "post__"), post__in=posts)
    able = User.objects.filter(is_active=True, person__in=held.values_list("person_id", flat=True))
    return frozenset(one for one in able.values_list("person_id", flat=True) if one is not None)


def check_somebody_is_left(before: frozenset[int], on: date, *, field: str, value: str) -> None:
    """Check, within the transaction of an act, that it did not take the last one away. :raises LastAdministrator:"""
    if before and not administrators(on):
        raise LastAdministrator(
            gettext_noop("nobody would be left who keeps the installation"),
            field=field,
            value=value,
            expected=gettext_noop("let somebody else have the role first"),
        )
