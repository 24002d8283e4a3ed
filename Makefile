# The short names. A fresh checkout needs Python 3.11+ and make, nothing else.

PYTHON ?= python3
RUN := .venv/bin/python -m
PIP := $(RUN) pip install --quiet --disable-pip-version-check --no-input
TESTS ?=

.DEFAULT_GOAL := site
.PHONY: site serve test lint bench

site: .venv/.made
	@.venv/bin/edition build

serve: .venv/.made
	@.venv/bin/edition serve

test: .venv/.test tests/node_modules/.made
	@$(RUN) pytest -n 2 --dist worksteal $(TESTS)

lint: .venv/.lint
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy

bench: .venv/.made
	@$(RUN) benchmarks $(N) $(if $(RUNS),--runs $(RUNS))

# Each stamp is older than pyproject.toml when there is something to install, and only then.
.venv/.made: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Edition needs Python 3.11 or newer: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@$(RUN) compileall -q edition  # pip compiles what it copies; where Python keeps no bytecode, every start would
	@touch $@

# Dependency groups need a newer pip than the one that came with Python 3.11.
.venv/.test .venv/.lint: .venv/.%: .venv/.made
	@$(PIP) 'pip>=25.1'
	@$(PIP) --group $*
	@touch $@

# The outside judges that npm has. Without them their tests say so, and are left out.
tests/node_modules/.made: tests/package.json
	@mkdir -p tests/node_modules
	@if ! command -v npm >/dev/null; then echo "npm is not installed: vnu and axe are left out."; \
	elif npm install --prefix tests --no-package-lock --no-audit --no-fund --loglevel=error; then touch $@; \
	else echo "npm could not install vnu and axe: they are left out."; fi
