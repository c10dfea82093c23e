from __future__ import annotations

import pytest

from mithaq.node.store.memory import MemoryLedger, MemoryShelf

from .ledger_contract import LedgerContract, ShelfContract


class TestMemoryLedger(LedgerContract):
    @pytest.fixture
    def ledger(self):
        return MemoryLedger(own="ma")

    @pytest.fixture
    def marks(self, ledger):
        return lambda: ledger.high_water


class TestMemoryShelf(ShelfContract):
    @pytest.fixture
    def ledger(self):
        return MemoryLedger(own="ma")

    @pytest.fixture
    def shelf(self):
        return MemoryShelf()
