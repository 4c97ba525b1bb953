# `make site` builds the clinic's site, `make test` runs every test. Both set up what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := $(VENV)/audit
ROOT ?= .
PUBLIC := $(if $(filter .,$(ROOT)),public,$(ROOT)/public)

.PHONY: site setup serve editor test audit lighthouse accessibility screenshots bench lock clean help

help:
	@echo "make site           set up, build the site into public/"
	@echo "make setup          set up, and build nothing"
	@echo "make serve          set up, show the site while you write it (PORT=8000)"
	@echo "make editor         fetch the editor at /admin/, with npm"
	@echo "make test           set up, run every test"
	@echo "make audit          ask whether anything that is installed has a known vulnerability"
	@echo "make lighthouse     measure ten pages on a simulated phone"
	@echo "make accessibility  check every page, and write what was found into the accessibility statement"
	@echo "make screenshots    make the pictures in docs/images anew"
	@echo "make bench          measure builds of N articles (N=1000)"
	@echo "make lock           write the lock files anew"
	@echo "make clean          remove everything that was made"

site: $(VENV)/site.stamp
	$(BIN)/site-builder --root $(ROOT) build
	@echo
	@echo "The site is in $(PUBLIC)/. To look at it:"
	@echo "    $(BIN)/python -m http.server --bind 127.0.0.1 --directory $(PUBLIC) 8000"
	@echo "and open http://127.0.0.1:8000/. To look on while you write: make serve"

setup: $(VENV)/site.stamp

# The preview is there without the editor too, where npm fails to fetch that.
serve: $(VENV)/site.stamp
	-$(BIN)/python -m site_builder.editor
	$(BIN)/site-builder --root $(ROOT) serve --port $(or $(PORT),8000)

# Says what to do where npm is missing, and is content with that: everything else works without the editor.
editor: $(VENV)/site.stamp
	$(BIN)/python -m site_builder.editor

test: $(VENV)/test.stamp
	$(BIN)/python -m tests.components
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# What asks has libraries of its own, and so a place of its own. The largest of the other locks names all that they name.
audit: $(VENV)/audit.stamp
	$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	    -r requirements-tools.lock -r requirements-audit.lock

# Alone on the machine: what else runs slows down what it measures.
lighthouse: $(VENV)/test.stamp
	$(BIN)/python -m tests.components
	$(BIN)/python -m tests.lighthouse

accessibility: $(VENV)/test.stamp
	$(BIN)/python -m tests.components
	$(BIN)/python -m tests.accessibility

screenshots: $(VENV)/test.stamp
	$(BIN)/python -m tests.components
	$(BIN)/python -m tests.screenshots

bench: $(VENV)/site.stamp
	$(BIN)/python -m tests.bench $(or $(N),1000)

# The project itself is installed without its dependencies, which the lock file gives with their hashes.
$(VENV)/site.stamp: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

$(VENV)/audit.stamp: requirements-audit.lock
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	touch $@

lock:
	uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 \
	    --extra build --extra s3 --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 \
	    --extra build --extra test --output-file requirements-test.lock pyproject.toml
	uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 \
	    --extra build --extra test --extra tools --output-file requirements-tools.lock pyproject.toml
	uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 \
	    --group audit --output-file requirements-audit.lock

clean:
	rm -rf $(VENV) tests/node_modules site_builder/editor/node_modules public .cache build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
