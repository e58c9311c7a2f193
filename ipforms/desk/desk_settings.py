"""What an instance of the desk is told: where it listens, where its files lie, how much it takes."""

import ipaddress
import os
from dataclasses import dataclass, field
from pathlib import Path

from ipforms.messages import Lang
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies


@dataclass(frozen=True)
class DeskLimits:
    """What protects the server. Sizes are in bytes, times in seconds."""

    upload_bytes: int = 300_000_000  # the body of one request with files
    body_bytes: int = 10_000_000  # the body of any other request
    idle_seconds: float = 20.0  # how long a client may send nothing while its request is incomplete
    slowest: int = 10_000  # bytes a second that a client must send on average, after the first minute
    task_seconds: float = 120.0  # how long a worker may take for one file
    job_seconds: float = 600.0  # how long a worker may take between two signs of life of a job of many rows
    task_memory: int = 3_000_000_000  # memory that a worker may take
    tasks: int = 500  # files after which a worker is replaced
    waiting: int = 100  # urgent calls that may wait for a worker; more are told to come back
    requests: int = 1_200  # requests a minute of one person, token or address
    logins: int = 10  # attempts a minute to log in from one address
    session_seconds: float = 12 * 3600.0  # how long a session lasts
    entry_seconds: float = 600.0  # how long a link of one use can be used


@dataclass(frozen=True)
class DeskSettings:
    """One instance."""

    folder: Path  # where its files and, unless `database` says otherwise, its database lie
    database: str = ""  # a URL of SQLAlchemy; "" is SQLite in the folder
    host: str = "127.0.0.1"  # the address that it listens on
    port: int = 8765  # the port
    # names under which people reach it, beside addresses; any other name is refused (DNS rebinding)
    names: tuple[str, ...] = ()
    secure: bool = False  # whether it is reached by HTTPS, so that cookies are kept from HTTP
    # worker processes for files; one more answers people who wait
    jobs: int = field(default_factory=lambda: min(os.cpu_count() or 1, 8))
    lang: Lang = "zh"  # the language of whoever has not chosen one
    open_applicants: bool = False  # whether the applicants' page is there without logging in
    registry: str = ""  # path or URL of the registry of enterprises; "" is one of its own in the folder
    policies: ListPolicies = LIST_DEFAULT  # how the registry reads what the notices leave open
    limits: DeskLimits = DeskLimits()  # see `DeskLimits`

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine reaches it; then there is one person, who needs no password."""
        return self.host == "localhost" or (is_address(self.host) and ipaddress.ip_address(self.host).is_loopback)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: browsers keep cookies by host, whatever the port."""
        return f"__Host-ipforms-{self.port}" if self.secure else f"ipforms-{self.port}"

    @property
    def url(self) -> str:
        """The database."""
        return self.database or f"sqlite:///{self.folder.absolute() / 'desk.sqlite'}"


def is_address(host: str) -> bool:
    """Whether it is an IP address and no name.

    >>> is_address("192.168.1.9"), is_address("::1"), is_address("evil.example")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
