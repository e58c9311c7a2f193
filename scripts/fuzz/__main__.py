"""Make mutants of forms and tables, read them, and tell what must not be. Exit code 1 if anything was found."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from . import campaign
from .mutants import KINDS, mutant
from .trial import ALLOWED, Outcome

_KEPT = 3  # files of each fault
_EVERY = 1_000  # mutants from one line of progress to the next


def main() -> None:
    """Run a campaign and print its table."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same mutants")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--kinds", default="", help=f"some of: {', '.join(KINDS)}")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-output"), help="folder for what was found")
    asked = parser.parse_args()
    kinds = tuple(kind for kind in KINDS if not asked.kinds or kind in asked.kinds.split(","))
    results: Counter[tuple[str, str]] = Counter()
    faults: dict[str, list[Outcome]] = defaultdict(list)
    slowest = heaviest = Outcome(0, "", "", "", 0.0, 0)
    numbers = range(asked.first, asked.first + asked.count)
    for done, outcome in enumerate(campaign.outcomes(numbers, asked.seed, kinds, asked.jobs), 1):
        results[outcome.kind, outcome.result] += 1
        slowest, heaviest = max(slowest, outcome, key=_seconds), max(heaviest, outcome, key=_size)
        if outcome.fault:
            faults[outcome.fault].append(outcome)
            if len(faults[outcome.fault]) <= _KEPT:
                _keep(asked.keep, outcome, asked.seed, kinds)
        if done % _EVERY == 0:
            print(f"{done} of {asked.count}, {len(faults)} faults", file=sys.stderr, flush=True)
    _print(results, faults)
    print(f"\nallowed: {', '.join(each.__name__ for each in ALLOWED)}")
    print(f"slowest: {slowest.seconds:.1f} s (number {slowest.number}, {slowest.kind})")
    print(f"largest: {heaviest.size // 1_000_000} MB (number {heaviest.number}, {heaviest.kind})")
    sys.exit(bool(faults))


def _seconds(outcome: Outcome) -> float:
    return outcome.seconds


def _size(outcome: Outcome) -> int:
    return outcome.size


def _keep(folder: Path, outcome: Outcome, seed: int, kinds: tuple[str, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = mutant(outcome.number, seed, kinds)
    (folder / f"{made.kind}-{made.name}").write_bytes(made.data)
    print(f"{outcome.fault}: {made.kind}-{made.name}", flush=True)


def _print(results: Counter[tuple[str, str]], faults: dict[str, list[Outcome]]) -> None:
    print("\n| kind | mutants | result |\n|---|---|---|")
    for kind in dict.fromkeys(kind for kind, _ in results):
        own = Counter({result: count for (of, result), count in results.items() if of == kind})
        told = ", ".join(f"{result} {count}" for result, count in own.most_common())
        print(f"| {kind} | {own.total()} | {told} |")
    for fault, found in sorted(faults.items(), key=lambda each: -len(each[1])):
        print(f"\n{len(found)} × {fault}: numbers {', '.join(str(each.number) for each in found[:_KEPT])}")


if __name__ == "__main__":
    main()
