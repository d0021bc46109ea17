"""The glossary: code names and other aliases, whose they are and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.pinyin import sort_key
from edition.render.backmatter.authorities import Authority
from edition.render.backmatter.mentions import Mention, first_by_unit

GLOSSED = {"codename": "化名", "alias": "别名"}


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An alias: whose it is, what attests it, and the first mention in every unit that uses it."""

    id: str
    form: str
    kind: str
    authority: Authority
    quote: str
    note: str
    mentions: tuple[Mention, ...]


def build_glossary(
    authorities: Iterable[Authority], mentions: Mapping[str, tuple[Mention, ...]]
) -> Iterator[GlossaryEntry]:
    """Code names and other aliases that stand in the text → glossary entries, by pinyin."""
    entries = [
        GlossaryEntry(
            f"gl-{a.id}.{number}", alias.form, GLOSSED[alias.kind], a, alias.quote, alias.note,
            first_by_unit(used),
        )
        for a in authorities
        for number, alias in enumerate(a.aliases, 1)
        if alias.kind in GLOSSED
        and (used := tuple(m for m in mentions.get(a.id, ()) if m.form == alias.form))
    ]  # fmt: skip
    yield from sorted(entries, key=lambda e: (sort_key(e.form), e.id))
