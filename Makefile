# Everything a person does with the project. `make help` lists it.
ENVIRONMENT := python3 scripts/environment.py
.DEFAULT_GOAL := help
.PHONY: help setup python shell run run-scaled train chat watch validate new-flow test lint types unit stories nlu \
        browser nlu-report nlu-review rules-matter bench chaos load lock clean

help:  ## muestra esta lista
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | awk -F ':.*  ## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup:  ## instala todo lo que hace falta, y nada más
	@$(ENVIRONMENT) >/dev/null

python:  ## dice cuál es el Python del proyecto
	@$(ENVIRONMENT)

shell:  ## abre una terminal en la que `rasa train`, `rasa test`… se escriben tal cual
	@exec $(ENVIRONMENT) python -m designer.shell

# --- for everybody ---

run:  ## entrena si hace falta, arranca todo y dice dónde charlar
	@exec $(ENVIRONMENT) python -m designer.run

run-scaled:  ## lo mismo con HILO_PROCESSES procesos de Rasa y de envío detrás de haproxy (DATABASE_URL, REDIS_URL)
	@exec $(ENVIRONMENT) python -m designer.run_scaled

train:  ## entrena si algo cambió
	@exec $(ENVIRONMENT) python -m designer.training

# --- for conversation designers ---

chat:  ## charla en la terminal (/porque dice por qué respondió así)
	@exec $(ENVIRONMENT) python -m designer.chat

watch:  ## arranca todo y toma cada cambio al guardarlo
	@exec $(ENVIRONMENT) python -m designer.watch

validate:  ## revisa todos los YAML: archivo, renglón y qué hacer
	@exec $(ENVIRONMENT) python -m designer.validate

new-flow:  ## crea la carpeta de un flujo nuevo: make new-flow NAME=…
	@exec $(ENVIRONMENT) python -m designer.new_flow $(NAME)

nlu-report:  ## escribe una página con lo que se confunde, se repite o falta entre las frases; dice dónde quedó
	@exec $(ENVIRONMENT) python -m designer.nlu_report

nlu-review:  ## mensajes reales que no se entendieron bien, de a uno, para sumarlos a las frases
	@exec $(ENVIRONMENT) python -m hilo nlu review $(OPTIONS)

# --- checks ---

test: lint types validate unit train stories nlu browser  ## todo lo que se puede probar en esta máquina

lint:  ## estilo y errores que ve una máquina
	@$(ENVIRONMENT) ruff check .

types:  ## los tipos del código
	@$(ENVIRONMENT) mypy

unit: train  ## pruebas del código, sin navegador
	@$(ENVIRONMENT) pytest -q -m "not browser" -n logical --dist loadfile --reruns 1

stories: train  ## pruebas de conversación: falla la historia que no se cumple, y que no haya ninguna (ONLY=archivo: solo esas)
	@exec $(ENVIRONMENT) python -m designer.test_stories $(ONLY)

nlu: train  ## mensajes apartados contra el modelo entrenado, con un mínimo
	@exec $(ENVIRONMENT) python -m designer.test_nlu

browser: train  ## el chat web en un Chromium de verdad, contra un asistente en marcha
	@$(ENVIRONMENT) pytest -q -m browser --reruns 1

rules-matter: train  ## borra cada regla por turno: cada borrado tiene que hacer fallar una prueba (lento)
	@exec $(ENVIRONMENT) python -m designer.rules_matter

bench:  ## mide contra Rasa sin cambios, que se entrena una vez (lento; con OPTIONS=--quick no se entrena)
	@exec $(ENVIRONMENT) python -m bench $(OPTIONS)

chaos:  ## miles de mensajes mientras se corta todo; muestra que cada uno se respondió una vez (OPTIONS=--quick, --sqlite)
	@exec $(ENVIRONMENT) python -m bench.chaos $(OPTIONS)

load:  ## a qué ritmo pueden escribir mil conversaciones, al lado de Rasa (OPTIONS=--quick)
	@exec $(ENVIRONMENT) python -m bench.load $(OPTIONS)

# --- upkeep ---

lock: setup  ## fija de nuevo las versiones de pyproject.toml
	@uv=$$(command -v uv || echo $${XDG_CACHE_HOME:-$$HOME/.cache}/hilo/uv/bin/uv); \
	$$uv pip compile pyproject.toml --extra dev --universal --python-version 3.10 --no-annotate --no-header -q -o requirements.txt

clean:  ## borra modelos, cachés y resultados de la carpeta del proyecto
	@rm -rf models results .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
