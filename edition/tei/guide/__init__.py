"""The encoding guide for scholars: one page for each phenomenon, NAME.md beside this file.

A page begins with its title, then a line that names the TEI chapter, the elements and the rules it explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

HEAD = re.compile(
    r"^# (?P<title>.+)\n\n(?P<chapter>TEI P5, .+?)\. Elements: (?P<elements>.+?)\.(?: Rules: (?P<rules>.+?)\.)?\n"
)


@dataclass(frozen=True)
class Page:
    """One phenomenon: name of the page, title, chapter of the TEI Guidelines, elements and
    rules it explains, whole text."""

    name: str
    title: str
    chapter: str
    elements: Sequence[str]
    rules: Sequence[str]
    text: str


def read_page(name: str, text: str) -> Page:
    """A page's name and its Markdown → the page. Raises ValueError where the head is missing."""
    head = HEAD.match(text)
    if head is None:
        raise ValueError(f"{name}: title, chapter and elements must come first")
    elements = re.findall(r"`([^`]+)`", head["elements"])
    return Page(name, head["title"], head["chapter"], elements, re.findall(r"T\d+", head["rules"] or ""), text)


def pages() -> Iterator[Page]:
    """All pages, by name."""
    for file in sorted(files("edition.tei.guide").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".md"):
            yield read_page(file.name.removesuffix(".md"), file.read_text("utf-8"))


def about(topic: str) -> list[Page]:
    """A page's name, an element or the code of a rule → the pages that explain it."""
    every = list(pages())
    return [p for p in every if p.name == topic] or [
        p for p in every if topic in p.elements or topic.upper() in p.rules
    ]
