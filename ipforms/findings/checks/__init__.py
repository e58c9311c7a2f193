"""Catalogue of checks, a module a question: is it filled in, does it agree with itself, do dates and numbers fit."""

from ipforms.findings import Kind
from ipforms.findings.checks import agreement, dates, filling, quantities, rights

KINDS: tuple[Kind, ...] = (*filling.KINDS, *agreement.KINDS, *dates.KINDS, *quantities.KINDS, *rights.KINDS)
