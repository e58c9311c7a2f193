"""python -m tests.scans make --set open --seed 1 --count 36 --out DIR; python -m tests.scans kinds."""

import argparse
import sys

from .kinds import HELD, OPEN
from .make import make


def main() -> None:
    """Runs a command."""
    top = argparse.ArgumentParser(prog="python -m tests.scans", description=__doc__)
    sub = top.add_subparsers(dest="command", required=True)
    sub.add_parser("kinds")
    part = sub.add_parser("make")
    part.add_argument("--set", dest="half", default="open", choices=("open", "held"))
    part.add_argument("--seed", type=int, default=1)
    part.add_argument("--count", type=int, default=36)
    part.add_argument("--out", required=True)
    part.add_argument("--kinds", default="", help="only these kinds, by commas")
    args = top.parse_args()
    if args.command == "kinds":
        for kind in (*OPEN, *HELD):
            sys.stdout.write(f"{kind.half} {kind.name}\n")
    else:
        make(args.half, args.seed, args.count, args.out, tuple(filter(None, args.kinds.split(","))))


main()
