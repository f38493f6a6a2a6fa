"""People, posts, roles and sign-in: who acts, and whether they may, asked anew on every request."""

from motcua.foundation.accounts.actions.demo import NotADemo, sign_in_as_post
from motcua.foundation.accounts.actions.lists import PEOPLE_KNOWN, PEOPLE_NEEDED, take_people
from motcua.foundation.accounts.actions.people import (
    NameTaken,
    UnknownUser,
    create_administrator,
    invite,
    lock_out,
    register,
    reset,
)
from motcua.foundation.accounts.actions.posts import (
    NotInForce,
    PostExists,
    PostHeld,
    UnknownPost,
    close_post,
    grant,
    hold,
    leave,
    open_post,
    withdraw,
)
from motcua.foundation.accounts.models import User
from motcua.foundation.accounts.queries import (
    HeldPost,
    acting,
    actor_of,
    demo_posts,
    nobody_signs_in,
    posts_of,
    titles_of,
    today,
)
from motcua.foundation.accounts.rules import Act, Actor, Role, home, may, may_confirm

__all__ = [
    "PEOPLE_KNOWN",
    "PEOPLE_NEEDED",
    "Act",
    "Actor",
    "HeldPost",
    "NameTaken",
    "NotADemo",
    "NotInForce",
    "PostExists",
    "PostHeld",
    "Role",
    "UnknownPost",
    "UnknownUser",
    "User",
    "acting",
    "actor_of",
    "close_post",
    "create_administrator",
    "demo_posts",
    "grant",
    "hold",
    "home",
    "invite",
    "leave",
    "lock_out",
    "may",
    "may_confirm",
    "nobody_signs_in",
    "open_post",
    "posts_of",
    "register",
    "reset",
    "sign_in_as_post",
    "take_people",
    "titles_of",
    "today",
    "withdraw",
]
