# Everything a person does with the project. `make help` lists it.
ENVIRONMENT := python3 scripts/environment.py
.DEFAULT_GOAL := help
.PHONY: help setup python shell run run-scaled train chat watch validate new-flow test lint types unit stories nlu \
        browser nlu-report nlu-review rules-matter bench chaos load lock clean

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | awk -F ':.*  ## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup:  ## install everything that is needed, nothing else
	@$(ENVIRONMENT) >/dev/null

python:  ## print the environment's interpreter
	@$(ENVIRONMENT)

shell:  ## open a shell in which `rasa train`, `rasa test`, … work as typed
	@exec $(ENVIRONMENT) python -m designer.shell

# --- for everybody ---

run:  ## train if needed, start everything, print where to chat
	@exec $(ENVIRONMENT) python -m designer.run

run-scaled:  ## the same with HILO_PROCESSES Rasa processes and workers behind haproxy (DATABASE_URL, REDIS_URL)
	@exec $(ENVIRONMENT) python -m designer.run_scaled

train:  ## train if something changed
	@exec $(ENVIRONMENT) python -m designer.training

# --- for conversation designers ---

chat:  ## talk in the terminal (/porque tells why it answered so)
	@exec $(ENVIRONMENT) python -m designer.chat

watch:  ## run, and take every saved change live
	@exec $(ENVIRONMENT) python -m designer.watch

validate:  ## check all YAML: file, line and what to do
	@exec $(ENVIRONMENT) python -m designer.validate

new-flow:  ## lay the folder of a new flow: make new-flow NAME=…
	@exec $(ENVIRONMENT) python -m designer.new_flow $(NAME)

nlu-report:  ## write a page of what is confused, repeated or missing among the phrases; prints where
	@exec $(ENVIRONMENT) python -m designer.nlu_report

nlu-review:  ## real messages that were not understood well, one by one, into the phrases
	@exec $(ENVIRONMENT) python -m hilo nlu review $(OPTIONS)

# --- checks ---

test: lint types validate unit train stories nlu browser  ## everything that can be tested on this machine

lint:  ## style and mistakes a machine can see
	@$(ENVIRONMENT) ruff check .

types:  ## type annotations
	@$(ENVIRONMENT) mypy

unit: train  ## tests of the code, without a browser
	@$(ENVIRONMENT) pytest -q -m "not browser" -n logical --dist loadfile --reruns 1

stories: train  ## conversation tests; a wrong story fails, and so does finding none (ONLY=a file: those alone)
	@exec $(ENVIRONMENT) python -m designer.test_stories $(ONLY)

nlu: train  ## held-out messages against the trained model, with a floor
	@exec $(ENVIRONMENT) python -m designer.test_nlu

browser: train  ## the web chat in a real Chromium, against a running assistant
	@$(ENVIRONMENT) pytest -q -m browser --reruns 1

rules-matter: train  ## delete each rule in turn; every deletion must fail a conversation test (slow)
	@exec $(ENVIRONMENT) python -m designer.rules_matter

bench:  ## measure against stock Rasa, which is trained once (slow; OPTIONS=--quick does not train it)
	@exec $(ENVIRONMENT) python -m bench $(OPTIONS)

chaos:  ## thousands of events while everything is killed; proves each was answered once (OPTIONS=--quick, --sqlite)
	@exec $(ENVIRONMENT) python -m bench.chaos $(OPTIONS)

load:  ## the rate that a thousand conversations may write at, beside stock Rasa (OPTIONS=--quick)
	@exec $(ENVIRONMENT) python -m bench.load $(OPTIONS)

# --- upkeep ---

lock: setup  ## pin the requirements of pyproject.toml anew
	@uv=$$(command -v uv || echo $${XDG_CACHE_HOME:-$$HOME/.cache}/hilo/uv/bin/uv); \
	$$uv pip compile pyproject.toml --extra dev --universal --python-version 3.10 --no-annotate --no-header -q -o requirements.txt

clean:  ## delete models, caches and results inside the project folder
	@rm -rf models results .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
