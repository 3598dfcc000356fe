# Two commands do everything: `make demo` and `make test`. Both set up their own environment.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DATA ?= data
PORT ?= 8000

.PHONY: help demo serve test check bench clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    install, load the articles in fixtures/, ask for 'take up arms'"
	@echo "make serve   serve the API on http://127.0.0.1:$(PORT) from the folder $(DATA)/"
	@echo "make test    install what the tests need and run them all"
	@echo "make check   format, lint, types and the import contract"
	@echo "make bench   ratios against named rivals, printed"

$(VENV)/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --constraint constraints.txt '.[semantic]' --group test
	@touch $@

$(VENV)/dev.stamp: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	@touch $@

demo: $(VENV)/run.stamp
	$(BIN)/python -m service demo fixtures/articles.ndjson

serve: $(VENV)/run.stamp
	$(BIN)/python -m service serve --data $(DATA) --port $(PORT)

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n 2

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m service openapi --check openapi/openapi.json

bench: $(VENV)/test.stamp
	$(BIN)/python -m pytest -m benchmark -p no:randomly -s tests/benchmarks

clean:
	rm -rf $(VENV) build *.egg-info
