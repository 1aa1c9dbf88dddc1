#!/usr/bin/env python3
"""__TITLE__

Card __CARD__. The experiment it was trained in:

    __LINK__

#: if drawsRows
Run it as it is: it loads the weights in __NAME__.safetensors, compares itself with the
#: else
When it runs, it loads the weights in __NAME__.safetensors, compares itself with the
#: end
browser on the rows stored there, stops if a logit is off by more than 1e-5 of its size
(of 1 if it is smaller), and trains on from there. __WHICH_ROWS__

__USAGE__

Rows of CSV or Parquet files are encoded once, into __NAME__.rows, and all of them
are shuffled. The network that is best on validation rows is kept beside the last one,
in __NAME__.best.pt, and measured on test rows, which choose nothing.
--save-predictions FILE writes what it predicts for them; with --resume --steps 0 also
later, without training. New rows need neither labels nor the files trained on:

    python __NAME__.py --predict new.csv --out scores.csv

#: if drops
What dropout drops is drawn anew here, so losses of a training differ from the browser's
by chance; the comparison above drops nothing.

#: end
The same on several cores or GPUs, and on several machines:

    torchrun --nproc_per_node=4 __NAME__.py --csv 'part-*.csv.gz'
    torchrun --nnodes=8 --nproc_per_node=4 --rdzv_backend=c10d \\
        --rdzv_endpoint=HOST:29500 __NAME__.py --csv 'part-*.csv.gz'

--batch-size counts the rows of all processes: with the same files their number changes
no loss. Needs Python 3.10 and torch, and pyarrow for Parquet files.
"""

from __future__ import annotations

import argparse
import array
import codecs
import contextlib
import csv
import functools
import glob
import gzip
import hashlib
import itertools
import json
import math
import os
import re
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
