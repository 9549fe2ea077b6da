"""Workers that need no process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Handed:
    work: Callable[..., Any]
    given: tuple[Any, ...]
    stays: bool


class AtOnce:
    """Workers that do a job when it is asked for, and note what they had at a time."""

    def __init__(self, places: int = 3) -> None:
        self._places = places
        self.under_way: list[Any] = []
        self.most = 0
        self.order: list[Any] = []
        self.staying: dict[Handed, Any] = {}

    def count(self) -> int:
        return self._places

    def places(self) -> int:
        return self._places

    def start(
        self,
        work: Callable[..., Any],
        job: Any,
        *,
        parts: Sequence[Handed] | None = None,
        stays: bool = False,
    ) -> Handed:
        given = (job,) if parts is None else (job, [self.staying[part] for part in parts])
        handle = Handed(work, given, stays)
        self.under_way.append(handle)
        self.order.append(job)
        self.most = max(self.most, len(self.under_way))
        return handle

    def finished(self) -> list[Any]:
        return [self.under_way.pop()]

    def take(self, handle: Handed) -> Any:
        result = handle.work(*handle.given)
        if not handle.stays:
            return result
        self.staying[handle] = result
        return None

    def drop(self, handle: Handed) -> None:
        del self.staying[handle]
