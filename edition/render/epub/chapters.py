"""The planned pages → the files of the text: sources, parts, documents with their notes and apparatus.

Made, page starts → files, diagnostics
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.render.backmatter import BackMatter
from edition.render.epub.markers import labels_in, mark_pages, starts_by_block
from edition.render.epub.pages import Item, Made, fill, markup
from edition.render.epub.profiles import dress
from edition.render.paging import PageStart
from edition.render.plan import Page
from edition.render.setting import Notes, Setting
from edition.render.titles import phrases
from edition.render.units import Node
from edition.render.xhtml import Rendered, render_opening, render_unit
from edition.report import Diagnostic, make


def render_body(made: Made, starts: Iterable[PageStart], problems: list[Diagnostic]) -> Iterator[Item]:
    """The planned pages → files, with the printed pages marked in them. Elements without a form of their own
    are reported once per kind (X012), and notes that the profile's devices cannot pop up (X015)."""
    setting = base_setting(made)
    waiting = starts_by_block(starts)
    unknown: dict[str, int] = {}
    read = 0
    for number, page in enumerate(made.pages):
        landmark = "" if number else "bodymatter"
        if page.node.kind == "source":
            labels = tuple(start.label for start in waiting.get(page.node.id, ()))
            yield Item(page.file, write_divider(made, page.node, labels), landmark=landmark, labels=labels)
            continue
        rendered = render_page(page, replace(setting, base=setting.sigla.get(page.source.id, "")))
        for kind, line in rendered.unknown.items():
            unknown.setdefault(kind, line)
        for note in dress(rendered, made.profile):
            problems.append(make("X015", made.book.file, id=note, most=made.profile.longest))
        following = made.pages[number + 1 : number + 2]
        read = mark_pages(
            rendered.content,
            waiting,
            unit=page.node.id,
            before=read if page.part else 0,
            continues=any(other.node is page.node for other in following),
            worded=made.book.say("第{}页"),
        )
        labels = tuple(labels_in(rendered.content))
        yield Item(page.file, write_chapter(made, page, rendered), landmark=landmark, labels=labels)
    problems += [make("X012", made.book.file, (line, 1), name=kind) for kind, line in sorted(unknown.items())]


def base_setting(made: Made) -> Setting:
    """What is the same for all pages."""
    return Setting(
        Notes.POPUP,
        made.href,
        frozenset(pointed_at(made.back)),
        {m.id: f"glossary.xhtml#{entry.id}" for entry in made.back.glossary.aliases for m in entry.mentions},
        made.back.sigla(),
        numbered=True,
        language=made.book.language,
        pictures={url: f"images/{picture.name}" for url, picture in made.book.pictures.items()},
        relations=made.back.relations,
    )


def render_page(page: Page, setting: Setting) -> Rendered:
    """A planned page → its XHTML."""
    if page.node.kind == "unit":
        return render_unit(page.node, setting, openings=page.openings, blocks=page.blocks, part=page.part)
    return render_opening(page.node, setting)


def write_divider(made: Made, source: Node, labels: Sequence[str]) -> bytes:
    """The page that opens a source, which is a page of the printed book too → its file."""
    witness = next(w for w in made.back.witnesses if w.source == source.id)
    return fill(
        "source", made.book, source.title, "bodymatter", witness=witness, labels=labels, phrases=phrases
    )


def pointed_at(back: BackMatter) -> Iterator[str]:
    """The id of every name, date and correction that an index, the glossary or a list leads to."""
    for index in back.indexes:
        for group in index.groups:
            for entry in group.entries:
                yield from (mention.id for mention in entry.by_unit())
    for term in back.glossary.entries:
        yield from (mention.id for year in term.years for mention, _ in year.days)
    yield from (mention.id for work in back.works for mention in work.mentions)
    yield from (row.id for row in back.emendations)
    yield from back.unsettled


def write_chapter(made: Made, page: Page, rendered: Rendered) -> bytes:
    """A rendered page → its file."""
    return fill(
        "chapter",
        made.book,
        page.node.heading or made.book.title,
        "frontmatter" if page.node.subtype == "foreword" else "bodymatter",
        profile=made.profile,
        content=markup(rendered.content),
        notes=[markup(note) for note in rendered.notes],
        apparatus=[markup(entry) for entry in rendered.apparatus],
    )
