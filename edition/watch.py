"""What a person sees while an edition is built: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

CHINESE = {
    "read": "读入",
    "clean": "清理",
    "segment": "切分",
    "structure": "编次",
    "annotate": "标注",
    "collate": "校勘",
    "weave": "编织",
    "render": "排印",
    "check": "核验",
}


class Lines:
    """Plain progress: one line a stage, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def begin(self, stage: str, total: int) -> None:
        self.console.print(f"{stage} …", highlight=False)

    def step(self, detail: str) -> None:
        pass

    def end(self) -> None:
        pass


class Display:
    """Live progress on a terminal: a bar for the stage under way, a tick for each that is done."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.progress = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("[bold]{task.fields[chinese]}[/] {task.fields[stage]:<9}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.description}"),
            console=console,
        )

    def __enter__(self) -> Display:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()

    def begin(self, stage: str, total: int) -> None:
        self.task = self.progress.add_task("", total=total, stage=stage, chinese=CHINESE.get(stage, ""))
        self.done = -1

    def step(self, detail: str) -> None:
        self.done += 1
        self.progress.update(self.task, completed=self.done, description=detail)

    def end(self) -> None:
        total = self.progress.tasks[self.task].total
        self.progress.update(self.task, completed=total, description="")
