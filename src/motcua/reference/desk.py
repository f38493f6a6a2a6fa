"""What the counters of the reference case ask, how its offices deal with it, and who sits there besides."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.public import Role
from motcua.foundation.signing import public as signing
from motcua.foundation.units.public import Unit
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    Asked,
    AskedPaper,
    Case,
    Exemption,
    ListedDefect,
    Process,
    ProcessStep,
    StepAct,
    Tariff,
)
from motcua.services.results import public as results
from motcua.services.results.public import Content

ASKING = (StepAct.ASK_COMPLETION.value,)
HANDLING = (
    StepAct.ASK_COMPLETION.value,
    StepAct.CONSULT.value,
    StepAct.REFUSE.value,
    StepAct.DRAFT.value,
    StepAct.STOP.value,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What ``desk.toml`` says, and the catalogue and the offices that it speaks of."""

    wanted: Mapping[str, Any]
    catalogue: Mapping[str, Any]
    founded: Mapping[str, Unit]
    by: str
    at: datetime

    @transaction.atomic
    def load(self, *, since: date) -> int:
        """Publish, offer, ask and lay down; give how many procedures were added to the catalogue."""
        for one in self.wanted["procedure"]:
            same_day = one.get("same_day", False)
            field_code, field_name = one["field"]
            procedures.publish(
                code=one["code"],
                name=one["name"],
                field_code=field_code,
                field_name=field_name,
                on=since,
                by=self.by,
                at=self.at,
                term=Term(1, Measure.SAME_DAY) if same_day else Term(one["days"], Measure.WORKING_DAYS),
                decision="tái dựng",
            )
        self._offer()
        on: date = self.wanted["since"]
        for one in self.wanted["asked"]:
            asked = self._asked(one, on)
            procedures.ask(code=one["procedure"], asked=asked, on=on, by=self.by, at=self.at)
        self._lay_down_forms(on)
        for code, process in self._processes(on):
            procedures.lay_down_process(code=code, process=process, on=on, by=self.by, at=self.at)
        return len(self.wanted["procedure"])

    @transaction.atomic
    def equip(self, leaders: Mapping[str, int], *, since: datetime) -> None:
        """Open books, set accounts, write templates, and make keys for trying out: of leaders, and of offices."""
        for one in self.wanted["book"]:
            unit = self.founded[one["unit"]]
            words = {name: one[name] for name in ("code", "name", "pattern", "last")}
            numbering.open_book(unit=unit.key, year=since.year, by=self.by, at=self.at, **words)
            signing.make_trial_key(f"unit/{unit.key}", name=unit.name, at=since)
        said: dict[str, Any] = {"by": self.by, "at": self.at}
        for one in self.wanted["receipt_book"]:
            unit = self.founded[one["unit"]]
            fees.enter_book(unit=unit.key, series=one["series"], first=one["first"], last=one["last"], **said)
        for one in self.wanted["account"]:
            words = {name: one[name] for name in ("bank", "bank_name", "account", "holder")}
            fees.set_account(unit=self.founded[one["unit"]].key, on=self.wanted["since"], **words, **said)
        for title, post in leaders.items():
            signing.make_trial_key(f"post/{post}", name=title, at=since)
        for one in self.wanted["template"]:
            content = Content(one["kind"], one["sign"], one["about"], one["text"].strip(), receivers=one["receivers"])
            results.lay_down_template(
                code=one["code"], name=one["name"], content=content, on=self.wanted["since"], **said
            )

    @transaction.atomic
    def interlink(self, posts: Mapping[str, int]) -> str:
        """Take in a made-up dossier of nobody that waits for its part at another office; give its code."""
        one: Mapping[str, Any] = self.wanted["interlinked"]
        unit, officer, handler = self.founded[one["unit"]], posts[one["officer"]], posts[one["handler"]]
        filing = Filing(procedure=one["procedure"], unit=unit.key, channel=Channel.COUNTER)
        code = dossiers.receive(filing=filing, by=f"post/{officer}", at=one["received"]).state.code
        if code is None:
            raise AssertionError("an accepted dossier has a code")
        casework.open_case(code=code, main=f"post/{officer}", by=f"post/{officer}", at=one["received"])
        for step, by, at in (
            ("xac-minh", officer, one["handed_on"]),
            ("theo-doi", handler, one["sent_on"]),
        ):
            casework.move(code=code, to=step, post=f"post/{handler}", by=f"post/{by}", at=at)
        return code

    def _offer(self) -> None:
        for group in self.wanted["offer"]:
            for unit in group["units"]:
                for code in group["procedures"]:
                    said: dict[str, Any] = {"unit": self.founded[unit].key, "procedure": code}
                    said |= {"by": self.by, "at": self.at}
                    procedures.offer(**said, on=self.wanted["since"], level_old=group["level_old"])
                    procedures.post(**said, on=self.wanted["posted"])
                    procedures.publish_entry(**said, on=self.wanted["published"])

    def _lay_down_forms(self, on: date) -> None:
        """Lay down the electronic forms, as a file of them is taken in."""
        text = resources.files("motcua.reference").joinpath("data", "forms.toml").read_text(encoding="utf-8")
        procedures.take_forms(tomllib.loads(text), text=text, on=on, by=self.by, at=self.at)

    def _asked(self, one: Mapping[str, Any], on: date) -> Asked:
        return Asked(
            valid_from=on,
            papers=tuple(AskedPaper(**paper) for paper in one["papers"]),
            cases=tuple(Case(case["code"], case["name"], tuple(case["papers"])) for case in one.get("cases", ())),
            tariffs=tuple(self._tariff(tariff) for tariff in one.get("tariffs", ())),
            defects=tuple(ListedDefect(**defect) for defect in one.get("defects", ())),
            same_day=one.get("same_day", False),
            result_name=one["result_name"],
            soon_days=one.get("soon_days", 1),
            legal_basis=self.wanted["source"][one["source"]],
            illustrative=one.get("illustrative", False),
        )

    def _tariff(self, one: Mapping[str, Any]) -> Tariff:
        known = self.wanted["exemption"]
        exemptions = tuple(
            Exemption(code, known[code]["name"], 100, known[code]["legal_basis"]) for code in one.get("exemptions", ())
        )
        return Tariff(**{**one, "exemptions": exemptions})

    def _processes(self, on: date) -> Iterator[tuple[str, Process]]:
        """Give the processes of each field's procedures, and those that send a part on to another office."""
        for group in self.wanted["process"]:
            unit = self.founded[group["unit"]].key if "unit" in group else None
            steps = _steps(
                f"unit:{group['handler']}", f"unit:{group['decides']}" if "decides" in group else "competent"
            )
            for field in self.catalogue["field"]:
                if field["code"] in group["fields"]:
                    for one in field["procedure"]:
                        yield one["code"], Process(steps, on, unit_key=unit)
        for linked in self.wanted["linked"]:
            yield linked["procedure"], Process(_linked_steps(linked["part"]), on)


