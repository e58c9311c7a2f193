"""The HTTP service under `/api/v1`: the public functions of the package, for programs in any language.

- `document_calls`: what is answered at once; `document_tasks`: what workers do for it
- `job_calls`: jobs of many rows or files
- `registry_calls`, `registry_tasks`: the list itself
- `api_models`: shapes; `openapi`: the description
"""

from typing import Any

from fastapi import APIRouter, Security
from fastapi.security import HTTPBearer

from ipforms.desk.api import document_calls, job_calls, registry_calls

_PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What went wrong (RFC 9457)",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
}
# The guard has seen the token before; this describes it.
_TOKEN = Security(HTTPBearer(auto_error=False, description="ipforms serve FOLDER --add-token NAME"))

router = APIRouter(prefix="/api/v1", responses=_PROBLEM, dependencies=[_TOKEN])
router.include_router(document_calls.router, tags=["documents"])
router.include_router(job_calls.router, tags=["jobs"])
router.include_router(registry_calls.router, tags=["registry"])
