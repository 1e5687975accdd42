# Căn Cứ. `make` alone tells what there is. Everything is installed into .venv, nothing elsewhere.
# PYTHON=python3.12 make run     takes another Python (3.11 or later)
# CANCU_CHROMIUM=/path make test takes another Chromium for the browser tests

PYTHON ?= python3
VENV := .venv
NATIVE := .venv-native
SOURCES := $(shell find api graph loaders visualize -type f -not -path '*/__pycache__/*')
BIN := $(VENV)/bin
# Every exact version with its hash. The project itself comes after, without asking for anything.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
ITSELF := --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: help run native test lint quality quality-accept codification bench fuzz constraints clean
.DELETE_ON_ERROR:

help:
	@echo "make run             load the samples, print the answer, serve on 127.0.0.1:8000"
	@echo "make native          compile the readers, a quarter faster, into .venv-native (wants a C compiler)"
	@echo "make test            all tests, also those in a browser"
	@echo "make lint            form, rules, types, imports"
	@echo "make quality         how well the corpus is read, against the accepted figures"
	@echo "make quality-accept  accept the figures as they are now"
	@echo "make codification    how far the official codification agrees with what is read"
	@echo "make bench           how fast it is"
	@echo "make fuzz            damaged files by the thousand: each is read or refused"
	@echo "make constraints     write constraints.txt and the requirements anew (UPGRADE=--upgrade: newest versions)"
	@echo "make clean           remove what these made"

run: $(VENV)/run.stamp
	$(BIN)/cancu demo

native: $(NATIVE)/native.stamp
	@echo "$(NATIVE)/bin/cancu"

test: $(VENV)/develop.stamp
	@$(BIN)/python tests/neo4j_server/server.py
	@chromium=$$(sh tests/chromium.sh) && tessdata=$$(sh tests/tessdata.sh) && \
		CANCU_CHROMIUM="$$chromium" CANCU_TESSDATA="$$tessdata" $(BIN)/pytest

lint: $(VENV)/develop.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

quality: $(VENV)/develop.stamp
	$(BIN)/python benchmarks/quality.py

quality-accept: $(VENV)/develop.stamp
	$(BIN)/python benchmarks/quality.py --accept

codification: $(VENV)/develop.stamp
	$(BIN)/python -m benchmarks.codification

# With compiled readers where they can be made; what hinders it is told, and the rest goes on.
bench: $(VENV)/develop.stamp
	@$(MAKE) --no-print-directory native || true
	$(BIN)/python -m benchmarks.run

fuzz: $(VENV)/develop.stamp
	$(BIN)/python -m benchmarks.fuzz

constraints: $(VENV)/develop.stamp
	$(COMPILE) $(UPGRADE) pyproject.toml --group build --group test --group bench --group lint --output-file constraints.txt
	$(COMPILE) --constraints constraints.txt pyproject.toml --group build --output-file requirements.txt
	$(COMPILE) --constraints constraints.txt pyproject.toml --group build --extra ocr --output-file requirements-ocr.txt
	$(COMPILE) --constraints constraints.txt --group pyproject.toml:native --output-file requirements-native.txt

clean:
	rm -rf $(VENV) $(NATIVE) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cần Python 3.11 trở lên; đặt PYTHON=... nếu lệnh mang tên khác." >&2; \
		echo "Python 3.11 or later is needed; set PYTHON=... if the command has another name." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Thiếu mô-đun venv của Python; trên Debian/Ubuntu: apt-get install python3-venv" >&2; \
		echo "Python's venv module is missing; on Debian/Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --requirement requirements.txt
	$(INSTALL) $(ITSELF)
	@touch $@

$(VENV)/develop.stamp: constraints.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --requirement constraints.txt
	$(INSTALL) $(ITSELF)
	@touch $@

# An environment of its own: beside the sources compiled modules would hide what is edited.
$(NATIVE)/native.stamp: requirements.txt requirements-native.txt pyproject.toml setup.py $(SOURCES)
	@rm -rf $(NATIVE)
	@command -v "$${CC:-cc}" >/dev/null && \
		test -e "$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" || { \
		echo "Cần trình biên dịch C và tệp tiêu đề của Python; trên Debian/Ubuntu: apt-get install gcc python3-dev" >&2; \
		echo "A C compiler and the headers of Python are needed; on Debian/Ubuntu: apt-get install gcc python3-dev" >&2; exit 1; }
	rm -rf build
	$(PYTHON) -m venv $(NATIVE)
	$(NATIVE)/bin/pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements.txt --requirement requirements-native.txt
	CANCU_NATIVE=1 $(NATIVE)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .
	@touch $@
