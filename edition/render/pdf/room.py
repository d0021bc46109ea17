"""The pressroom: gatherings go out to helpers, which press them beside one another, and come back
as pages and parts of the file.

    gatherings, number of the first page → Sheets in their order; painted when the room is closed

A gathering gets its page numbers when all before it are laid out. What was set before, of the same tree and
style and from the same page number on, is taken from the store.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from edition.beside import Helpers, hire, processors
from edition.render.pdf.faces import Lacking
from edition.render.pdf.gathering import Gathering
from edition.render.pdf.sheets import Cover, Cut, Flowed, FontUse, Numbered, Pages, Painted, Sheets, Title
from edition.render.pdf.styles import installed_faces, style_of
from edition.render.pdf.weasy.version import is_known
from edition.render.printing import Printing
from edition.report import Unusable, make
from edition.reuse import Store, key_of

HELD = 40  # pages that a helper holds unpainted before it paints rather than lays out more


class Room(Protocol):
    """Where gatherings are pressed. `plain` is a room that knows WeasyPrint's public side only."""

    plain: bool

    def entitle(self, title: Title) -> None:
        """Begin a book."""

    def begin_cover(self, tei: str) -> None:
        """Let what a file has once besides its fonts be made, before there are pages."""

    def begin(self, gatherings: Sequence[Gathering], first: int, *, each: int = 1) -> Any:
        """Gatherings in their order, and the number of their first page, or of the one before it where they
        must begin on the other side → an order, which is worked at while others wait and are waited for. So
        many gatherings each helper gets at once, more than one if nobody will ask for a while."""

    def finish(self, order: Any, *, ahead: int = 0) -> list[Sheets]:
        """Wait for an order → the pages of its gatherings. So many pages each helper may paint
        meanwhile, before it is asked again."""

    def probe(self, body: Element) -> list[tuple[int, list[str]]]:
        """A tree set on endless pages → the lines of its notes, each note by its number in the tree."""


