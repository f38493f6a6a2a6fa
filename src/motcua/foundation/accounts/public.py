"""People, posts, roles and sign-in: who acts, and whether they may, asked anew on every request."""

from motcua.foundation.accounts.models import User
from motcua.foundation.accounts.queries import acting, actor_of, posts_of, titles_of
from motcua.foundation.accounts.rules import Act, Actor, Role, may, may_confirm

__all__ = [
    "Act",
    "Actor",
    "Role",
    "User",
    "acting",
    "actor_of",
    "may",
    "may_confirm",
    "posts_of",
    "titles_of",
]
