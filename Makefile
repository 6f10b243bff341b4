# Everything a person does with the project. `make help` lists it.
ENVIRONMENT := python3 scripts/environment.py
.DEFAULT_GOAL := help
.PHONY: help setup python shell run train

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | awk -F ':.*  ## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup:  ## install everything that is needed, nothing else
	@$(ENVIRONMENT) >/dev/null

python:  ## print the environment's interpreter
	@$(ENVIRONMENT)

shell:  ## open a shell in which `rasa train`, `rasa test`, … work as typed
	@exec $(ENVIRONMENT) python -m designer.shell

run:  ## train if needed, start everything, print where to chat
	@exec $(ENVIRONMENT) python -m designer.run

train:  ## train if something changed
	@exec $(ENVIRONMENT) python -m designer.training
