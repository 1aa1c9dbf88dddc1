"""Prints the texts that an exported program makes of values of a Parquet file, as JSON.

    python3 parquetTexts.py PROGRAM.py '[COUNTS]'
"""

import importlib.util
import json
import sys
from decimal import Decimal
from pathlib import Path

path = Path(sys.argv[1])
spec = importlib.util.spec_from_file_location(path.stem, path)
program = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = program
spec.loader.exec_module(program)

counts = list(map(int, json.loads(sys.argv[2])))
values = [None, True, False, 0.1, float("inf"), Decimal("-1.50"), "é".encode(), 1e-07, 2**53 + 1]
print(
    json.dumps(
        {
            "days": list(map(program.day_text, counts)),
            "moments": [program.time_text(count, 1_000_000) for count in counts],
            "clocks": [program.clock_text(count, 1_000_000) for count in counts],
            "values": list(map(program.text_of, values)),
        }
    )
)
