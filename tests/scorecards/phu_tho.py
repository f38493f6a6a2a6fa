"""
One real province under QĐ 766, August 2026, as the national portal published it: numerators, denominators, points.

Retyped from public records of tỉnh Phú Thọ. Of the groups online and payment the points of the components were not
published, only 8.83 and 6.25 together: what stands here for them is made up so that the groups come out.
"""

from decimal import Decimal

Row = tuple[str, str, str, str, str]

PUBLISHED: tuple[Row, ...] = (
    # component, numerator, denominator, score, points as published
    ("PUBLISH_ON_TIME", "0", "0", "", ""),
    ("PUBLIC_UPDATE_ON_TIME", "0", "0", "", ""),
    ("PUBLIC_CONTENT_FULL", "87", "89", "", "1.96"),
    ("DOSSIER_SYNC", "138744", "138744", "", "6"),
    ("ONTIME", "144625", "184513", "", "15.68"),
    ("ONLINE_PROCEDURES_WITH_DOSSIERS", "406", "1968", "", ""),
    ("ONLINE_SERVICE_SHARE", "", "", "2.31", ""),
    ("ONLINE_DOSSIER_SHARE", "150956", "152595", "", "6"),
    ("PAID_ONLINE_SHARE", "", "", "2.25", ""),
    ("PAYMENT_PROCEDURES_OFFERED", "", "", "2", ""),
    ("PAYMENT_PROCEDURES_WITH_TRANSACTIONS", "", "", "2", ""),
    ("ORIGINAL_RESULT_AVAILABLE", "133274", "184513", "", "4.33"),
    ("SO_HOA_GIAY_TO_GIAI_QUYET", "21233", "184513", "", "0.46"),
    ("REUSED_DIGITIZED_DATA", "3160", "184513", "", "0.04"),
    ("SYNCED_WITH_DVCQG_PERSONAL_STORAGE", "0", "184513", "", "0"),
    ("CITIZEN_DATA_CONNECTED_DOSSIER", "85644", "184513", "", "0.93"),
    ("CITIZEN_DATA_CONNECTED_FORMALITY", "297", "1301", "", "0.46"),
    ("ELECTRONIC_CERTIFIED_COPY", "", "", "2", "2"),
    ("DOSSIER_RECEIVING_SATISFACTION", "144574", "184513", "", "5.22"),
    ("PETITION_PROCESSING_ON_TIME", "182", "247", "", "4.42"),
    ("PETITION_HANDLING_SATISFACTION", "137", "247", "", "3.33"),
)
GROUPS = {
    "transparency": Decimal("7.96"),
    "progress": Decimal("15.68"),
    "online": Decimal("8.83"),
    "payment": Decimal("6.25"),
    "digitised": Decimal("8.22"),
    "satisfaction": Decimal("12.97"),
}
TOTAL = Decimal("59.91")
WITHIN = Decimal("0.015")


def as_csv(unit: str = "25") -> str:
    """Write the figures as the command reads them."""
    lines = [f"{unit},{code},{part},{whole},{score}" for code, part, whole, score, _ in PUBLISHED]
    return "\n".join(["unit,code,numerator,denominator,score", *lines]) + "\n"
