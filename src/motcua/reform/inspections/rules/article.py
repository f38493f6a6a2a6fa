"""A signed conclusion as an article of the news: plain paragraphs under its own headings."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from motcua.reform.inspections.rules.conclusion import PART_OF, StatementKind


def body_of(content: Mapping[str, Any], parts: Mapping[StatementKind, str] = PART_OF) -> str:
    """
    Give the text of the article: each part under its head, each group's statements as one paragraph.

    :param parts: the heads of the parts, in the language of the article.
    """
    return "\n\n".join(_paragraphs(content, parts))


def _paragraphs(content: Mapping[str, Any], parts: Mapping[StatementKind, str]) -> Iterator[str]:
    titles = {one["number"]: one["title"] for one in content["groups"]}
    for kind, part in groupby(content["statements"], key=lambda one: one["kind"]):
        yield f"## {parts[StatementKind(kind)]}"
        for group, statements in groupby(part, key=lambda one: one["group"]):
            said = " ".join(_sentence(one["said"]) for one in statements)
            yield f"{titles[group]}: {said}"


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", ":", "…")) else f"{line}."
