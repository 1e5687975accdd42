# The command `cancu` and its server: `docker build -t cancu .`, or `docker compose up` with a Neo4j beside it.
# The whole image of Python has the C compiler that compiles the readers; what runs later does without.
FROM python:3.13.9-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/cancu && python -m venv /opt/native
WORKDIR /src
COPY requirements-ocr.txt requirements-native.txt ./
RUN /opt/cancu/bin/pip install --require-hashes --requirement requirements-ocr.txt \
    && /opt/native/bin/pip install --require-hashes --requirement requirements-native.txt
COPY setup.py pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY visualize visualize
COPY api api
RUN CANCU_NATIVE=1 /opt/native/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /opt/wheels . \
    && /opt/cancu/bin/pip install --no-deps /opt/wheels/*.whl

FROM python:3.13.9-slim-bookworm
# The model with which scans are recognised; Tesseract itself comes with the extra [ocr].
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr-vie=1:4.1.0-2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/cancu /opt/cancu
# Nobody in particular, who owns nothing but the folder of data.
RUN install --directory --owner=10001 --group=10001 /data
USER 10001:10001
ENV PATH=/opt/cancu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_DATA_HOME=/data \
    CANCU_STORE=sqlite:////data/cancu.sqlite
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["cancu"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
