# `make demo` sets up, trains, evaluates and labels the seed article; `make test` sets up and runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test train evaluate predict lint types tests benchmark clean

demo: $(VENV)/.installed
	$(BIN)/python -m train --jobs $(JOBS)
	$(BIN)/python -m evaluate
	$(BIN)/python -m predict seeds

test: $(VENV)/.installed-test lint types tests

train evaluate: $(VENV)/.installed
	$(BIN)/python -m $@

predict: $(VENV)/.installed
	$(BIN)/python -m predict seeds

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

tests: $(VENV)/.installed-test
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile

benchmark: $(VENV)/.installed
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing (about a minute) …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt --editable ".[demo]"
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null || true  # pip compiles on one core; some packages hold templates that are no Python
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing with what the checks need …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .cache build dist models/*/ models/*.changed.csv models/*.verdict.json evaluate/reports
