# Everything sets itself up: Python 3.11 or newer is all that must be there.
# Set-up leaves stamps in .venv/, so the second time costs nothing.

PORT ?= 8000
SECONDS ?= 20
DIR ?= demo-paper
PYTHON ?= $(firstword $(foreach v,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(v) -c 'import sys; print("$(v)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
UV := $(or $(shell command -v uv 2>/dev/null),.venv/tools/bin/uv)
BIN := .venv/bin
PYTEST = $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# Containers often forbid it: then every start reads all of Django and Wagtail anew, for 1.5 s more.
unexport PYTHONDONTWRITEBYTECODE
NO_POSTGRES := not browser and not node and not wheel and not sqlite
# What knows no database, or asks it only what other rooms' tests ask of both.
SERVED := $(filter-out %/test_store.py %/test_several_servers.py,\
	$(wildcard tests/press/serving/test_*.py))
ALIKE_ON_BOTH := tests/lib tests/demo tests/hostile tests/house_rules tests/leaks \
	tests/permissions tests/photos tests/themes tests/fronts/weather tests/run tests/doctor \
	tests/benchmarks tests/staff/signin tests/newsroom/changes tests/newsroom/test_checks.py \
	tests/newsroom/test_brief.py tests/newsroom/test_rich_text.py tests/backup/test_codec.py \
	$(addprefix tests/newsletters/,test_abuse.py test_asking_too_often.py test_composing.py test_editor.py test_letters.py \
	test_exporting.py test_mail_check.py test_preferences.py test_readers_data.py test_returns.py \
	sending/test_faults.py sending/test_messages.py) \
	tests/journeys \
	$(addprefix tests/wire/,incoming/test_bad_files.py incoming/test_hostile.py \
	incoming/test_pictures.py extraction moving/test_moving_in.py moving/test_pictures.py \
	$(addprefix moving/,ghost medium pages substack wordpress) outgoing/test_declarations.py \
	outgoing/test_feeds.py outgoing/test_feed_bodies.py outgoing/test_structured_data.py) \
	$(addprefix tests/press/printing/,test_broken_templates.py test_mended.py \
	test_oracle.py test_reads.py) \
	$(SERVED)

.PHONY: help demo test lint types pytest pytest-postgres fuzz screenshots bench bench-scale peers
help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 20

demo: .venv/.runs ## Serve a demo newspaper (PORT=8000, DIR=demo-paper)
	@$(BIN)/broadsheet demo $(DIR) --port $(PORT)

test: ## Everything: lint and types at once, all tests on SQLite, then on PostgreSQL
	@$(MAKE) -j 2 -O lint types
	@$(MAKE) pytest pytest-postgres

lint: .venv/.tests ## Style, imports, forgotten migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings

types: .venv/.tests ## mypy
	$(BIN)/mypy

pytest: .venv/.tests .venv/.system tests/node/node_modules/.package-lock.json ## All tests, on SQLite
	$(PYTEST)

pytest-postgres: .venv/.tests .venv/.system ## The tests that touch the database, on PostgreSQL
	$(BIN)/python tests/postgres.py $(PYTEST) -m "$(NO_POSTGRES)" $(ALIKE_ON_BOTH:%=--ignore=%)

fuzz: .venv/.fuzzes ## Give the readers of foreign files spoilt ones (SECONDS=20 each, FUZZ=NAME for one)
	$(BIN)/python -m tests.fuzzing.run --seconds $(SECONDS) $(FUZZ)

screenshots: .venv/.tests .venv/.system ## Draw docs/screenshots/ anew
	$(BIN)/python docs/screenshots/take.py

bench: .venv/.runs ## Measure the paper beside other systems (docs/benchmarks.md); half an hour
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.report

bench-scale: .venv/.runs ## Measure the paper at 1,000, 10,000 and 100,000 stories; over an hour
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.report

peers: .venv/.runs ## Have WordPress and Ghost import an export (IMPORTER=…/src: peers/README.md)
	$(BIN)/python -m peers.run --importer $(IMPORTER)

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv --without-pip .venv

.venv/tools/bin/uv: | .venv/pyvenv.cfg
	$(PYTHON) -m venv .venv/tools
	.venv/tools/bin/pip install --quiet uv

.venv/.runs: pyproject.toml uv.lock | .venv/pyvenv.cfg $(UV)
	$(UV) sync --locked --inexact --no-dev
	@touch $@

.venv/.tests: pyproject.toml uv.lock | .venv/pyvenv.cfg $(UV)
	$(UV) sync --locked --inexact
	@touch $@ .venv/.runs

.venv/.fuzzes: pyproject.toml uv.lock | .venv/pyvenv.cfg $(UV)
	$(UV) sync --locked --inexact --group fuzzing
	@touch $@ .venv/.tests .venv/.runs

.venv/.system: tests/system-packages.sh | .venv/pyvenv.cfg
	sh tests/system-packages.sh
	@touch $@

tests/node/node_modules/.package-lock.json: tests/node/package-lock.json | .venv/.system
	npm --prefix tests/node ci --no-audit --no-fund --loglevel=error
	@touch $@
