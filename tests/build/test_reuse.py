"""What earlier builds left is used again, and never seen in the outputs: a build with it and
one without give the same bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.order import Order, Silent
from edition.pipeline import build
from edition.render.pdf.room import Pressroom
from edition.render.pdf.sheets import Numbered
from edition.reuse import Store, key_of

EDITION = """
[edition]
id = "small"
title = "{title}"
editors = ["本书编者"]
language = "zh-Hans"

{sources}
"""
SOURCE = """
[[source]]
id = "{name}"
siglum = "{name}"
file = "{name}.txt"
sha256 = "{digest}"
profile = "sources/{name}.toml"
title = "{name}种"
"""
EMENDATION = """
[[emendation]]
id = "e-1"
source = "a"
quote = "守望者记曰"
wrong = "曰"
right = "{right}"
resp = "本书编者"
reason = "形近"
"""

PERSON = """
[[person]]
id = "p-{n}"
name = "{name}"
"""
PARALLEL = """
[[collation]]
id = "c-1"
kind = "parallel"
documents = ["a-77a57532", "b-77a57532"]
resp = "本书编者"
reason = "首段相同"
"""


@dataclass(frozen=True)
class Corpus:
    """A corpus of two short texts, as far as the tests change it."""

    title: str = "小集"
    families: tuple[str, str] = ("plain", "plain")
    endings: tuple[int, int] = (1, 1)
    right: str = "日"
    persons: tuple[str, ...] = ()
    parallel: bool = False
    addition: str = ""

    def write(self, folder: Path) -> None:
        """Write it as a folder of its own."""
        for name in ("sources", "texts", "editorial"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        sources = ""
        for name, family, ending in zip("ab", self.families, self.endings, strict=True):
            opening = "守望者记曰，钟声自港外来。" if name == "a" else "船户答云，未闻其声。"
            text = (
                "\n\n".join(
                    [
                        "灯塔礁纪事，凡守望、来电与船户所言，皆依先后排列。",
                        opening + self.addition,
                        "抄本附记，是夜风雨大作，灯火未熄，至晓方止，来船皆得入港。",
                        *("灯塔礁有人守望，来电均已照办。" * 12 for _ in range(ending * 9)),
                    ]
                )
                + "\n"
            )
            (folder / "texts" / f"{name}.txt").write_text(text, "utf-8")
            (folder / "sources" / f"{name}.toml").write_text(f'inherit = "{family}"\n', "utf-8")
            sources += SOURCE.format(name=name, digest=sha256(text.encode()).hexdigest())
        (folder / "edition.toml").write_text(EDITION.format(title=self.title, sources=sources), "utf-8")
        tables = {
            "emendations": EMENDATION.format(right=self.right) if self.right else "",
            "persons": "".join(PERSON.format(n=n, name=name) for n, name in enumerate(self.persons)),
            "collation": PARALLEL if self.parallel and set(self.families) == {"plain"} else "",
        }
        for table, rows in tables.items():
            (folder / "editorial" / f"{table}.toml").write_text(rows, "utf-8")


CHANGES = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(["小集", "小集续编"])),
    st.tuples(st.just("families"), st.sampled_from([("plain", "plain"), ("plain", "book")])),
    st.tuples(st.just("endings"), st.tuples(st.integers(1, 2), st.integers(1, 2))),
    st.tuples(st.just("right"), st.sampled_from(["日", "云", ""])),
    st.tuples(st.just("persons"), st.sampled_from([(), ("守望者",), ("船户", "守望者")])),
    st.tuples(st.just("parallel"), st.booleans()),
    st.tuples(st.just("addition"), st.sampled_from(["", "其声甚远。"])),
)


def outputs(corpus: Corpus, folder: Path, out: Path, *, reuse: bool) -> dict[str, bytes]:
    """Build a corpus → the files by name, and what was said of them."""
    corpus.write(folder)
    made = build(Order(folder, out, reuse=reuse), Silent())
    assert not made.failed, made.diagnostics
    said = "\n".join(f"{found.line}:{found.column} {found.code} {found.message}" for found in made.diagnostics)
    return {name: Path(path).read_bytes() for name, path in made.files.items()} | {"said": said.encode()}


@settings(max_examples=3, deadline=None)
@example([("persons", ("守望者",)), ("right", "云"), ("persons", ("船户", "守望者"))])
@example([("parallel", True), ("addition", "其声甚远。")])
@given(st.lists(CHANGES, min_size=1, max_size=2))
def test_a_build_with_what_others_left_is_the_build_without(changes: list[tuple[str, object]]) -> None:
    with TemporaryDirectory() as name:
        folder, corpus = Path(name), Corpus()
        outputs(corpus, folder / "corpus", folder / "warm", reuse=True)
        for field, value in changes:
            corpus = replace(corpus, **{field: value})  # type: ignore[arg-type]
            warm = outputs(corpus, folder / "corpus", folder / "warm", reuse=True)
        assert warm == outputs(corpus, folder / "corpus", folder / "cold", reuse=False)
        assert not (folder / "cold" / ".cache").exists()


def test_only_what_changed_is_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []
    ask = Pressroom.ask

    def counted(room: Pressroom, helper: int, task: str, job: int, *arguments: object) -> None:
        if task == "flow":
            laid_out.append(job)
        ask(room, helper, task, job, *arguments)

    monkeypatch.setattr(Pressroom, "ask", counted)
    folder, out = tmp_path / "corpus", tmp_path / "out"
    outputs(Corpus(), folder, out, reuse=True)
    every = len(laid_out)
    laid_out.clear()
    outputs(Corpus(), folder, out, reuse=True)
    assert every >= 6 and not laid_out
    outputs(Corpus(right="云"), folder, out, reuse=True)
    assert len(laid_out) == 2  # the source with the emendation, and the list of emendations


def test_damaged_results_are_made_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "corpus", tmp_path / "out"
    made = outputs(Corpus(), folder, out, reuse=True)
    for number, kept in enumerate(sorted((out / ".cache").iterdir())):
        data = kept.read_bytes()
        kept.write_bytes((b"", data[: len(data) // 2], data[:40] + b"x" + data[41:])[number % 3])
    assert outputs(Corpus(), folder, out, reuse=True) == made


class Trap:
    """What would make a folder when it is read back."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.folder,)


def test_what_is_kept_cannot_run(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    store.put("trap", Trap(str(tmp_path / "sprung")))
    assert store.get("trap") is None and not (tmp_path / "sprung").exists()
    store.put("data", (Numbered("①", 3), frozenset({"a"}), {"b": 1.5}))
    assert store.get("data") == (Numbered("①", 3), frozenset({"a"}), {"b": 1.5})


def test_a_store_keeps_no_more_than_it_may(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    keys = [key_of("test", str(n)) for n in range(5)]
    for key in keys:
        store.put(key, bytes(1000))
    assert [store.get(key) for key in keys] == [bytes(1000)] * 5
    store.get(keys[0])
    store.trim(3500)
    left = [key for key in keys if store.get(key) is not None]
    assert len(left) == 3 and keys[0] in left
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
