"""Runs the cells of a notebook one after the other.

python3 runNotebook.py NAME.ipynb
"""

import json
import sys
from pathlib import Path

cells = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["cells"]
names: dict = {"__name__": "__main__"}
for cell in cells:
    if cell["cell_type"] == "code":
        exec(compile(cell["source"], sys.argv[1], "exec"), names)
