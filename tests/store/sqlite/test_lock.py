"""One process holds a data folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.domain.errors import StoreLockedError, StoreUnavailableError
from service.store.factory import open_store

ROOT = Path(__file__).parents[3]
OPEN = """
import sys
from pathlib import Path
from service.domain.errors import StoreLockedError
from service.store.factory import open_store
try:
    open_store(Path(sys.argv[1])).close()
except StoreLockedError as error:
    sys.exit(str(error))
"""


def open_elsewhere(folder):
    return subprocess.run(
        [sys.executable, "-c", OPEN, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_process_is_refused_with_the_way_out(tmp_path):
    store = open_store(tmp_path)
    refused = open_elsewhere(tmp_path)
    store.close()
    assert refused.returncode == 1
    assert str(tmp_path) in refused.stderr
    assert "HTTP API" in refused.stderr
    assert open_elsewhere(tmp_path).returncode == 0


def test_a_second_store_in_the_same_process_is_refused(tmp_path):
    store = open_store(tmp_path)
    with pytest.raises(StoreLockedError):
        open_store(tmp_path)
    assert store.is_ready()
    store.close()


def test_a_store_that_failed_to_open_lets_go(tmp_path):
    (tmp_path / "record.sqlite3").write_bytes(b"no database at all" * 100)
    for _ in range(2):
        with pytest.raises(StoreUnavailableError, match="not a database"):
            open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailableError, match="file/data"):
        open_store(tmp_path / "file" / "data")


def test_an_index_that_cannot_be_written_is_named_and_all_is_let_go(tmp_path):
    (tmp_path / "index").write_text("in the way")
    for _ in range(2):
        with pytest.raises(StoreUnavailableError, match="index"):
            open_store(tmp_path)
    (tmp_path / "index").unlink()
    open_store(tmp_path).close()
