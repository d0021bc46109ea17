"""Is a TEI file one of ours? Our schema, and the rules that a grammar cannot say; or
any other RELAX NG schema alone.

    FILE.xml → diagnostics with line and column: T010 no XML, T011 against the schema, T012 an id twice,
               T013–T034 against a rule

Schema and rules are edition.rng and edition.sch, both made from edition.odd.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from edition.relaxng.grammar import Grammar, NoSchema, read_grammar
from edition.relaxng.stream import Fault, Judge
from edition.report import Diagnostic, make
from edition.reuse import Store
from edition.tei.parts import NotReadable, read, survey
from edition.tei.schematron import check_rules


def validate(path: Path, schema: Path | None = None, *, store: Store | None = None) -> list[Diagnostic]:
    """A TEI file → what is wrong with it by our schema and rules, or by another RELAX NG schema alone.

    R004 the file cannot be read, T010 it or the schema is not well-formed, T011 a schema violation, T012 an id
    twice, and by our schema T013–T034, each a rule of edition.sch. What `store` has of an earlier build need
    not be judged by the rules again.
    """
    try:
        problems = against_schema(path, schema)
        surveyed = survey(path)
    except OSError:
        return [make("R004", str(path), path=path)]
    except NotReadable as error:
        return [make("T010", str(path), error.position, detail=error.detail)]
    except NoSchema as error:
        return [make("T010", str(schema), error.position, detail=error.detail)]
    problems += [make("T012", str(path), place, id=name) for name, place in surveyed.twice]
    if schema is None:
        problems += check_rules(path, surveyed, store=store)
    return sorted(problems)


def against_schema(path: Path, schema: Path | None) -> list[Diagnostic]:
    """A TEI file and a schema, or None for ours → T011 for every violation. Raises
    OSError, NotReadable, NoSchema."""
    found = faults(path, read_schema(schema) if schema else our_schema())
    return [make("T011", str(path), fault.place, detail=fault.detail) for fault in found]


def faults(path: Path, grammar: Grammar) -> list[Fault]:
    """An XML file and a grammar → what is against it, in the order of the file.
    Raises OSError or NotReadable."""
    judge = Judge(grammar)
    for _ in read(path, judge.start, lambda *_: judge.end(), judge.text, separator=" "):
        pass
    return judge.faults


@cache
def our_schema() -> Grammar:
    """The schema of what `weave` writes."""
    with as_file(files("edition.tei") / "edition.rng") as path:
        return read_grammar(path)


def read_schema(path: Path) -> Grammar:
    """A RELAX NG file in XML syntax → the schema. Raises NoSchema."""
    try:
        return read_grammar(path)
    except OSError as error:
        raise NoSchema(error.strerror or str(error)) from error
