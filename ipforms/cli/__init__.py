"""The command line: arguments in, text out. Nothing is decided here that the library does not decide."""

from ipforms.cli.app import main, run

__all__ = ["main", "run"]
