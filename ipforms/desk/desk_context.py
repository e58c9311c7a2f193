"""What every address of the desk works with: `desk: Annotated[Desk, Depends(desk_of)]`."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from ipforms.desk.accounts import Accounts, DeskPerson, DeskRole
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.desk.job_queue import JobQueue
from ipforms.desk.page_templates import PageTemplates
from ipforms.desk.problem_details import NotAllowed
from ipforms.desk.worker_pool import WorkerPool


@dataclass(frozen=True)
class Desk:
    """One running instance."""

    settings: DeskSettings  # what it was told
    store: DeskStore  # files, submissions, changes, jobs
    accounts: Accounts  # people and their keys
    pool: WorkerPool  # workers, in which alone files of strangers are opened
    queue: JobQueue  # jobs under way
    pages: PageTemplates  # templates


def desk_of(request: HTTPConnection) -> Desk:
    """The instance that a request is for."""
    desk: Desk = request.app.state.desk
    return desk


def person_of(request: HTTPConnection) -> DeskPerson:
    """Who asks; the guard has let nobody else pass."""
    person: DeskPerson = request.state.person
    return person


def requires(role: DeskRole) -> Callable[[HTTPConnection], DeskPerson]:
    """A dependency: who asks, if they may.

    The guard asks for `DeskRole.CHECK` of every unsafe request itself; this is for what takes more.
    """

    def allowed(request: HTTPConnection) -> DeskPerson:
        person = person_of(request)
        if person.role < role:
            raise NotAllowed(role=role.word)
        return person

    return allowed
