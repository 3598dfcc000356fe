import subprocess
import sys


def test_garbage_is_looked_for_seldom_and_not_in_what_is_loaded():
    code = (
        "import gc; from service.usecases.garbage import leave_tables_alone; leave_tables_alone();"
        "print(gc.get_freeze_count() > 1000, gc.get_threshold()[0] > 10_000)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "True"]
