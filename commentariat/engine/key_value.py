"""Values by key that a site remembers, whatever keeps them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar, overload

Value = TypeVar("Value")
Other = TypeVar("Other")


class KeyValueStore(Mapping[str, Value]):
    """A mapping that is gone through in the order of its keys, and told its changes."""

    @abstractmethod
    def update(self, changes: Mapping[str, Value | None]) -> None:
        """
        Take *changes*: None removes a key, and what holds already is no change.

        Who opens the store after an end by force finds all of them taken, or none.

        Raises:
            OSError: what keeps the store is full, say.
        """


class MemoryStore(KeyValueStore[Value]):
    """A store that goes with the process."""

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self._values = dict(values or {})
        self._is_ordered = False

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._in_order())

    @overload
    def get(self, key: str, /) -> Value | None: ...

    @overload
    def get(self, key: str, /, default: Value | Other) -> Value | Other: ...

    def get(self, key: str, /, default: Any = None) -> Any:
        """Give the value of *key*, or *default*."""
        return self._values.get(key, default)

    def keys(self) -> KeysView[str]:
        """Give all keys in their order."""
        return self._in_order().keys()

    def values(self) -> ValuesView[Value]:
        """Give all values in the order of their keys."""
        return self._in_order().values()

    def items(self) -> ItemsView[str, Value]:
        """Give all keys with their values, in order."""
        return self._in_order().items()

    def update(self, changes: Mapping[str, Value | None]) -> None:
        """Take *changes*; see `KeyValueStore.update`."""
        self._take(self._without_idle(changes))

    def _in_order(self) -> dict[str, Value]:
        if not self._is_ordered:
            values, keys = self._values, sorted(self._values)
            if keys != list(values):
                self._values = {key: values[key] for key in keys}
            self._is_ordered = True
        return self._values

    def _without_idle(
        self, changes: Mapping[str, Value | None]
    ) -> dict[str, Value | None]:
        get = self._values.get
        return {key: value for key, value in changes.items() if get(key) != value}

    def _take(self, changes: dict[str, Value | None]) -> None:
        if not self._values and all(changes.values()):
            # All that was remembered, most often: no need to copy it.
            self._values, self._is_ordered = changes, False  # type: ignore[assignment]
            return
        values, count = self._values, len(self._values)
        values.update(changes)  # type: ignore[arg-type]
        self._is_ordered &= len(values) == count
        if not all(changes.values()):  # most often nothing is removed
            for key, value in changes.items():
                if value is None:
                    del values[key]
