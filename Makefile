# `make demo` and `make test` do all of the set-up: they need Python 3.11 or newer, and nothing else.
# CI calls the same targets (.ci/run).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# Where a machine sets this, each process that a test starts would compile the whole package anew (0.2 s of 0.6).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all fuzz lint types bench templates fonts examples docs site wheel clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $(READY)

demo: $(READY)  ## fill every form, check returned ones, three years of a registry; the files stay in demo-output/
	$(BIN)/ipforms demo -o demo-output
	$(BIN)/python -m examples.three_years demo-output/10-registry

# Counting lines makes the tests take 2.6 times as long. CI has them counted here, where 9 in 10 lines must be run:
# make test COVERAGE="--cov --cov-report=term"
# mypy, which uses one core, runs beside the tests: that is 20 s less on two cores.
test: $(READY)  ## lint, types, and the tests that need Python alone: 4 minutes or less
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy > $(VENV)/types.txt & types=$$!; \
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal -m "not office and not system and not slow" $(COVERAGE); tests=$$?; \
	wait $$types; types=$$?; cat $(VENV)/types.txt; exit $$((tests + types))

test-all: $(READY)  ## all tests, the laws with more examples (IPFORMS_TESTS=night: with all); needs LibreOffice, Chromium, poppler, MuPDF
	IPFORMS_TESTS=$${IPFORMS_TESTS:-all} $(BIN)/python -m pytest --numprocesses 2 --dist worksteal $(SELECT)

fuzz: $(READY)  ## read 2,000 broken files; what must not be is kept in fuzz-output/ (more: make fuzz FUZZ="--count 20000")
	$(BIN)/python -m scripts.fuzz --jobs 2 $(FUZZ)

lint: $(READY)  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY)
	$(BIN)/mypy

bench: $(READY)  ## speed and memory beside docxtpl, in one run
	$(BIN)/python -m benchmarks

templates: $(READY)  ## build ipforms/templates/*.docx anew
	$(BIN)/python -m scripts.templates

fonts: $(READY)  ## build ipforms/fonts anew, from the fonts of Debian
	$(BIN)/python -m scripts.fonts

examples: $(READY)  ## build examples/data anew
	$(BIN)/python -m scripts.examples

docs: $(READY)  ## write the generated pages of docs/
	$(BIN)/python -m scripts.docs

site: $(READY)  ## the documentation as a web site, in build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

wheel: $(READY)
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) build dist demo-output fuzz-output .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
