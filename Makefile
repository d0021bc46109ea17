# `make` installs what is missing and builds the sample edition; `make test` installs the test tools too and runs the suite;
# `make test-readers` opens the books in reading systems.

PYTHON ?= python3
BIN := .venv/bin
INPUTS := $(shell find edition templates styles seeds/sample -type f -not -name '*.pyc' 2>/dev/null)

# Debian and Ubuntu packages: the setter's libraries and its faces, a model of modern Chinese for `edition emend`; what the tests look with.
SYSTEM := fontconfig fonts-dejavu-core fonts-noto-cjk libime-data-language-model libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_SYSTEM := default-jre-headless jing poppler-utils strace
READERS_SYSTEM := chromium $(if $(shell command -v npm),,nodejs npm)

build/sample/report.json: .venv/installed $(INPUTS)
	$(BIN)/edition build seeds/sample --out build/sample

.PHONY: fuzz test test-readers schema lint lock bench bench-peers bench-epub clean
test: .venv/installed-test
	$(BIN)/pytest -n 2 --dist worksteal

test-readers: .venv/installed-readers tests/readers/node_modules/.package-lock.json
	$(BIN)/pytest tests/readers

lint: .venv/installed-test
	$(BIN)/ruff check edition tests
	$(BIN)/ruff format --check edition tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# Fuzz reader, recognisers, TOML, TEI reader and renderer one after the other, SECONDS each; what is found lies in build/fuzz.
SECONDS ?= 60
fuzz: .venv/installed-fuzz
	for target in reader recognisers toml tei renderer; do $(BIN)/python -m tests.fuzz $$target $(SECONDS) build/fuzz || exit 1; done

bench: .venv/installed-test
	$(BIN)/python -m tests.bench.pdf_stage

# The same book by XeLaTeX, Typst and pandoc, as far as they are there; ARGS="--install" installs them, ARGS="CORPUS --texts DIR" sets another.
bench-peers: .venv/installed-test
	$(BIN)/python -m tests.bench.peers $(ARGS)

# The EPUB: pandoc's beside ours, then thousands of documents, made and opened in both engines; ARGS="edition.xml" takes another book.
bench-epub: .venv/installed-readers tests/readers/node_modules/.package-lock.json
	$(BIN)/python -m tests.bench.epub_peers $(ARGS)
	$(BIN)/python -m tests.bench.epub_stage $(ARGS) --open

# Make the grammar and the rules from edition/tei/edition.odd.
schema: .venv/installed
	$(BIN)/python -m edition.tei.odd

# Write the two lock files anew from pyproject.toml.
lock: .venv/installed
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build -o requirements.lock
	$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build --extra test -c requirements.lock -o requirements-test.lock
	$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build --extra test --extra readers -c requirements-test.lock -o tests/readers/requirements.lock
	$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build --extra test --extra fuzz -c requirements-test.lock -o tests/fuzz/requirements.lock

clean:
	rm -rf build

.venv/installed: requirements.lock pyproject.toml | .venv/system
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-test: requirements-test.lock .venv/installed | .venv/system-test
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

.venv/installed-readers: tests/readers/requirements.lock .venv/installed-test | .venv/system-readers
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/readers/requirements.lock
	@touch $@

.venv/installed-fuzz: tests/fuzz/requirements.lock .venv/installed-test
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/fuzz/requirements.lock
	@touch $@

# The browser is Debian's: nothing is downloaded besides the packages.
tests/readers/node_modules/.package-lock.json: tests/readers/package-lock.json | .venv/system-readers
	cd tests/readers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/system: | .venv/bin/pip
	@$(call packages,$(SYSTEM))
	@touch $@

.venv/system-test: | .venv/bin/pip
	@$(call packages,$(TEST_SYSTEM))
	@touch $@

.venv/system-readers: | .venv/bin/pip
	@$(call packages,$(READERS_SYSTEM))
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call packages,python3-venv); }
	$(PYTHON) -m venv .venv

# Install the missing ones of some packages where the platform's package manager may, else say what to install.
define packages
missing=""; \
if command -v dpkg-query >/dev/null; then \
  for name in $(1); do dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$name"; done; \
else missing=" $(1)"; fi; \
if [ -n "$$missing" ]; then \
  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then as=""; \
  elif command -v apt-get >/dev/null && command -v sudo >/dev/null; then as="sudo"; \
  else echo "Please install (named here as Debian does):$$missing — then 'touch $@' and run make again."; exit 1; fi; \
  echo "Installing$$missing"; \
  { $$as apt-get -qq update && DEBIAN_FRONTEND=noninteractive $$as apt-get -qq install -y $$missing >/dev/null; } || \
  { echo "apt-get could not install$$missing: please install them by hand."; exit 1; }; \
fi
endef
