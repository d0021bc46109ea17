"""Work that forks of this process do beside it: all that is in memory here is there too,
and what comes of it comes back."""

from __future__ import annotations

import errno
import os
import pickle
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe as new_pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias, TypeVar, cast

Result = TypeVar("Result")
Answer = Callable[[Any], Any]
Pipe: TypeAlias = "Connection[Any, Any]"
SHORT = 32_000
"""Bytes that a pipe takes at once, also while nobody reads."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work in a fork → a function that waits for it and gives its result, to be called once. Raises
    there what the work raised, ChildProcessError where the fork was killed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts until the result is read
    process = os.fork()
    if process == 0:
        status = 1
        try:
            pickle.dump(attempt(work), file, protocol=5)
            file.flush()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)

    def finish() -> Result:
        _, status = os.waitpid(process, 0)
        with file:
            if status:
                raise ChildProcessError(f"a fork ended with status {status}")
            file.seek(0)
            done, result = pickle.load(file)
        if not done:
            raise result
        return result  # type: ignore[no-any-return]

    return finish


def attempt(work: Callable[[], object]) -> tuple[bool, object]:
    """Some work → whether it was done, and its result or what it raised."""
    try:
        return True, work()
    except Exception as error:
        return False, error


@dataclass(slots=True)
class Helpers:
    """Forks that answer messages, each in the order in which it gets them. `waiting` counts the messages that
    each has not answered, `count` all that were sent."""

    process: int
    pipes: Sequence[Pipe]
    waiting: list[int]
    folder: TemporaryDirectory[str]
    count: int = 0

    def ask(self, number: int, message: object) -> None:
        """Send a helper a message, a long one in a file, so that nobody waits until it is read. Raises
        ChildProcessError where it was killed."""
        data = pickle.dumps(message, protocol=5)
        sent: bytes | Path = data
        if len(data) > SHORT:
            file = Path(self.folder.name, f"to-{number}-{self.count}")
            with suppress(OSError):
                file.write_bytes(data)
                sent = file
        self.count += 1
        try:
            self.pipes[number].send(sent)
        except OSError as error:
            raise ChildProcessError("a fork ended before its time") from error
        self.waiting[number] += 1

    def next(self) -> tuple[int, Any]:
        """Wait for the next answer → the number of the helper, its answer. Raises what it raised, OSError where
        there was no room for it, ChildProcessError where the helper was killed."""
        pipe = wait([pipe for pipe, count in zip(self.pipes, self.waiting, strict=True) if count])[0]
        number = self.pipes.index(pipe)
        try:
            said = self.pipes[number].recv()
        except (EOFError, OSError) as error:
            raise ChildProcessError("a fork ended before its time") from error
        self.waiting[number] -= 1
        if isinstance(said, OSError):
            raise said
        file = Path(said)
        done, answer = pickle.loads(file.read_bytes())
        file.unlink()
        if not done:
            raise answer
        return number, answer

    def dismiss(self) -> None:
        """Let them end. They are told: a closed pipe tells them nothing while another fork has it too."""
        for pipe in self.pipes:
            with suppress(OSError):
                pipe.send(None)
            pipe.close()

    def bury(self) -> None:
        """Wait until they have ended."""
        os.waitpid(self.process, 0)
        self.folder.cleanup()


def hire(count: int, prepare: Callable[[], Answer]) -> Helpers:
    """Begin `count` forks, which answer messages with what `prepare` gives. It runs once, in the first of them,
    and the others are forks of that one. Raises OSError, with ENOSPC where no folder takes temporary files."""
    pairs = [new_pipe() for _ in range(count)]
    try:
        folder = TemporaryDirectory(prefix="edition-", ignore_cleanup_errors=True)
    except FileNotFoundError as error:
        raise OSError(errno.ENOSPC, "no folder for temporary files can be written") from error
    process = os.fork()
    if process == 0:
        try:
            attend(pairs, prepare, Path(folder.name))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    for _, theirs in pairs:
        theirs.close()
    return Helpers(process, [ours for ours, _ in pairs], [0] * count, folder)


def attend(pairs: Sequence[tuple[Pipe, Pipe]], prepare: Callable[[], Answer], folder: Path) -> None:
    """The life of the helpers: prepare, become as many as there are pipes, answer until there is nobody to ask.
    Answers lie in files, so that none has to wait until somebody takes its answer."""
    for ours, _ in pairs:
        ours.close()
    ready, prepared = attempt(prepare)
    mine = 0
    forks: list[int] = []
    for number in range(1, len(pairs)):
        process = os.fork()
        if process == 0:
            mine, forks = number, []
            break
        forks.append(process)
    for number, (_, theirs) in enumerate(pairs):
        if number != mine:
            theirs.close()
    pipe = pairs[mine][1]
    with suppress(EOFError, OSError):
        for count, sent in enumerate(iter(pipe.recv, None)):
            outcome = attempt(partial(answer, cast(Answer, prepared), sent)) if ready else (False, prepared)
            file = folder / f"{mine}-{count}"
            try:
                file.write_bytes(pickle.dumps(outcome, protocol=5))
            except OSError as error:
                pipe.send(error)
            else:
                pipe.send(str(file))
    pipe.close()
    for process in forks:
        os.waitpid(process, 0)
    if mine == 0:
        rmtree(folder, ignore_errors=True)


def answer(prepared: Answer, sent: bytes | Path) -> Any:
    """What answers messages, and a message or the file that holds it → the answer."""
    if isinstance(sent, Path):
        file, sent = sent, sent.read_bytes()
        file.unlink()
    return prepared(pickle.loads(sent))
