"""What an operator says again and again: dated phrases, read from the module's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Use(StrEnum):
    """What a phrase is for: an answer, or where who sends something that is no feedback is told to go."""

    ANSWER = "answer"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that holds from a day on, until the next of its key; one without a text ends it."""

    key: str
    use: Use
    name: str
    text: str
    valid_from: date


def read_phrases(data: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """Read phrases from parsed TOML."""
    return tuple(
        Phrase(one["key"], Use(one["use"]), one["name"], one.get("text", ""), one["valid_from"])
        for one in data["phrase"]
    )


def in_force(phrases: tuple[Phrase, ...], on: date) -> tuple[Phrase, ...]:
    """Give the phrases of a day, in the order in which they were first written down."""
    held: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda one: one.valid_from):
        if phrase.valid_from <= on:
            held[phrase.key] = phrase
    order = list(dict.fromkeys(phrase.key for phrase in phrases))
    return tuple(held[key] for key in order if key in held and held[key].text)
