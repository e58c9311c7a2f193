"""Commands: make, habits, one."""

import argparse
import importlib.util
import json

from .make import make, one
from .registry import authors, load


def halves():
    """The halves that are installed."""
    return [h for h in ("open", "held") if importlib.util.find_spec(f"tests.habits.{h}")]


def arguments():
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m tests.habits", description=__doc__)
    sub = top.add_subparsers(dest="command", required=True)
    for name in ("make", "habits", "one"):
        part = sub.add_parser(name)
        part.add_argument("--set", dest="half", default="open", choices=halves())
        if name != "habits":
            part.add_argument("--seed", type=int, default=1)
            part.add_argument("--out", required=True)
        if name == "make":
            part.add_argument("--count", type=int, default=100)
        if name == "one":
            part.add_argument("--habit", default="")
            part.add_argument("--form", required=True)
            part.add_argument("--layout", default="official")
    return top.parse_args()


def main():
    """Runs a command."""
    args = arguments()
    if args.command == "make":
        make(args.half, args.seed, args.count, args.out)
    elif args.command == "habits":
        for habit in load(args.half).values():
            print(f"{habit.name}\t{habit.area}\t{','.join(habit.forms)}\t{habit.why}")
        print("layouts: official,", ", ".join(a.name for a in authors(args.half)))
    else:
        half = args.half
        if "held" in halves() and args.habit and args.habit not in load(half):
            half = "held"
        line = one(half, args.habit, args.form, args.out, args.seed, args.layout)
        print(json.dumps(line, ensure_ascii=False))


main()
