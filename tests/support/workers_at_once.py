"""Workers that need no process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Handed:
    work: Callable[[Any], Any]
    job: Any


class AtOnce:
    """Workers that do a job when it is asked for, and note what they had at a time."""

    def __init__(self, places: int = 3) -> None:
        self._places = places
        self.under_way: list[Any] = []
        self.most = 0
        self.order: list[Any] = []

    def places(self) -> int:
        return self._places

    def start(self, work: Callable[[Any], Any], job: Any) -> Any:
        handle = Handed(work, job)
        self.under_way.append(handle)
        self.order.append(job)
        self.most = max(self.most, len(self.under_way))
        return handle

    def finished(self) -> list[Any]:
        return [self.under_way.pop()]

    def take(self, handle: Any) -> Any:
        return handle.work(handle.job)
