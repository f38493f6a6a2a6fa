"""Who writes into the conclusion of the inspection of the tests."""

from dataclasses import replace
from datetime import date

from inspections.conftest import PERIOD, Opened, at
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Draft, FigureRef, StatementKind
from motcua.reform.registers.public import ReformField

RECEIVED = FigureRef("received.total", "338", PERIOD.first, PERIOD.last)
ON_TIME = replace(RECEIVED, code="dossiers.on_time")


class Writer:
    """Writes into the conclusion of an inspection as one of its team."""

    def __init__(self, told: Opened) -> None:
        self.told = told
        self.by = told.stage.key("kiem-tra")
        self.group = inspections.write_group(
            inspection_id=told.id, title="Tại UBND huyện", places=[told.district], by=self.by, at=at(10, 20)
        )

    def draft(self, text: str = "Đã tiếp nhận {tiep_nhan} hồ sơ.", **said: object) -> Draft:
        usual = Draft(self.group, StatementKind.GOOD, ReformField.PROCEDURES, text, {"tiep_nhan": RECEIVED})
        return replace(usual, **said)  # type: ignore[arg-type]  # each test says what it varies

    def write(self, text: str = "Đã tiếp nhận {tiep_nhan} hồ sơ.", **said: object) -> int:
        return self.put(self.draft(text, **said))

    def put(self, draft: Draft, statement: int = 0, version: int = 0) -> int:
        return inspections.write_statement(
            inspection_id=self.told.id, draft=draft, statement=statement, version=version, by=self.by, at=at(10, 21)
        )

    def sign(self, number: str = "1750/TB-SNV") -> str:
        return inspections.sign_conclusion(
            inspection_id=self.told.id,
            number=number,
            on=date(2022, 10, 31),
            by=self.told.stage.key("giam-doc"),
            at=at(10, 31),
        )

    @property
    def view(self) -> inspections.ConclusionView:
        return inspections.conclusion(self.told.id)
