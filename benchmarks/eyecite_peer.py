"""How fast eyecite reads the text that is its input: prints MB of UTF-8 a second of process time.

Run by `benchmarks.extraction` in an environment of its own: what eyecite needs brings a package called `tests`, which
would stand before ours.
"""

import sys
import time

from eyecite import get_citations

ROUNDS = 7

text = sys.stdin.read()
times = []
for _ in range(ROUNDS + 1):
    start = time.process_time()
    get_citations(text)
    times.append(time.process_time() - start)
print(len(text.encode()) / 1e6 / min(times[1:]))
