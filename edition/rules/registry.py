"""Every recogniser by its name; the base profiles of the families; what a profile resolves to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from edition.config import Profile
from edition.report import Diagnostic, make
from edition.rules import Recogniser, Resolved, joining, titles
from edition.rules.citing import citations, ibidem
from edition.rules.forms import chronology, listings, tables, verses
from edition.rules.frames import bookparts, bylines, dossiers, exclude, fields, records
from edition.rules.heads import centred, diaries, sideheads
from edition.rules.letters import (
    closers,
    enclosures,
    letterparts,
    messages,
    openers,
    participants,
    quoted,
    remarks,
)
from edition.rules.notes import linenotes, pagenotes
from edition.rules.page import dotleaders, furniture, markup, paragraphs, strayspaces
from edition.rules.speech import speeches, turns
from edition.rules.text import lines, omission, spaces
from edition.rules.volume import attachments, contents, headings, plates, running, unlisted

MODULES: tuple[ModuleType, ...] = (
    lines,
    joining,
    spaces,
    exclude,
    fields,
    bylines,
    furniture,
    markup,
    titles,
    dossiers,
    remarks,
    linenotes,
    dotleaders,
    attachments,
    enclosures,
    bookparts,
    citations,
    letterparts,
    omission,
    quoted,
    records,
    turns,
    contents,
    headings,
    diaries,
    centred,
    sideheads,
    unlisted,
    ibidem,
    pagenotes,
    running,
    plates,
    chronology,
    openers,
    closers,
    paragraphs,
    strayspaces,
    messages,
    listings,
    participants,
    speeches,
    tables,
    verses,
)

VOCABULARY: dict[str, Recogniser] = {r.name: r for module in MODULES for r in module.RECOGNISERS}


@cache
def families() -> dict[str, Profile]:
    """The base profiles that the package ships, by family name."""
    folder = files("edition") / "profiles"
    return {
        item.name.removesuffix(".toml"): Profile.model_validate(tomllib.loads(item.read_text("utf-8")))
        for item in sorted(folder.iterdir(), key=lambda f: f.name)
        if item.name.endswith(".toml")
    }


def resolve(profile: Profile, file: Path) -> tuple[Resolved, list[Diagnostic]]:
    """A source's profile → the recognisers it runs; C006 for unknown families and recognisers, C002 for unknown
    options. What is unknown is left out."""
    problems: list[Diagnostic] = []
    chain = [profile]
    while chain[-1].inherit:
        name = chain[-1].inherit
        base = families().get(name)
        if base is None or len(chain) > len(families()) + 1:
            problems.append(make("C006", str(file), kind="family", name=name, known=", ".join(families())))
            break
        chain.append(base)
    clean = next((p.clean for p in chain if p.clean is not None), [])
    segment = next((p.segment for p in chain if p.segment is not None), [])
    dropped = {name for p in chain for name in p.drop}
    family = next((p.family for p in chain if p.family), "plain")
    options: dict[str, dict[str, object]] = {}
    for p in reversed(chain):
        for name, values in p.options.items():
            options.setdefault(name, {}).update(values)
    problems += unknown(file, [*clean, *segment, *options, *dropped], options)
    problems += misplaced(file, "clean", clean) + misplaced(file, "segment", segment)
    known = [[n for n in names if n in VOCABULARY and n not in dropped] for names in (clean, segment)]
    return Resolved(family, tuple(known[0]), tuple(known[1]), options), problems


def misplaced(file: Path, stage: str, names: list[str]) -> list[Diagnostic]:
    """The list of a stage in a profile → C006 for each recogniser in it that is one of the other stage."""
    own = ", ".join(sorted(name for name, r in VOCABULARY.items() if r.stage == stage)) or "none"
    return [
        make("C006", str(file), kind=f"recogniser of the stage {stage}", name=name, known=own)
        for name in names
        if name in VOCABULARY and VOCABULARY[name].stage != stage
    ]


def unknown(file: Path, names: list[str], options: Mapping[str, Mapping[str, object]]) -> list[Diagnostic]:
    """→ C006 for names that are no recogniser, C002 for options that a recogniser does not have, C004
    for values that it cannot use."""
    problems = [
        make("C006", str(file), kind="recogniser", name=name, known=", ".join(sorted(VOCABULARY)))
        for name in sorted(set(names))
        if name not in VOCABULARY
    ]
    for name, values in options.items():
        if name in VOCABULARY:
            allowed = VOCABULARY[name].options
            for key, value in values.items():
                if key not in allowed:
                    known = ", ".join(sorted(allowed)) or "none"
                    problems.append(make("C002", str(file), key=f"{name}.{key}", known=known))
                elif expected := unfit(value, allowed[key]):
                    problems.append(
                        make("C004", str(file), key=f"{name}.{key}", expected=expected, found=repr(value))
                    )
    return problems


KINDS = {bool: "true or false", int: "a number", str: "a text", list: "a list", dict: "a table"}


def unfit(value: object, default: object) -> str:
    """A value in a profile and the option's default → what the value should be instead, "" where it is fit.

    Texts must compile as regular expressions that do not match nothing, since most options are; a
    text that is none and yet does not compile has no use in any of the others. Numbers count from
    1. The default itself is always fit.
    """
    if type(value) is type(default) and value == default:
        return ""
    wanted = list if isinstance(default, tuple) else type(default)
    if type(value) is not wanted:
        return KINDS.get(wanted, wanted.__name__)
    if isinstance(value, list) and not all(isinstance(item, str) and item for item in value):
        return "a list of texts"
    if wanted is int and isinstance(value, int) and value < 1:
        return "a number from 1 on"
    if not isinstance(value, str):
        return ""
    try:
        return "a regular expression that needs a character" if re.search(value, "") else ""
    except re.error as error:
        return f"a regular expression ({error.msg})"
