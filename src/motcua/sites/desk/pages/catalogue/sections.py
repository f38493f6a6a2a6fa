"""The parts of what a procedure asks, in the order in which they are read."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy

from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.catalogue import asked_fees, asked_papers
from motcua.sites.desk.pages.catalogue.entries import Section

SECTIONS = (
    Section(
        "giay-to",
        "papers",
        gettext_lazy("Papers asked for"),
        gettext_lazy("Add a paper"),
        (
            gettext_lazy("Paper asked for"),
            gettext_lazy("Originals"),
            gettext_lazy("Copies"),
            gettext_lazy("Required"),
            gettext_lazy("Form, or whose result it is"),
        ),
        asked_papers.papers,
        asked_papers.paper_fields,
        asked_papers.paper_ticks,
        asked_papers.write_paper,
        lambda asked, key: replace(
            procedures.rename_paper(asked, key, ""), papers=procedures.without(asked.papers, key)
        ),
    ),
    Section(
        "truong-hop",
        "cases",
        gettext_lazy("Cases"),
        gettext_lazy("Add a case"),
        (gettext_lazy("Case"), gettext_lazy("Its papers"), gettext_lazy("Term")),
        asked_papers.cases,
        asked_papers.case_fields,
        asked_papers.case_ticks,
        asked_papers.write_case,
        lambda asked, key: replace(asked, cases=procedures.without(asked.cases, key)),
    ),
    Section(
        "muc-thu",
        "tariffs",
        gettext_lazy("Fees and charges"),
        gettext_lazy("Add a fee or charge"),
        (
            gettext_lazy("Tariff"),
            gettext_lazy("Kind"),
            gettext_lazy("Amount"),
            gettext_lazy("Channels"),
            gettext_lazy("Paid"),
            gettext_lazy("Legal basis"),
        ),
        asked_fees.tariffs,
        asked_fees.tariff_fields,
        asked_fees.tariff_ticks,
        asked_fees.write_tariff,
        lambda asked, key: replace(asked, tariffs=procedures.without(asked.tariffs, key)),
    ),
    Section(
        "mien-giam",
        "exemptions",
        gettext_lazy("Exemptions"),
        gettext_lazy("Add an exemption"),
        (
            gettext_lazy("Who pays less"),
            gettext_lazy("Of which tariff"),
            gettext_lazy("Less by"),
            gettext_lazy("Legal basis"),
        ),
        asked_fees.exemptions,
        asked_fees.exemption_fields,
        asked_papers.no_ticks,
        asked_fees.write_exemption,
        asked_fees.take_exemption,
    ),
    Section(
        "loi-thuong-gap",
        "defects",
        gettext_lazy("Defects that are often found"),
        gettext_lazy("Add a defect"),
        (gettext_lazy("What is wrong"), gettext_lazy("Paper asked for"), gettext_lazy("Legal basis")),
        asked_papers.defects,
        asked_papers.defect_fields,
        asked_papers.no_ticks,
        asked_papers.write_defect,
        lambda asked, key: replace(asked, defects=procedures.without(asked.defects, key)),
    ),
)
BY_WORD: Mapping[str, Section] = {one.word: one for one in SECTIONS}
