"""Statutory forms: declared, filled from facts or by hand, frozen, sent upward, and set beside what is known now."""

from motcua.reform.forms.actions import (
    Missing,
    NobodyAbove,
    NoReason,
    NotOver,
    OutsideLife,
    Overlapping,
    accept,
    enter,
    freeze,
    gather,
    send,
    send_back,
)
from motcua.reform.forms.laying import Head, Laid, fault_said, heads, lay, lay_book, source_said
from motcua.reform.forms.queries.book import book
from motcua.reform.forms.queries.changes import Restated, Since, rebuilt, restated
from motcua.reform.forms.queries.declared import forms, presets
from motcua.reform.forms.queries.kept import Expected, FormChanged, Kept, UnknownSheet, expected, kept, kept_of, latest
from motcua.reform.forms.queries.making import make
from motcua.reform.forms.queries.replay import replay_all
from motcua.reform.forms.rules.declaring import ByHand, Column, Form, Rows, UnknownForm, Words
from motcua.reform.forms.rules.files import WrongDeclaration
from motcua.reform.forms.rules.life import OutOfTurn, Standing
from motcua.reform.forms.rules.presets import FREE, NotOfPreset, Preset
from motcua.reform.forms.rules.restating import Changed, Moved
from motcua.reform.forms.rules.sheets import Imbalance, Line, Origin, Sheet, Unbalanced, check
from motcua.reform.forms.writing import as_json, as_lines, as_pdf, as_xlsx, book_as_json

__all__ = [
    "FREE",
    "ByHand",
    "Changed",
    "Column",
    "Expected",
    "Form",
    "FormChanged",
    "Head",
    "Imbalance",
    "Kept",
    "Laid",
    "Line",
    "Missing",
    "Moved",
    "NoReason",
    "NobodyAbove",
    "NotOfPreset",
    "NotOver",
    "Origin",
    "OutOfTurn",
    "OutsideLife",
    "Overlapping",
    "Preset",
    "Restated",
    "Rows",
    "Sheet",
    "Since",
    "Standing",
    "Unbalanced",
    "UnknownForm",
    "UnknownSheet",
    "Words",
    "WrongDeclaration",
    "accept",
    "as_json",
    "as_lines",
    "as_pdf",
    "as_xlsx",
    "book",
    "book_as_json",
    "check",
    "enter",
    "expected",
    "fault_said",
    "forms",
    "freeze",
    "gather",
    "heads",
    "kept",
    "kept_of",
    "latest",
    "lay",
    "lay_book",
    "make",
    "presets",
    "rebuilt",
    "replay_all",
    "restated",
    "send",
    "send_back",
    "source_said",
]
