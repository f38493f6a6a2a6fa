"""pyHanko runs a loop of its own; in a thread apart it does so whatever the caller's thread is doing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")


def apart(work: Callable[[], Made]) -> Made:
    """Do a piece of work in a thread of its own, wait for it, and give what it gives or raise what it raises."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="signing") as threads:
        return threads.submit(work).result()
