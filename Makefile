# make run: the coach in a browser.  make test: everything that is checked.
# Both set up what is missing first (scripts/set_up.py) and are quick when nothing is.

PYTHON ?= python3
VENV := .venv/bin

.PHONY: help run test lint set-up-run set-up-test

help:
	@echo "make run [PORT=8501]   set up what is missing and start PoseCoach"
	@echo "make test              set up what is missing, lint and test"
	@echo "make lint              lint only"

run: set-up-run
	@$(VENV)/streamlit run app.py $(if $(PORT),--server.port $(PORT))

test: lint
	@$(VENV)/pytest

lint: set-up-test
	@$(VENV)/ruff check
	@$(VENV)/ruff format --check
	@$(VENV)/mypy
	@$(VENV)/lint-imports --no-logo

set-up-run set-up-test: set-up-%:
	@$(PYTHON) scripts/set_up.py $*
