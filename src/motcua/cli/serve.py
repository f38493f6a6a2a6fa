"""``motcua serve`` and ``motcua worker``: answer people, seal what they did, and do once a day what is daily."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any, NoReturn

import click

from motcua.cli import start

log = logging.getLogger("motcua.worker")

SEAL_EVERY = 1.0
REST_AFTER_FAILURE = 10.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--no-worker", is_flag=True, help="Do not seal; `motcua worker` runs elsewhere.")
@click.option("--page", default="/", hidden=True, help="The page whose address is told.")
def serve(host: str, port: int, workers: int, no_worker: bool, page: str) -> None:
    """Serve the sites until told to stop, with the worker beside them."""
    start()
    from django.db import connections

    from motcua.config.home import ensure_usable
    from motcua.foundation.rulesets.public import lay_out

    ensure_usable()
    lay_out()
    connections.close_all()
    click.echo(f"http://{host}:{port}{page}", err=True)
    serve_until_stopped(host=host, port=port, workers=workers, beside=None if no_worker else Beside("worker"))


@click.command()
@click.option("--parent", type=int, hidden=True, help="End with this process.")
def worker(parent: int | None) -> None:
    """Seal what is pending and send notices about once a second, do once a day what is daily, until told to stop."""
    start()
    from motcua.config.home import ensure_usable, take_statistics
    from motcua.foundation.accounts.public import (
        forget_codes,
        forget_looks,
        forget_sendings,
        forget_sessions,
    )
    from motcua.foundation.ledger.public import seal
    from motcua.services.feedback.public import forget_calls, forget_unsent
    from motcua.services.filing.public import forget as forget_applications
    from motcua.services.filing.public import forget_broken_off
    from motcua.services.intake.public import forget_drafts
    from motcua.services.notices.public import follow, send_due
    from motcua.sites.look.public import clock

    ensure_usable()
    stop = Stop()
    stop.on(signal.SIGTERM, signal.SIGINT)
    daily = Daily(  # what pages stamped goes by their clock, which stands still in a demo
        lambda at: forget_looks(at=at),
        lambda at: forget_sendings(at=at),
        lambda at: forget_codes(at=at),
        lambda at: forget_sessions(at=at),
        lambda _at: forget_drafts(at=clock.now()),
        lambda _at: forget_unsent(at=clock.now()),
        lambda _at: forget_calls(at=clock.now()),
        lambda _at: forget_applications(at=clock.now()),
        lambda _at: forget_broken_off(at=clock.now()),
        lambda _at: take_statistics(),
        lambda _at: apart("inspection", "watch"),
        lambda _at: apart("figures", "freeze"),
    )

    def turn() -> None:
        at = datetime.now(UTC)
        seal(at=at)
        follow(at=at)
        send_due(at=at)
        daily.turn(at)

    work(
        turn,
        wait=stop.wait,
        go_on=lambda: not stop.asked and parent in {None, os.getppid()},
    )


class Stop:
    """Whether the process was asked to end. A signal sets a flag, so that no work is cut in the middle."""

    def __init__(self) -> None:
        self.asked = False

    def on(self, *signals: signal.Signals) -> None:
        """Take these signals as the asking."""
        for each in signals:
            signal.signal(each, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def wait(self, seconds: float) -> None:
        """Wait, but not after being asked."""
        end = time.monotonic() + seconds
        while not self.asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))


class Daily:
    """Tasks that are done once a day, the first time at once; what fails in one is said, and tried again in an hour."""

    def __init__(self, *tasks: Callable[[datetime], object]) -> None:
        self.next: dict[Callable[[datetime], object], datetime] = dict.fromkeys(tasks, datetime.min.replace(tzinfo=UTC))

    def turn(self, at: datetime) -> None:
        """Do what is due."""
        for task, due in self.next.items():
            if due <= at:
                try:
                    task(at)
                    self.next[task] = at + timedelta(days=1)
                except Exception as failure:  # noqa: BLE001  the worker outlives what fails in it
                    log.error("what is done daily was not done: %s", failure)
                    self.next[task] = at + timedelta(hours=1)


def work(task: Callable[[], object], *, wait: Callable[[float], object], go_on: Callable[[], bool]) -> None:
    """
    Do a task about once a second for as long as ``go_on`` says; after a failure, say it and rest longer.

    A lost connection heals at the next turn, and a ledger that may not be sealed is said again and again.
    """
    from django.db import close_old_connections

    while go_on():
        try:
            task()
        except Exception as failure:  # noqa: BLE001  the worker outlives what fails in it
            log.error("the ledger was not sealed: %s", failure)
            close_old_connections()
            wait(REST_AFTER_FAILURE)
        else:
            wait(SEAL_EVERY)


def apart(*words: str) -> None:
    """Run a command of this program in a process of its own, and do not wait: the sealing goes on."""
    command = [sys.executable, "-m", "motcua", *words]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  this program, fixed words


class Beside:
    """A command of this program that runs beside the server and is started again when it ends."""

    REST = 2.0

    def __init__(self, *words: str) -> None:
        self.words = words
        self.process: subprocess.Popen[bytes] | None = None
        self.started = -self.REST

    def keep(self) -> None:
        """Start it if it does not run; not more often than every two seconds."""
        running = self.process is not None and self.process.poll() is None
        if not running and time.monotonic() - self.started >= self.REST:
            self.started = time.monotonic()
            command = [sys.executable, "-m", "motcua", *self.words, "--parent", str(os.getpid())]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  this program, fixed words

    def ask_to_stop(self) -> None:
        """Ask it to end, and do not wait."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Ask it to end, and see to it that it does."""
        self.ask_to_stop()
        if self.process is None:
            return
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve_afresh(*, port: int, page: str) -> NoReturn:
    """Serve in place of this process, which has computed: engines that ran have threads, which no fork carries over."""
    sys.stdout.flush()
    sys.stderr.flush()
    words = ["serve", "--port", str(port), "--page", page]
    os.execv(sys.executable, [sys.executable, "-m", "motcua", *words])  # noqa: S606  this program


def serve_until_stopped(*, host: str, port: int, workers: int, beside: Beside | None) -> None:
    """Run gunicorn in this process. It forks, so nothing here may have a thread or a connection of its own."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    class Keeper(Arbiter):  # type: ignore[misc]  # gunicorn is untyped
        """The arbiter, which looks after its workers once a second, looks after the process beside them too."""

        def manage_workers(self) -> None:
            super().manage_workers()
            if beside is not None:
                beside.keep()

        def stop(self, graceful: bool = True) -> None:
            if beside is not None:
                beside.ask_to_stop()
            super().stop(graceful)
            if beside is not None:
                beside.stop()

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
        def load_config(self) -> None:
            chosen: dict[str, Any] = {
                "bind": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"],
                "workers": workers,
                "worker_class": "gthread",
                "threads": 4,
                "preload_app": True,
                "timeout": 60,
                "graceful_timeout": 5,
                "control_socket_disable": True,
                "loglevel": "warning",
                "proc_name": "motcua",
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from motcua.config.wsgi import application

            return application

        def run(self) -> None:
            Keeper(self).run()

    Server().run()
