"""``python -m drafter``: the command where its own folder is not on the search path (Windows, mostly)."""

from __future__ import annotations

from drafter.cli import run

run()
