"""Lists of work kept under a name. They are nobody's acts: no event, no history; who keeps one may change it."""

from collections.abc import Mapping

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.models import KeptList
from motcua.services.casework.rows import post_id

MOST, LONGEST = 20, 60


class NotKept(Refused):
    """A list cannot be kept so, or is not there to be changed."""


def keep_list(*, post: str, name: str, chosen: Mapping[str, str], shared_with: int | None = None) -> int:
    """
    Keep what a list is narrowed to under a name; under a name that the post uses already, it takes the other's place.

    Four SQL statements.

    :param shared_with: the unit whose posts all find it; none is for the post alone.
    :raises NotKept: without a name, with one that is too long, or where the post keeps twenty already.
    """
    name = _name(name)
    with transaction.atomic():
        mine = KeptList.objects.select_for_update().filter(post_id=post_id(post))
        others = [one for one in mine if one.name != name]
        if len(others) >= MOST:
            raise NotKept(
                gettext_noop("as many lists as can be kept are kept already"),
                field="name",
                value=name,
                expected=gettext_noop("let go of one of them first"),
            )
        kept, _ = KeptList.objects.update_or_create(
            post_id=post_id(post), name=name, defaults={"chosen": dict(chosen), "shared_with_id": shared_with}
        )
        return kept.pk


def rename_list(*, post: str, kept: int, name: str) -> None:
    """Give a kept list another name. Four SQL statements. :raises NotKept: if it is not the post's own, or as above."""
    name = _name(name)
    with transaction.atomic():
        mine = {one.pk: one for one in KeptList.objects.select_for_update().filter(post_id=post_id(post))}
        if kept not in mine:
            raise NotKept(gettext_noop("you keep no such list"), field="name", value=name)
        if any(one.name == name for one in mine.values() if one.pk != kept):
            raise NotKept(gettext_noop("another list has this name"), field="name", value=name)
        KeptList.objects.filter(pk=kept).update(name=name)


def drop_list(*, post: str, kept: int) -> bool:
    """Let go of a list that a post keeps; say whether there was one. One SQL statement."""
    return KeptList.objects.filter(pk=kept, post_id=post_id(post)).delete()[0] > 0


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST:
        raise NotKept(
            gettext_noop("a name has 1 to 60 letters"),
            field="name",
            value=name,
            expected=gettext_noop("give it a name"),
        )
    return name
