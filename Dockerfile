# One image for the API, the workers and the reaper; compose.yaml says which command each runs.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/quotewire \
    && /opt/quotewire/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --requirement requirements.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin quotewire
COPY --from=build /opt/quotewire /opt/quotewire
WORKDIR /app
COPY core core
COPY service service
COPY workers workers
COPY openapi.yaml ./
ENV PATH=/opt/quotewire/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    QUOTEWIRE_HOST=0.0.0.0
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "service/gunicorn_conf.py", "service.wsgi:app"]
