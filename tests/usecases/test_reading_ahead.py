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


def test_what_such_a_process_sends_arrives_as_it_was_read():
    code = (
        "import pickle, sys; from datetime import UTC, datetime;"
        "from service.domain.model import ArticleInput;"
        "from service.usecases.config import Limits;"
        "from service.usecases.ingest import read_articles;"
        "from service.usecases.reading_ahead import warm_up;"
        "now = datetime(2026, 1, 5, tzinfo=UTC);"
        "text = 'Ana Rojas said: “The bridge stays closed,” and then: “We will see.”';"
        "article = ArticleInput('https://paper.example/1', text, title='«No», says Rojas');"
        "read = lambda: pickle.dumps(read_articles((article,), limits=Limits(), now=now), 5);"
        "usual = read(); warm_up(Limits(), now); compact = read();"
        "print(len(compact) < len(usual), pickle.loads(compact) == pickle.loads(usual));"
        "print(len(pickle.loads(compact).prepared[0][1].mentions))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "True", "3"]
