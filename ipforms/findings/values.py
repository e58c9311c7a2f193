"""Catalogue of values: how a text was read, and why it could not be."""

from __future__ import annotations

from ipforms.findings import Kind

KINDS: tuple[Kind, ...] = ()
