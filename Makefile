# Needs Python 3.11 or newer and make; everything else goes into .venv.
# Another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

# What an editable install copies and would otherwise keep: dependencies, entry points, the version.
METADATA := pyproject.toml $(wildcard src/govinfo_report/_version.py)

COPIES := tests/data/copies

# Engines that `test-engines` starts; those that are not installed it leaves out. Others: pyspark (with Java), ray, daft.
ENGINES ?= 'dask[dataframe,distributed]'

# How long `fuzz` goes on, alone and in `nightly`, and how many processes it starts.
SECONDS ?= 60
NIGHT ?= 3600
JOBS ?= 1

# What `quick` tests: the way from text to numbers.
CORE := $(addprefix tests/,sections cutting identity official layouts labels grammar align checks claims model package/test_layering.py real) \
	tests/benchmarks/test_quality.py::test_what_once_was_wrong_is_not
CORE_MARKS := 'not slow and not hypothesis and not long and not engine'

.DEFAULT_GOAL := help
.PHONY: help demo quick test test-long test-engines fuzz nightly check bench bench-corpus docs clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

demo: $(VENV)/.cli ## read two copies of the form from the shell
	@echo '# show: the numbers of a clean copy of the 2019 form'
	$(BIN)/govinfo-report show $(COPIES)/tab_clean_2019.txt
	@echo '# check: what is wrong with a copy that lost cells; warnings only, so the exit status is 0 (errors make it 1)'
	$(BIN)/govinfo-report check $(COPIES)/tab_short_2020.txt

# Some 40 s on two processors, 10 more where mypy has no memory of a run before.
quick: check ## lint, types and the core's tests: what to run after each change
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal -m $(CORE_MARKS) $(CORE)

# A file's tests stay together: the examples of a page of docs/ share their names.
test: check ## lint, types, then every test and documentation example, on all processors
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-long: $(VENV)/.dev ## the tests marked `long`, which `test` leaves out
	$(BIN)/python -m pytest -m long --numprocesses auto

test-engines: $(VENV)/.dev ## the tests marked `engine`, on a cluster of processes that they start
	$(PIP) install $(ENGINES)
	$(BIN)/python -m pytest -m engine

fuzz: $(VENV)/.dev ## inputs that nobody wrote, for so many seconds: make fuzz SECONDS=3600 JOBS=2
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --jobs $(JOBS)

# Each goes on where one before it failed; the status is that of all.
nightly: ## what takes hours: fuzz, test-long, test-engines, bench-corpus
	$(MAKE) --keep-going fuzz test-long test-engines bench-corpus SECONDS=$(NIGHT)

check: $(VENV)/.dev ## lint, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.dev ## time the library against its floor, files against the usual ways, and judge the result
	$(BIN)/python -m benchmarks.run --judge
	$(BIN)/python -m benchmarks.formats --judge
	$(BIN)/python -m benchmarks.evidence --judge

bench-corpus: $(VENV)/.dev ## time whole corpora, weigh their memory, judge the result
	$(BIN)/python -m benchmarks.corpus --judge

docs: $(VENV)/.docs ## build the documentation into build/docs
	$(BIN)/sphinx-build -W --keep-going docs build/docs

clean: ## remove all that the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The shipped pip may be older than 25.1, the first to install dependency groups.
$(VENV)/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.cli: $(METADATA) | $(VENV)/.pip
	$(PIP) install --editable '.[cli]'
	@touch $@

$(VENV)/.dev: $(METADATA) | $(VENV)/.pip
	$(PIP) install --editable '.[all]' --group dev
	@touch $@

$(VENV)/.docs: $(METADATA) | $(VENV)/.pip
	$(PIP) install --editable '.[all]' --group docs
	@touch $@
