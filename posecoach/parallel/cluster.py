"""Workers of a Dask cluster: processes of this computer or of many."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pydoc import locate
from typing import Any, Final

from posecoach import __version__
from posecoach.errors import PoseCoachError
from posecoach.parallel.jobs import WorkerLostError
from posecoach.parallel.sharing import Handle

try:
    import dask
    from distributed import Client, LocalCluster, get_worker, wait
    from distributed.scheduler import KilledWorker
except ImportError as error:
    raise PoseCoachError(
        'a cluster needs Dask, which is not installed; install it with: pip install "posecoach[dask]"'
    ) from error

# A worker that is done finds its next job there already.
_JOBS_A_THREAD: Final = 2
_CONNECT_S: Final = 15
# Dask's profiler walks the stack of the thread at work every 10 ms. On Python 3.11 that now and then crashes
# the worker (in `_PyFrame_IsIncomplete`), and nobody here reads what it collects.
_SETTINGS: Final = {"distributed.worker.profile.enabled": False}
_FIRST_WORKER_S: Final = 120


class ClusterError(PoseCoachError):
    """A cluster can't be reached, has no workers, or has wrong ones."""


class _Cluster:
    """The workers of a cluster. What a lost one was at work on, another one begins again."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._under_way: set[Any] = set()
        self._stay: set[Any] = set()

    def count(self) -> int:
        """How many jobs are worked on at a time; workers can come and go."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def places(self) -> int:
        """How many jobs to have under way."""
        return _JOBS_A_THREAD * self.count()

    def start(
        self,
        work: Callable[..., Any],
        job: Any,
        *,
        parts: Sequence[Handle] | None = None,
        stays: bool = False,
    ) -> Handle:
        """Hands a job in. What stays with a worker that is lost is worked out again by another one."""
        given = [job] if parts is None else [job, list(parts)]
        future = self._client.submit(_with_this_version, __version__, work, *given, pure=False)
        self._under_way.add(future)
        if stays:
            self._stay.add(future)
        return future

    def finished(self) -> list[Handle]:
        """Waits until any of the jobs under way is done; gives all that are."""
        with self._client.as_current():
            done = list(wait(self._under_way, return_when="FIRST_COMPLETED").done)
        self._under_way.difference_update(done)
        return done

    def take(self, handle: Handle) -> Any:
        """The result of a job that is done; None where it stays with the workers.

        Raises:
            WorkerLostError: if several workers died of it.
            Exception: whatever the work raised.
        """
        stays = handle in self._stay and handle.status != "error"
        try:
            return None if stays else handle.result()
        except KilledWorker as error:
            raise WorkerLostError(
                "the workers that tried it were killed or ran out of memory; give each more memory"
            ) from error
        finally:
            if not stays:
                self.drop(handle)

    def drop(self, handle: Handle) -> None:
        """Lets go of a result that stayed with the workers."""
        self._stay.discard(handle)
        handle.release()


@contextmanager
def cluster_at(address: str) -> Iterator[_Cluster]:
    """Uses the workers of a cluster that is there.

    Args:
        address: Of its scheduler, e.g. ``tcp://10.0.0.5:8786``.

    Raises:
        ClusterError: if it can't be reached, no worker joins it, or one has another version of PoseCoach.
    """
    with _quiet():
        try:
            client = Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"{address}: no Dask scheduler answers there; start one with `dask scheduler`, and give the "
                "address that it prints"
            ) from error
        try:
            _check_workers(client, address)
            yield _Cluster(client)
        finally:
            client.close()


@contextmanager
def local_cluster(count: int) -> Iterator[_Cluster]:
    """Starts a cluster on this computer, and ends it.

    Args:
        count: How many workers it has, each a process that does one job at a time.
    """
    with _quiet(), _without_ctrl_c(), dask.config.set(_SETTINGS):
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            host="127.0.0.1",
            # Any free port for the scheduler's web server: two clusters would ask for the same one.
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
        )
    with _quiet(), cluster, Client(cluster, set_as_default=False) as client:
        yield _Cluster(client)


def _check_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
    except TimeoutError as error:
        raise ClusterError(
            f"{address}: no worker has joined this scheduler; start some with `dask worker {address}`"
        ) from error
    # A function of the standard library: a worker with another version may lack ours.
    versions = client.run(locate, "posecoach.__version__")
    for worker, version in versions.items():
        if version is None:
            raise ClusterError(
                f"{worker}: this worker has no PoseCoach; install version {__version__} there, and start the "
                "worker again"
            )
        if version != __version__:
            raise _other_version(worker, version, __version__)


def _with_this_version(asked: str, work: Callable[..., Any], *given: Any) -> Any:
    """Does a job on a worker that may have joined after all others were looked at."""
    if __version__ != asked:
        raise _other_version(get_worker().address, __version__, asked)
    return work(*given)


def _other_version(worker: str, version: str, asked: str) -> ClusterError:
    return ClusterError(
        f"{worker}: this worker has PoseCoach {version}, and this is {asked}; install the same version on "
        "all computers, and start the worker again"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Hides Dask's own log: lost workers are expected, and what can't be helped is an error."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "tornado")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Processes started within ignore Ctrl-C: this one ends them in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        with suppress(TypeError):  # a handler that Python did not set
            signal.signal(signal.SIGINT, before)
