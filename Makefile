# Everything runs in .venv, which is made once and made again only when pyproject.toml changes.
PYTHON ?= python3
ARTICLES ?= corpus/articles
OUT ?= out
WORKERS ?=
MODEL ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup extras pipeline test faults lint evaluate calibrate evaluate-models train-data train notebooks review test-browser bench bench-dates bench-long-texts bench-archive clean

help:  ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY)  ## Make .venv and install everything into it

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if (3, 10) <= sys.version_info < (3, 14) else "Uvdot needs Python 3.10 to 3.13; name one with PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

pipeline: $(READY)  ## Extract facts: ARTICLES=folder OUT=folder WORKERS=n MODEL=trf|sm|stanza|rules
	@$(BIN)/uvdot run '$(ARTICLES)' --out '$(OUT)' --overwrite $(if $(WORKERS),--workers $(WORKERS)) $(if $(MODEL),--model $(MODEL)); \
	status=$$?; \
	if [ $$status -eq 3 ]; then echo "Some inputs became no article: see $(OUT)/rejects."; else exit $$status; fi

test: $(READY)  ## Run the tests
	$(BIN)/pytest --numprocesses auto --dist worksteal

faults: $(READY)  ## Bad days at full length: kills, full disks, lost workers (half an hour)
	$(BIN)/pytest -m faults

lint: $(READY)  ## Check style and types
	$(BIN)/ruff check pipeline tests
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/mypy

TREEBANKS := $(wildcard ../shared/data/*.conllu)

evaluate: $(READY)  ## Score the extractors on corpus/gold, and sentences on treebanks where there are any
	$(BIN)/uvdot evaluate $(foreach file,$(wildcard corpus/gold/*.jsonl),--gold $(file))
	$(BIN)/uvdot evaluate-links corpus
	$(if $(TREEBANKS),$(BIN)/uvdot evaluate-sentences $(TREEBANKS))

calibrate: $(READY)  ## Learn again from the gold's development part what confidences are worth, after rules have changed
	$(BIN)/uvdot calibrate $(foreach file,$(wildcard corpus/gold/*-dev.jsonl),--gold $(file))

DATA ?= .data
EXTRAS := $(VENV)/.extras

extras: $(EXTRAS)  ## Install Stanza and what training needs (torch among it)

$(EXTRAS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,stanza,train]'
	touch $@

train-data: $(READY)  ## Download the public data that the models are trained and scored on, into .data
	$(BIN)/python -m pipeline.training fetch --sources '$(DATA)'

# Annotated articles to learn from in place of corpus/gold/*-dev.jsonl: gold files or reviewers' exported decisions.
ANNOTATED ?=

train: $(EXTRAS)  ## Train a model that ships: MODEL=trf|sm|stanza ANNOTATED=files
	$(BIN)/python -m pipeline.training '$(MODEL)' --sources '$(DATA)' $(foreach file,$(wildcard $(ANNOTATED)),--annotated '$(file)')

NOTEBOOKS := $(VENV)/.notebooks
ANNOTATOR ?=
CHROMIUM ?= chromium
# Jupyter starts for root, who is all there is in many containers, only when it is told to.
JUPYTER := $(BIN)/jupyter lab$(if $(filter 0,$(shell id -u)), --allow-root)

review: $(NOTEBOOKS)  ## Review a dataset in a notebook: OUT=folder ANNOTATOR=name
	REVIEW_OUT='$(abspath $(OUT))' REVIEW_ANNOTATOR='$(ANNOTATOR)' $(JUPYTER) --LabApp.default_url=/doc/tree/notebooks/review.ipynb

notebooks: $(NOTEBOOKS)  ## Open the notebooks in JupyterLab: OUT=folder of a dataset
	REPORT_OUT='$(abspath $(OUT))' REVIEW_OUT='$(abspath $(OUT))' $(JUPYTER) --LabApp.default_url=/lab/tree/notebooks/quickstart.ipynb

$(NOTEBOOKS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,notebooks]'
	touch $@

BROWSER := $(VENV)/.browser

test-browser: $(BROWSER)  ## Review in Chromium, by keyboard, also without sight and colours (CHROMIUM=path)
	CHROMIUM='$(CHROMIUM)' $(BIN)/pytest tests/reviewing/browser

$(BROWSER): $(NOTEBOOKS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser]'
	touch $@

evaluate-models: $(EXTRAS) train-data  ## Score and time every model, beside the others and published figures
	$(BIN)/uvdot evaluate-models --sources '$(DATA)' --articles corpus/articles --test \
	  $(if $(TREEBANKS),--treebanks ../shared/data) $(foreach file,$(wildcard corpus/gold/*.jsonl),--gold $(file))

bench: $(READY)  ## Measure speed, part by part and beside Duckling, dateparser (extra bench) and spaCy's own tokenizer
	$(BIN)/python tests/benchmarks/throughput.py '$(ARTICLES)'

bench-dates: $(READY)  ## Compare dates with Duckling and dateparser on corpus/gold (says how to install them)
	$(BIN)/python tests/benchmarks/time_expressions.py

bench-long-texts: $(READY)  ## Measure how time grows with the length of hostile texts
	$(BIN)/python tests/benchmarks/long_texts.py

N ?= 100000
CURVE ?= archive.csv

bench-archive: $(READY)  ## Run over N articles made of the corpus: memory of each worker and articles a second, CURVE=file.csv
	$(BIN)/python tests/benchmarks/archive.py '$(N)' --curve '$(CURVE)' $(if $(WORKERS),--workers $(WORKERS)) $(if $(MODEL),--model $(MODEL))

clean:  ## Remove .venv, caches and the default output
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis out build dist *.egg-info
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +
