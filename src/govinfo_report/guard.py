"""A guard around the work on one table: a defect of this library costs that table, and not the copy."""

from __future__ import annotations

from types import TracebackType

from attrs import define


class TableFailedError(Exception):
    """The work on a table ended with an exception that no content may cause.

    Attributes:
        table: the table's id.
        cause: the exception.
    """

    def __init__(self, table: str, cause: Exception) -> None:
        super().__init__(table, cause)
        self.table = table
        self.cause = cause


@define
class Guard:
    """Says of which table an exception is that leaves a ``with`` block (hot: no generator, and made once for a table).

    Attributes:
        table: the table's id.
    """

    table: str

    def __enter__(self) -> None:
        """Begin the work on the table."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Raise ``TableFailedError`` in place of an exception."""
        if (
            error is not None
            and isinstance(error, Exception)
            and not isinstance(error, TableFailedError)
        ):
            raise TableFailedError(self.table, error) from error
