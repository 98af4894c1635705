# Two commands matter: `make crawl` and `make test`. Both set up what they need, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATABASE ?= xjtunews.db
ARGS ?=
NAMES ?=
N ?= 2000

.PHONY: crawl test lint explore bench bench-scale bench-explore compare docs lock clean help
.DEFAULT_GOAL := help

help:  ## Show what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

# The locks pin every package with its hashes, so there is nothing to resolve.
$(VENV)/runtime: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "xjtunews needs Python 3.11 or newer; try: make PYTHON=python3.12 crawl")'
	@echo "setting up $(VENV), once; this takes half a minute"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	touch $@

$(VENV)/explore: $(VENV)/runtime requirements-explore.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-explore.txt
	touch $@

$(VENV)/compare: $(VENV)/runtime requirements-compare.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-compare.txt
	touch $@

crawl: $(VENV)/runtime  ## Replay the bundled fixtures, offline, into xjtunews.db
	$(BIN)/scrapy crawl xjtu -s REPLAY=fixtures -s DATABASE='$(DATABASE)' $(ARGS)

test: $(VENV)/dev $(VENV)/explore  ## Run all tests, on all processors (ARGS="-n 0 -k words" for some of them, on one)
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(VENV)/dev $(VENV)/explore  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

explore: $(VENV)/explore  ## Index the database for the search, and open it in Datasette, read-only
	test -f '$(DATABASE)' || { echo "there is no $(DATABASE); run: make crawl"; exit 1; }
	-$(BIN)/scrapy index -s DATABASE='$(DATABASE)'
	$(BIN)/python -m xjtunews.explore '$(DATABASE)' $(ARGS)

bench: $(VENV)/runtime  ## Time the crawl beside a bare Scrapy spider (N=2000 pages), and the tagging of an article
	$(BIN)/python -m benchmarks.crawl --pages $(N) $(ARGS)


bench-explore: $(VENV)/explore  ## Time the pages of make explore over HTTP, on 100,000 made articles
	$(BIN)/python -m benchmarks.explore $(ARGS)

bench-scale: $(VENV)/runtime  ## Time how copies are found and events joined among 100,000 articles (ARGS="--articles 10000")
	$(BIN)/python -m benchmarks.scale $(ARGS)

compare: $(VENV)/compare  ## Compare reader and tagger with others (ARGS="--generic DIR" for pages of your own, NAMES=DIR for texts)
	$(BIN)/python -m benchmarks.compare $(ARGS)
	$(BIN)/python -m benchmarks.names $(NAMES)

lock: $(VENV)/dev  ## Pin the packages anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) -c requirements.txt --group dev -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) -c requirements.txt --group explore -o requirements-explore.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) -c requirements.txt --group compare -o requirements-compare.txt

docs: $(VENV)/dev $(VENV)/explore  ## Write anew what is generated: examples, metadata, data dictionary, codebook
	rm -f .docs.db*
	$(BIN)/scrapy crawl xjtu -s REPLAY=fixtures -s DATABASE=.docs.db -s LOG_LEVEL=WARNING > /dev/null
	$(BIN)/python -m xjtunews.database.examples .docs.db > .docs.tsv && mv .docs.tsv xjtunews/database/examples.tsv
	$(BIN)/python -m xjtunews.explore.metadata > .docs.json && mv .docs.json xjtunews/explore/metadata.json
	$(BIN)/python -m xjtunews.explore.documents codebook > xjtunews/explore/CODEBOOK.zh-CN.md
	$(BIN)/python -m xjtunews.explore.documents dictionary > xjtunews/explore/DICTIONARY.zh-CN.md
	rm -f .docs.db*

clean:  ## Remove the virtual environment and caches; databases stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
