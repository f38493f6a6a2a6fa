"""What a route is asked, and who may open it: the words of the matrix in test_routes."""

from dataclasses import dataclass

from sites.town import CAST, NO_POST

VISITOR = ""
STAFF = tuple(name for name, *_ in CAST)
EVERYONE = (VISITOR, *STAFF, NO_POST)
DISTRICT = ("mot-cua", "chuyen-vien", "lanh-dao", "van-thu", "cchc", "thanh-tra")
SEE_REGISTERS = ("lanh-dao", "van-thu", "cchc", "thanh-tra")
KEEP_REGISTERS = ("van-thu", "cchc")
NEWS = ("lanh-dao", "van-thu", "cchc")
BOARD = ("mot-cua", "lanh-dao", "van-thu", "cchc", "thanh-tra", "xa-mot", "xa-hai")
REACHING_DOWN = ("lanh-dao", "cchc", "thanh-tra")
SIGN_IN = 302
QUARTER = "?tu=2022-06-15&den=2022-09-14&ky=quarter-cut"


@dataclass(frozen=True)
class Route:
    """An address: its name, what it is asked, who may open it, what the others get, and what a visitor gets."""

    name: str
    asked: str = ""
    open_to: tuple[str, ...] = EVERYONE
    ok: int = 200
    visitor: int = 200
    others: int = 403

    def expected(self, who: str) -> int:
        if who in self.open_to:
            return self.ok
        return self.visitor if who == VISITOR else self.others
