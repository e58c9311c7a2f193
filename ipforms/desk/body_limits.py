"""The body of a request, as long as it is neither too large nor too slow."""

import asyncio
import time

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from ipforms.desk.desk_settings import DeskLimits
from ipforms.desk.problem_details import status_of
from ipforms.errors import IpformsError

_GRACE = 60.0  # seconds; from then on the average speed counts


class TooLarge(IpformsError):
    """The body is larger than the limit."""


class TooSlow(IpformsError):
    """The client sends too slowly, or has stopped."""


class BodyRefused(HTTPException):
    """As the framework passes it on: other exceptions under way in a body become a 400 there."""

    def __init__(self, error: IpformsError) -> None:
        super().__init__(status_of(error))
        self.error = error


class LimitedBody:
    """Receives a body, block by block.

    Raises:
        BodyRefused: its length is said to be more; before anything was received.
    """

    def __init__(self, receive: Receive, headers: Headers, limits: DeskLimits, size: int) -> None:
        self._receive, self._limits, self._size = receive, limits, size
        self._received, self._complete, self._start = 0, False, time.monotonic()
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > size:
            raise self._too_large()

    async def __call__(self) -> Message:
        """The next block.

        Raises:
            BodyRefused: it is too large, or does not come.
        """
        if self._complete:  # the server now tells when the client leaves: as late as it likes
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._limits.idle_seconds)
        except TimeoutError:
            raise BodyRefused(TooSlow()) from None
        self._received += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._received > self._size:
            raise self._too_large()
        seconds = time.monotonic() - self._start - _GRACE
        if not self._complete and seconds > 0 and self._received < seconds * self._limits.slowest:
            raise BodyRefused(TooSlow())
        return message

    def _too_large(self) -> BodyRefused:
        return BodyRefused(TooLarge(limit=self._size // 1_000_000))
