# `make site` builds the sample archive, `make test` runs all that CI runs.
# Both make .venv/ first, with all that is needed in it.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# All cores; a run of tests stays with one, as far as there is work for the others.
PYTEST_ARGS ?= --numprocesses=auto --dist=worksteal

.PHONY: site test lint words docs docs-reference docs-pictures wheel clean

site: $(VENV)/site.ready
	$(BIN)/python build.py build
	@echo "Look at it: $(BIN)/python build.py serve --open"

test: lint
	sh tests/find_chromium.sh
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/test.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

words: $(VENV)/test.ready
	$(BIN)/python tests/catalogs.py

docs-reference: $(VENV)/site.ready
	$(BIN)/python docs/make_reference.py

docs-pictures: $(VENV)/test.ready
	sh tests/find_chromium.sh
	PYTHONPATH=tests $(BIN)/python docs/take_pictures.py

docs: $(VENV)/docs.ready docs-reference
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo "Read them: docs-site/index.html"

wheel: $(VENV)/site.ready
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	sh tests/check_wheel.sh "$(PYTHON)" dist

# Said where packages cannot be fetched.
UNFETCHED := { echo "what commentariat needs could not be fetched: is there a network? see docs/how-to/install.md, Without a network"; exit 1; }

$(VENV)/site.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "commentariat needs Python 3.11 or newer"; exit 1; }
	@echo "Setting up $(VENV)/, which takes a minute the first time"
	sh tests/make_venv.sh "$(PYTHON)" $(VENV)
	$(BIN)/python -m pip install --quiet --editable . || $(UNFETCHED)
	@touch $@

$(VENV)/test.ready: $(VENV)/site.ready
	$(BIN)/python -m pip install --quiet --group test --group lint || $(UNFETCHED)
	@touch $@

$(VENV)/docs.ready: $(VENV)/site.ready
	$(BIN)/python -m pip install --quiet --group docs || $(UNFETCHED)
	@touch $@

clean:
	rm -rf $(VENV) dist docs-site .cache output .pytest_cache .mypy_cache .ruff_cache .hypothesis
