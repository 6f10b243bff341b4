# One image for every process of compose.yml; the model is trained in it, so that all of them decide alike.
FROM python:3.10-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends make haproxy && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 hilo && mkdir /home/hilo/app /home/hilo/data && chown hilo: /home/hilo/app /home/hilo/data
USER hilo
WORKDIR /home/hilo/app

# What changes seldom first: an edited text does not install everything anew.
COPY --chown=hilo requirements.txt .python-version ./
COPY --chown=hilo scripts scripts
RUN python3 scripts/environment.py
COPY --chown=hilo . .
ENV HILO_HOME=/home/hilo/data PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1
RUN python3 scripts/environment.py python -m designer.training

ENTRYPOINT ["python3", "scripts/environment.py", "python", "-m"]
