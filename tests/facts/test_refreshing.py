"""However the facts were brought up to date, step by step or at once, they are the same."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from facts.conftest import Book, contents
from motcua.foundation.facts.public import Store


class Refreshing(RuleBasedStateMachine):
    """Parcels are weighed, lost and moved to other days, and the store is refreshed every now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.book = Book(chunk=2)
        self.store = Store(self.folder / "facts", [self.book], zone="Asia/Ho_Chi_Minh")
        self.refreshed = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(
        parcel=st.integers(1, 6),
        day=st.sampled_from([date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]),
        weight=st.one_of(st.none(), st.integers(0, 2000)),
    )
    def weigh(self, parcel: int, day: date, weight: int | None) -> None:
        self.book.weigh(parcel, day, weight)
        self.refreshed = False

    @rule()
    def refresh(self) -> None:
        self.store.refresh(self.book)
        self.refreshed = True

    @precondition(lambda self: self.refreshed)
    @invariant()
    def as_if_made_at_once(self) -> None:
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            anew = Store(Path(folder), [self.book], zone="Asia/Ho_Chi_Minh").refresh(self.book)
            now = self.store.current()
            assert now is not None
            assert contents(now) == contents(anew)
            assert now.manifest.id == anew.manifest.id


TestRefreshing = Refreshing.TestCase
TestRefreshing.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
