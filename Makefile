# make demo   everything needed, then the demo on http://127.0.0.1:8000 (PORT=8080 for another port)
# make test   everything needed, then the quick checks and all tests on SQLite
# make test-more  what needs more of the machine: browser, PDF validation, PostgreSQL      make test-all  both
# make setup  set-up only          make check  the quick checks          make bench  the benchmarks (SIZES="40 1000 10000")
# A step that is done leaves a stamp in .build/ and runs again when the lock file it came from has changed.

SHELL := /bin/bash
PORT ?= 8000
SIZES ?= 40 1000 10000
python := .venv/bin/python
manage := $(python) manage.py
stamps := .build/stamps
catalogues := $(wildcard portfolio/locale/*/LC_MESSAGES/django.po)

.PHONY: demo test test-more test-all setup check bench messages clean
.DEFAULT_GOAL := demo

demo: $(stamps)/app $(stamps)/assets $(stamps)/messages
	@echo "Bringing the database up to date"
	@$(manage) migrate --verbosity 0
	@$(manage) load_demo
	@echo "Samstyr answers on http://127.0.0.1:$(PORT)  (stop with Ctrl-C)"
	@$(manage) runserver --noreload 127.0.0.1:$(PORT)

setup: $(stamps)/dev $(stamps)/assets $(stamps)/messages
	@echo "Set up. Next: make demo, make test"

test: setup
	@.ci/test

test-more: setup
	@.ci/test more

# Both, also when the first fails.
test-all: setup
	@.ci/test; quick=$$?; .ci/test more && exit $$quick

check: setup
	@.ci/check

bench: $(stamps)/app $(stamps)/assets $(stamps)/messages
	@$(manage) bench --sizes $(SIZES)

messages: $(stamps)/dev
	$(manage) translations --update

$(stamps)/app: requirements.txt requirements-uv.txt .ci/install-python
	@.ci/install-python requirements.txt
	@mkdir -p $(@D) && touch $@

$(stamps)/dev: requirements-dev.txt $(stamps)/app
	@.ci/install-python requirements-dev.txt
	@mkdir -p $(@D) && touch $@

$(stamps)/assets: package-lock.json portfolio/collect_vendor.py portfolio/install_assets.py $(stamps)/app
	@echo "Installing stylesheets, typefaces and the chart library"
	@$(python) -m portfolio.install_assets
	@mkdir -p $(@D) && touch $@

$(stamps)/messages: $(catalogues) $(stamps)/app
	@$(manage) translations --compile
	@mkdir -p $(@D) && touch $@

clean:
	rm -rf .venv node_modules .build portfolio/static/vendor var/static
