"""Work that a fork of this process does beside it: all that is in memory here is there too, and what comes of it comes back."""

from __future__ import annotations

import os
import pickle
import tempfile
import traceback
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work in a fork → a function that waits for it and gives its result, to be called once. Raises there what
    the work raised, ChildProcessError where the fork was killed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts until the result is read
    process = os.fork()
    if process == 0:
        status = 1
        try:
            try:
                outcome: tuple[bool, object] = (True, work())
            except Exception as error:
                outcome = (False, error)
            pickle.dump(outcome, file, protocol=5)
            file.flush()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)

    def wait() -> Result:
        _, status = os.waitpid(process, 0)
        with file:
            if status:
                raise ChildProcessError(f"a fork ended with status {status}")
            file.seek(0)
            done, result = pickle.load(file)
        if not done:
            raise result
        return result  # type: ignore[no-any-return]

    return wait
