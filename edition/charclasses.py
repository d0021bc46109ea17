"""Character classes of regular expressions, each worked out once.

`re` marks each of the 21,000 Chinese characters one by one wherever a class has them, two thousand times while
this program is imported: half of what its patterns take to be compiled. Nearly all of those classes are alike.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from importlib import import_module
from typing import Any


def remember_classes() -> None:
    """Let `re` keep what it works out for a class of characters. A Python whose `re` has no such function, or
    another answer from it, is left as it is."""
    try:
        compiler: Any = import_module("re._compiler")
        work_out = compiler._optimize_charset
    except (ImportError, AttributeError):
        return
    if hasattr(work_out, "__wrapped__"):
        return

    @lru_cache(4_096)
    def known(members: tuple[Any, ...]) -> tuple[tuple[Any, ...], Any]:
        made, cased = work_out(list(members))
        return tuple(made), cased

    @wraps(work_out)
    def remembered(members: Any, *case: Any, **others: Any) -> tuple[Any, Any]:
        # Whoever ignores case asks for each class by more than its members.
        if any(case) or others:
            return work_out(members, *case, **others)  # type: ignore[no-any-return]
        try:
            made, cased = known(tuple(members))
        except (TypeError, ValueError):
            return work_out(members)  # type: ignore[no-any-return]
        return list(made), cased

    compiler._optimize_charset = remembered
