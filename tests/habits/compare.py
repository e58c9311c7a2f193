"""Compares what a reader read with the truth of a document, as the truth is meant."""

import re


def at(values, path):
    """The value at a path, or None where the path leads nowhere."""
    for step in re.findall(r"[^.\[\]]+", path):
        try:
            values = values[int(step)] if step.isdigit() else values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def leaves(value, path=""):
    """All paths to values that are compared: plain values and lists of plain values."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(x, dict) for x in value):
        for i, item in enumerate(value):
            yield from leaves(item, f"{path}[{i}]")
    else:
        yield path


def same(a, b):
    """Whether two values are the same; an empty list is as good as nothing."""
    if a in (None, []) and b in (None, []):
        return True
    return type(a) is type(b) and a == b


def tried(line, read, path):
    """Whether the value at a path, or at a path around it, is right or among the accepted ones."""
    if same(at(line["values"], path), at(read, path)):
        return True
    for known, others in line["accept"].items():
        if (path == known or path.startswith((f"{known}.", f"{known}["))) and any(
            same(other, at(read, known)) for other in others
        ):
            return True
    return False


def told(line, path):
    """Whether the truth itself is in doubt here."""
    return any(path == t or path.startswith((f"{t}.", f"{t}[")) for t in line["told"])


def verdicts(line, read, doubted=()):
    """(path, verdict) for each value: right, doubted, wrong; extra for invented entries.

    `doubted` holds the paths of which the reader said that they are doubtful.
    """
    paths = list(dict.fromkeys([*leaves(line["values"]), *leaves(read)]))
    for path in paths:
        if tried(line, read, path):
            yield path, "right"
        elif any(path == d or path.startswith((f"{d}.", f"{d}[")) for d in doubted):
            yield path, "doubted"
        else:
            yield path, "wrong (in doubt)" if told(line, path) else "wrong"
