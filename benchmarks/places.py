"""Where the real documents and their answer keys are: beside the checkout, or in the folder that CANCU_SHARED names."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("CANCU_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "corpus"
