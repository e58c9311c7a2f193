"""Eligibility as code: one module a city, every condition with its arithmetic and its clause."""
