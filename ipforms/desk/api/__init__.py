"""The HTTP service under `/api/v1`: the public functions of the package, for programs in any language."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")