@dataclass(slots=True)
class Job:
    """A gathering on its way: laid out (`flowed`), given its page numbers
    (`first`), numbered (`sheets`), painted."""

    number: int
    gathering: Gathering
    signature: str
    asked: frozenset[str]
    flowed: Flowed | None = None
    first: int | None = None
    key: str = ""
    helper: int | None = None
    settling: bool = False
    sheets: Sheets | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Gatherings that follow one another, from the page `first` on."""

    jobs: Sequence[Job]
    first: int


@dataclass(slots=True)
class Pressroom:
    """Presses the gatherings of one book. `notes` are the numbers of all notes so far, `complaints` what
    WeasyPrint has to say of the style sheets."""

    helpers: Helpers
    printing: Printing
    store: Store | None
    standing: str
    lacking: Lacking = field(default_factory=Lacking)
    jobs: list[Job] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    notes: dict[str, Numbered] = field(default_factory=dict)
    asked: list[list[tuple[str, int]]] = field(default_factory=list)
    unpainted: list[list[Job]] = field(default_factory=list)
    results: dict[tuple[str, int], Any] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    ready: bool = False
    closed: bool = False
    plain: bool = False

    def __post_init__(self) -> None:
        count = len(self.helpers.pipes)
        self.asked, self.unpainted = [[] for _ in range(count)], [[] for _ in range(count)]

    def entitle(self, title: Title) -> None:
        """Begin a book."""
        shown = key_of("pictures", *map(repr, sorted(title.pictures.items()))) if self.store else ""
        self.standing = f"{title.language}\n{shown}\n{self.standing}"
        for helper in range(len(self.unpainted)):
            self.ask(helper, "entitle", -1, title)

    def begin(self, gatherings: Sequence[Gathering], first: int, *, each: int = 1) -> Order:
        """Gatherings in their order, and the number of their first page, or of the one before it where they
        must begin on the other side → an order, which is worked at while others wait and are waited for. So
        many gatherings each helper gets at once, more than one if nobody will ask for a while."""
        order = Order([self.new_job(gathering) for gathering in gatherings], first)
        self.orders.append(order)
        for most in range(1, each + 1):
            self.advance(most)
        return order

    def finish(self, order: Order, *, ahead: int = 0) -> list[Sheets]:
        """Wait for an order → the pages of its gatherings. So many pages each helper may paint
        meanwhile, before it is asked again."""
        while True:
            self.advance()
            if all(job.sheets for job in order.jobs):
                break
            self.receive()
        self.orders.remove(order)
        for helper, waiting in enumerate(self.unpainted):
            pages = 0
            while waiting and pages < ahead:
                pages += count_of(waiting[0])
                self.paint(helper, waiting[0])
        return [job.sheets for job in order.jobs if job.sheets]

    def advance(self, most: int = 1) -> None:
        """Do for all orders what can be done now; a helper with fewer than so many tasks gets one."""
        for order in self.orders:
            self.number(order.jobs, order.first)
            for job in order.jobs:
                self.settle(job, order.jobs)
        self.employ(most)

    def new_job(self, gathering: Gathering) -> Job:
        """A gathering → its job, with what the store knows of its layout."""
        signature = gathering.signature() if self.store else ""
        job = Job(len(self.jobs), gathering, signature, gathering.asked())
        self.jobs.append(job)
        if self.store:
            known = self.store.get(key_of("flow", self.standing, signature))
            job.flowed = known and Flowed(*known)
        return job

    def number(self, jobs: Sequence[Job], first: int) -> None:
        """Give page numbers to the gatherings before which everything is laid out."""
        for job in jobs:
            if job.flowed is None:
                break
            if job.first is None:
                job.first = first + (job.flowed.side not in (None, first % 2))
                self.notes |= {
                    note: Numbered(mark, job.first + page) for note, (mark, page) in job.flowed.notes.items()
                }
            first = job.first + job.flowed.pages

    def settle(self, job: Job, jobs: Sequence[Job]) -> None:
        """Let a gathering be numbered, as soon as it can be: here, if the store has it."""
        if job.first is None or job.sheets or job.settling:
            return
        if not (job.asked <= self.notes.keys() or all(other.first for other in jobs)):
            return
        elsewhere = {note: self.notes.get(note) for note in sorted(job.asked)}
        if self.store and not job.key:
            job.key = key_of("sheets", self.standing, job.signature, str(job.first), repr(elsewhere))
            if known := self.store.get(job.key):
                job.sheets = Sheets(*known)
                return
        if job.helper is not None:
            job.settling = True
            self.ask(job.helper, "settle", job.number, job.number, job.first, elsewhere)

    def employ(self, most: int = 1) -> None:
        """Give work to every helper that has less than so many tasks. What was laid out for an earlier book
        waits for its number: the store may have it."""
        new = [(job, order.jobs) for order in self.orders for job in order.jobs if is_new(job)]
        for helper, painting in enumerate(self.unpainted):
            if sum(task != "entitle" for task, _ in self.asked[helper]) >= most:
                continue
            held = sum(map(count_of, painting))
            if new and not (painting and held > HELD):
                job, jobs = new.pop(0)
                job.helper = helper
                self.ask(helper, "flow", job.number, job.number, job.gathering)
                self.settle(job, jobs)
            elif painting:
                self.paint(helper, painting[0])

    def paint(self, helper: int, job: Job) -> None:
        """Let a gathering be painted. Where a character has no glyph no book is written."""
        self.unpainted[helper].remove(job)
        if not self.lacking.missing:
            self.ask(helper, "paint", job.number, job.number)

    def ask(self, helper: int, task: str, job: int, *arguments: object) -> None:
        """Give a helper something to do, for a job."""
        self.asked[helper].append((task, job))
        self.helpers.ask(helper, (task, arguments))

    def receive(self) -> None:
        """Wait until a helper has done something, and take it."""
        try:
            helper, (result, lacking) = self.helpers.next()
        except ChildProcessError:
            raise
        except OSError as error:
            if self.ready:  # a full disk, or a font that has gone
                folder = self.helpers.folder.name
                raise Unusable([make("X002", folder, path=folder, detail=error.strerror or error)]) from error
            # The loader's, where a system library is missing.
            raise Unusable([make("X001", "edition.pdf", detail=str(error).splitlines()[0])]) from error
        self.ready = True
        self.lacking |= lacking
        task, number = self.asked[helper].pop(0)
        if task == "entitle":
            self.complaints = result
        if number < 0:
            self.results[task, number] = result
            return
        job = self.jobs[number]
        if task == "flow":
            job.flowed = result
            if self.store:
                self.keep(key_of("flow", self.standing, job.signature), tuple(result))
        elif task == "settle":
            job.sheets = Sheets(result)
            self.unpainted[helper].append(job)
        elif task == "paint":
            assert job.sheets
            job.sheets.painted = result
            self.keep(job.key, (job.sheets.pages, result))

    def keep(self, key: str, result: object) -> None:
        """Keep a result for the next book, if nothing in it has to be reported again."""
        if self.store and not self.lacking.strays and not self.lacking.missing:
            self.store.put(key, result)

    def take(self, task: str, number: int) -> Any:
        """Wait for the result of something that is for no job, and has a number below 0 instead."""
        while (task, number) not in self.results:
            self.receive()
        return self.results.pop((task, number))

    def probe(self, body: Element) -> list[tuple[int, list[str]]]:
        """A tree set on endless pages → the lines of its notes, each note by its number in the tree."""
        self.ask(0, "probe", -1, body)
        found: list[tuple[int, list[str]]] = self.take("probe", -1)
        return found

    def painted(self, wanted: Sequence[Sheets]) -> Iterator[tuple[Sheets, Painted]]:
        """The pages of gatherings in the order in which they were pressed, each as soon as it is painted."""
        known = {id(sheets) for sheets in wanted}
        for job in self.jobs:
            if job.sheets and id(job.sheets) in known:
                while not job.sheets.painted:
                    self.employ()
                    self.receive()
                yield job.sheets, job.sheets.painted

    def close(self) -> None:
        """Let the helpers go: nothing is to be set any more."""
        if not self.closed:
            self.closed = True
            self.helpers.dismiss()

    def begin_cover(self, tei: str) -> None:
        """Let what a file has once besides its fonts be made, before there are pages."""
        self.ask(0, "cover", -1, tei)

    def cover(self) -> Cover:
        """Wait for what a file has once."""
        made: Cover = self.take("cover", -1)
        return made

    def begin_cuts(self, uses: Sequence[FontUse]) -> list[str]:
        """Let fonts be cut to what a book uses of them, the largest first, each by the helper
        that has least to do → their keys."""
        keys = [key_of("font", self.standing, repr(use)) if self.store else "" for use in uses]
        load = [0] * len(self.asked)
        for number, use in sorted(enumerate(uses), key=lambda row: -len(row[1].texts)):
            known = self.store.get(keys[number]) if self.store else None
            if known:
                self.results["cut", -1 - number] = Cut(*known)
                keys[number] = ""
                continue
            helper = load.index(min(load))
            load[helper] += len(use.texts)
            self.ask(helper, "cut", -1 - number, use)
        return keys

    def cuts(self, keys: Sequence[str]) -> Iterator[Cut]:
        """The fonts that were begun, in their order, each as soon as it is there."""
        for number, key in enumerate(keys):
            cut: Cut = self.take("cut", -1 - number)
            if key:
                self.keep(key, (cut.objects, cut.font))
            yield cut


def count_of(job: Job) -> int:
    """The pages of a gathering that is numbered."""
    return job.sheets.pages.count if job.sheets else 0


def is_new(job: Job) -> bool:
    """Whether a gathering has to be laid out."""
    return job.helper is None and not job.sheets and not (job.flowed and job.first is None)


@dataclass(slots=True)
class PlainRoom:
    """Presses gatherings by WeasyPrint's public API alone: nothing is written in later, nothing kept."""

    printing: Printing
    made: Any = None
    complaints: list[str] = field(default_factory=list)
    lacking: Lacking = field(default_factory=Lacking)
    plain: bool = True

    def close(self) -> None:
        """Nobody is to be let go."""

    def entitle(self, title: Title) -> None:
        from edition.render.pdf.press import new_press

        self.made = new_press(title, None, self.printing)

    def begin_cover(self, tei: str) -> None:
        """WeasyPrint makes it with the pages."""

    def finish(self, order: list[Sheets], *, ahead: int = 0) -> list[Sheets]:
        """Everything is done already."""
        return order

    def begin(self, gatherings: Sequence[Gathering], first: int, *, each: int = 1) -> list[Sheets]:
        from edition.render.pdf.standing import bookmarks_on, places_on

        made: list[Sheets] = []
        for gathering in gatherings:
            document = self.made.render(gathering.body, first)
            pages = Pages(
                first, len(document.pages), places=places_on(document), bookmarks=bookmarks_on(document)
            )
            made.append(Sheets(pages, document=document))
            first += pages.count
        return made

    def probe(self, body: Element) -> list[tuple[int, list[str]]]:
        return []


@contextmanager
def pressroom(printing: Printing, store: Store | None) -> Iterator[Pressroom | PlainRoom]:
    """A room with as many helpers as there are processors, as long as the block runs."""
    if not is_known():
        from edition.render.pdf.press import listening

        room = PlainRoom(printing)
        with listening(room.complaints):
            yield room
        return

    def prepare() -> Any:
        with unsearched():
            from edition.render.pdf.pressing import new_helper

        return new_helper(printing).answer

    standing = f"{printing.variant}\n{style_of(printing)}\n{installed_faces() if store else ''}"
    opened = Pressroom(hire(processors(), prepare), printing, store, standing)
    try:
        yield opened
    finally:
        opened.close()
        opened.helpers.bury()


@contextmanager
def unsearched() -> Iterator[None]:
    """Inside, libraries are loaded by the names that Linux knows them by. WeasyPrint tries those of other
    systems first, and for each of them a search begins that asks compiler and linker, in 54 processes."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
