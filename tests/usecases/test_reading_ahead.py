import subprocess
import sys


def test_a_process_that_reads_loads_its_tables_and_no_commands():
    code = (
        "import gc, sys; from datetime import UTC, datetime;"
        "from service.usecases.config import Limits;"
        "from service.usecases.reading_ahead import warm_up;"
        "warm_up(Limits(), datetime(2026, 1, 5, tzinfo=UTC));"
        "print(gc.get_freeze_count() > 1000);"
        "print('service.cli' in sys.modules, 'fastapi' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "False", "False"]
