"""Knows how files are called by their way from a folder, whatever the system is and wherever the command runs."""

import os
from types import ModuleType


class Names:
    """Names of files as seen from one folder, with forward slashes.

    Each folder is looked up once, so that a file costs next to nothing.
    """

    def __init__(self, folder: str, paths: ModuleType = os.path) -> None:
        self._paths = paths
        self._folder: str = paths.abspath(folder)
        self._real: str = paths.realpath(folder)
        self._ways: dict[str, str] = {}

    def inside(self, file: str) -> str | None:
        """The way from the folder to a file in it or below it; None for any other file."""
        name = self.anywhere(file)
        return None if name.startswith("../") or self._paths.isabs(name) else name

    def anywhere(self, file: str) -> str:
        """The way from the folder to a file, which may go up; absolute only where there is none, on another drive."""
        parent, name = self._paths.split(file)
        way = self._ways.get(parent)
        if way is None:
            way = self._ways[parent] = self._way_to(parent)
        return f"{way}{name}"

    def _way_to(self, parent: str) -> str:
        """Empty, or ending with a slash."""
        way = self._from(self._folder, self._paths.abspath(parent))
        if self._leads_out(way):  # perhaps only by its spelling, because there is a link on one of the two ways
            way = self._from(self._real, self._paths.realpath(parent))
        way = way.replace(self._paths.sep, "/")
        return "" if way == "." else way.rstrip("/") + "/"

    def _from(self, folder: str, parent: str) -> str:
        try:
            return str(self._paths.relpath(parent, folder))
        except ValueError:  # another drive
            return parent

    def _leads_out(self, way: str) -> bool:
        return way == ".." or way.startswith(".." + self._paths.sep) or bool(self._paths.isabs(way))
