from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_an_external_server_finds_the_application(tmp_path: Path):
    code = "from service.asgi import app; print(type(app).__name__)"
    made = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QUOTE_PROVENANCE_DATA_DIR": str(tmp_path / "data")},
    )
    assert made.stdout.strip() == "FastAPI"
    assert (tmp_path / "data").is_dir()