def _steps(handler: str, decides: str) -> tuple[ProcessStep, ...]:
    """Give the steps of an office whose department works, and whose head or whose branch decides."""
    officer = Role.ONE_STOP_OFFICER.value
    return (
        ProcessStep("tiep-nhan", "Tiếp nhận hồ sơ", "receiving", officer, 10, ASKING, ("xu-ly",)),
        ProcessStep(
            "xu-ly",
            "Thẩm định hồ sơ, dự thảo kết quả",
            handler,
            Role.SPECIALIST.value,
            60,
            HANDLING,
            ("phe-duyet", "tiep-nhan"),
        ),
        ProcessStep(
            "phe-duyet",
            "Ký duyệt kết quả",
            decides,
            Role.LEADER.value,
            20,
            (StepAct.APPROVE.value,),
            ("ban-hanh", "xu-ly"),
        ),
        ProcessStep(
            "ban-hanh",
            "Vào sổ, đóng dấu, ban hành",
            decides,
            Role.CLERK.value,
            10,
            (StepAct.ISSUE.value,),
            ("tra", "phe-duyet"),
        ),
        ProcessStep("tra", "Trả kết quả", "receiving", officer, 0, (StepAct.RETURN.value,), ()),
    )


def _linked_steps(part: str) -> tuple[ProcessStep, ...]:
    """Give the steps of a commune that checks, has another office do its part, and hands the result over."""
    officer = Role.ONE_STOP_OFFICER.value
    return (
        ProcessStep("tiep-nhan", "Tiếp nhận hồ sơ", "receiving", officer, 5, ASKING, ("xac-minh",)),
        ProcessStep(
            "xac-minh",
            "Xác minh hiện trạng, nguồn gốc sử dụng đất",
            "receiving",
            Role.SPECIALIST.value,
            30,
            HANDLING,
            ("theo-doi", "tiep-nhan"),
        ),
        ProcessStep(
            "theo-doi",
            "Theo dõi phần liên thông",
            "receiving",
            Role.SPECIALIST.value,
            65,
            (StepAct.CONSULT.value, StepAct.STOP.value),
            ("tra", "xac-minh", "lien-thong"),
        ),
        ProcessStep(
            "lien-thong",
            "Chi nhánh Văn phòng Đăng ký đất đai giải quyết phần liên thông",
            "unit:34.VPDK",
            Role.SPECIALIST.value,
            65,
            HANDLING,
            ("tra",),
            part,
        ),
        ProcessStep("tra", "Trả kết quả", "receiving", officer, 0, (StepAct.RETURN.value,), ()),
    )
