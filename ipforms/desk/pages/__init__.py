"""The pages for people: the queue, the review of a form, papers to take away, the applicants' page."""

from fastapi import APIRouter

from ipforms.desk.job_queue import Work
from ipforms.desk.pages import applicant_page, outputs_page, queue_page, registry_page, review_page

router = APIRouter(include_in_schema=False)
for each in (queue_page, review_page, outputs_page, registry_page, applicant_page):
    router.include_router(each.router)

JOB_KINDS: dict[str, Work] = {"outputs": outputs_page.make_outputs}
"""The kinds of jobs that pages ask for, see `JobQueue`."""
