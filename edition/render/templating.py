"""The Jinja2 templates of all pages, in the language of the book."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from edition.render.resources import resource_folder
from edition.render.wording import in_english, is_chinese


class Translated(FileSystemLoader):
    """Templates with their words in English."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template, as Jinja2 asks for it."""
        source, file, fresh = super().get_source(environment, template)
        return in_english(source), file, fresh


def templates(language: str) -> Environment:
    """The environment for a book in that language; everything is escaped, a missing value is an error."""
    return environment(chinese=is_chinese(language))


@cache
def environment(*, chinese: bool) -> Environment:
    """The environment of each of the two."""
    return Environment(
        loader=(FileSystemLoader if chinese else Translated)(resource_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
