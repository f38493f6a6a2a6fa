"""An office that tells something, and a picture that it keeps."""

import io
from datetime import date

import pytest
from PIL import Image

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from news.cast import AT, BY


@pytest.fixture
def office(db: None) -> units.Unit:
    """Found the office."""
    return units.found(
        code="338", name="Huyện Mẫu", level=units.Level.DISTRICT, on=date(2010, 1, 1), by=BY, at=AT, parent_id=None
    )


@pytest.fixture
def picture(office: units.Unit) -> str:
    """Keep a picture; give its digest."""
    held = io.BytesIO()
    Image.new("RGB", (30, 20), (40, 90, 60)).save(held, "PNG")
    return files.keep(name="anh.png", content=held.getvalue(), unit=office, purpose="news", by=BY, at=AT).digest
