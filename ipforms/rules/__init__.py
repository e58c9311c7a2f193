"""Eligibility as code: one module a city, every rule with its clause, three-valued verdicts."""
