# make run: the coach in a browser.  make test: everything that is checked.
# Both set up what is missing first (scripts/set_up.py) and are quick when nothing is.

PYTHON ?= python3
VENV := .venv/bin

# Filmed once and kept: an hour and a half of work on two cores.
CLIPS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/posecoach/clips

.PHONY: help run test lint translations faults benchmark set-up-run set-up-test set-up-samples

help:
	@echo "make run [PORT=8501]   set up what is missing and start PoseCoach"
	@echo "make test              set up what is missing, lint and test"
	@echo "make lint              lint only"
	@echo "make translations      bring the translations up to the texts in the code"
	@echo "make faults            put 10,000 damaged and odd inputs to the program"
	@echo "make benchmark         film all clips and score the coach on them"

run: set-up-run
	@$(VENV)/posecoach app $(if $(PORT),--port $(PORT))

# The tests that watch a page in real time come last, alone: the camera's frames need the processor.
test: lint
	@$(VENV)/pytest --numprocesses logical --dist worksteal --ignore tests/end_to_end
	@$(VENV)/pytest tests/end_to_end

lint: set-up-test
	@$(VENV)/ruff check
	@$(VENV)/ruff format --check
	@$(VENV)/mypy
	@$(VENV)/lint-imports --no-logo

translations: set-up-test
	@$(VENV)/python -m tools.translations

faults: set-up-test
	@$(VENV)/python -m tools.faults

benchmark: set-up-samples
	@$(VENV)/python -m tools.render_samples --out $(CLIPS) --workers $$(getconf _NPROCESSORS_ONLN)
	@mkdir -p build
	@$(VENV)/posecoach benchmark $(CLIPS) --html build/benchmark.html --json build/benchmark.json

set-up-run set-up-test set-up-samples: set-up-%:
	@$(PYTHON) scripts/set_up.py $*
