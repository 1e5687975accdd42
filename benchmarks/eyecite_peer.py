"""How fast eyecite reads the texts of its input (a JSON list): prints MB of UTF-8 a second of process time.

Run by `benchmarks.extraction` in an environment of its own: what eyecite needs brings a package called `tests`, which
would stand before ours.
"""

import json
import sys
import time

from eyecite import get_citations

ROUNDS = 7

texts = json.load(sys.stdin)
times = []
for _ in range(ROUNDS + 1):
    start = time.process_time()
    for text in texts:
        get_citations(text)
    times.append(time.process_time() - start)
print(sum(len(text.encode()) for text in texts) / 1e6 / min(times[1:]))
