"""How much work a copy may cost: steps are counted, so that the same copy always gives the same answer."""

from __future__ import annotations

from attrs import define


class Spent(Exception):  # noqa: N818  # no error: a search that ends here, caught where it began
    """A search took more steps than it may."""


@define
class Budget:
    """Steps that are left.

    Attributes:
        steps: how many.
    """

    steps: int

    def spend(self, steps: int = 1) -> None:
        """Take steps.

        Raises:
            Spent: there are not so many left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise Spent
