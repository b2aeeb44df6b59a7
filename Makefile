# `make demo` and `make test` do all the set-up by themselves; the second time they only run.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.graphkit

.PHONY: demo test lint docs clean

demo: $(DONE)-demo
	$(BIN)/graphkit build seeds/articles -o graph.ttl --html graph.html

test: $(DONE)-test
	$(BIN)/python -m pytest -n 2

lint: $(DONE)-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy graphkit

docs: $(DONE)-docs
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_readme.py
	$(BIN)/python docs/make_ontology.py

clean:
	rm -rf $(VENV) graph.ttl graph.html

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(DONE)-demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DONE)-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

$(DONE)-docs: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

$(DONE)-lint: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[lint]'
	@touch $@
