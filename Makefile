# What a person does here. `make` alone lists it. Python 3.11 or later is all it needs; name another one with
# `make demo PYTHON=python3.13`. Words for the tests go into ARGS: make test ARGS="tests/worktime -k pause".
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check bench setup pictures lock messages reference
MAKEFLAGS += --no-print-directory

help:  ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r verb does; do printf 'make %-10s %s\n' "$$verb" "$$does"; done

demo: .venv/ready  ## load the reference case and serve it at http://localhost:8000
	$(BIN)/motcua demo --port $(PORT)

test: .venv/ready-dev  ## run the tests on the embedded database, or on the PostgreSQL that DATABASE_URL names
	$(BIN)/pytest -n logical --dist loadfile $(ARGS)

check: .venv/ready-dev  ## format, lint, types, contracts, system checks, migrations, translations, reference pages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	DATABASE_URL=sqlite:///:memory: $(BIN)/python -m django check --settings motcua.config.settings --fail-level WARNING
	DATABASE_URL=sqlite:///:memory: $(BIN)/python -m django makemigrations --settings motcua.config.settings --check --dry-run
	$(BIN)/python -m tools.messages --check
	$(BIN)/python -m tools.reference --check

bench: .venv/ready-dev  ## measure speed and memory against the bounds that the project set itself
	$(BIN)/python -m bench $(ARGS)

setup: .venv/ready-dev  ## make .venv with all that development needs

pictures: .venv/ready-dev  ## take the README's pictures from the demo (needs Chromium)
	$(BIN)/python -m tools.pictures

messages: .venv/ready-dev  ## gather the texts to translate into each module's django.po, and compile them
	$(BIN)/python -m tools.messages

reference: .venv/ready-dev  ## write the pages of docs/reference from the code
	$(BIN)/python -m tools.reference

lock:  ## choose the newest versions that pyproject.toml allows, with their hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate \
		pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate \
		pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
		f"Python {sys.version.split()[0]} is too old: 3.11 or later is needed. Name one: make demo PYTHON=python3.13")'
	$(PYTHON) -m venv .venv
	@touch $@

# A stamp a lock: setting up again happens when a lock has changed, and only then.
.venv/ready: .venv/made requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 src/motcua  # so that no command compiles what it imports
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
