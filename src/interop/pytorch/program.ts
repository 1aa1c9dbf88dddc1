/** A whole program for one card: model, data, training, and the check against the browser. Pure: text from plain data. */
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { architectureOf } from '../../models/architectures.ts';
import type { Topology } from '../../models/topology.ts';
import type { FileEncoding } from '../../table/fileEncoding.ts';
import { text } from '../../text/text.ts';
import { configurationCode, taskTraitsOf } from './configuration.ts';
import { csvRowsCode } from './csvRows.ts';
import { canDrawRows, drawnRowsCode } from './drawnRows.ts';
import { type EncodedFile, encodedReaderCode } from './encodedRows.ts';
import { modelCode, wrapped } from './model.ts';
import { partsOf } from './parts.ts';
import { argumentsCode, loadingCode, mainCode, rowsCode } from './running.ts';
import batch from './templates/batch.py?raw';
import check from './templates/check.py?raw';
import checkRows from './templates/checkRows.py?raw';
import files from './templates/files.py?raw';
import plainReader from './templates/plainReader.py?raw';
import { lossCode, metricsCode, trainingCode } from './training.ts';

/** The source of a program. */
export interface ProgramSource {
  /** The experiment as it is trained: widths of the budget, learning rates of tuning. */
  readonly experiment: Experiment;
  readonly card: CardConfig;
  readonly topology: Topology;
  /** The encoding of the file that it was trained on; null: on none. */
  readonly file: FileEncoding | null;
  /** The page with the experiment; written into the program. */
  readonly link: string;
  /** Name of the files without their endings: letters, digits and hyphens. */
  readonly name: string;
}

/** The program. Throws a `UserError` for a network that cannot be written. */
export function pythonProgramOf(source: ProgramSource): string {
  const { experiment, card, topology } = source;
  const parts = partsOf(topology);
  const hasLaw = canDrawRows(experiment.data.source);
  const encoded = encodedFileOf(source);
  const traits = taskTraitsOf(experiment);
  const changesRate = experiment.training.learningRateChanges.length > 0;
  const names = {
    className: architectureOf(card.architecture)?.libraryClass ?? capitalised(card.architecture),
    summary: text.models.summaryOf(card.architecture) ?? '',
  };
  const code = [
    configurationCode({ ...source, parts, hasLaw, encoded }),
    modelCode(parts, names),
    batch,
    ...(hasLaw ? [drawnRowsCode(experiment)] : []),
    csvRowsCode(encoded),
    encoded === null ? plainReader : encodedReaderCode(encoded),
    `Rows = ${hasLaw ? 'DrawnRows | CsvRows' : 'CsvRows'}\n`,
    lossCode(traits),
    metricsCode(traits),
    trainingCode(changesRate),
    files,
    check,
    ...(encoded === null ? [] : [checkRows]),
    argumentsCode(changesRate),
    mainCode(changesRate),
    loadingCode(encoded !== null),
    rowsCode(hasLaw),
  ].join('\n\n');
  return `${head(source, names.className, hasLaw)}${importsOf(code)}\n\n${code}`;
}

function encodedFileOf({ experiment: { data }, file }: ProgramSource): EncodedFile | null {
  return data.table === null || file === null ? null : { setup: data.table, file };
}

/** Name of a class that the authors' library has not: the id. */
const capitalised = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

/** Free text inside a docstring: nothing in it may end the docstring or escape a character. */
const quoted = (written: string): string => written.replaceAll('\\', '/').replaceAll('"', "'");

function head({ experiment, card, link, name }: ProgramSource, className: string, hasLaw: boolean): string {
  const { tasks } = experiment;
  const label = architectureOf(card.architecture)?.label ?? className;
  const title = quoted(
    `${label} for ${tasks.length === 1 ? 'one task' : `${tasks.length} tasks`}, from the AdaTT Playground.`,
  );
  return `#!/usr/bin/env python3
"""${title}

Card ${quoted(`${card.id}, ${card.name}`)}. The experiment it was trained in:

    ${quoted(link)}

${hasLaw ? 'Run it as it is: it' : 'When it runs, it'} loads the weights in ${name}.safetensors, compares itself with the
browser on the rows stored there, stops if a logit is off by more than 1e-5 of its size
(of 1 if it is smaller), and trains on from there. ${wrapped(dataSentences(experiment, hasLaw), 0, 51)}

${usage(name, hasLaw)}

The same on several cores or GPUs, and on several machines:

    torchrun --nproc_per_node=4 ${name}.py --csv 'part-*.csv.gz'
    torchrun --nnodes=8 --nproc_per_node=4 --rdzv_backend=c10d \\\\
        --rdzv_endpoint=HOST:29500 ${name}.py --csv 'part-*.csv.gz'

--batch-size counts the rows of all processes: with the same files their number changes
no loss, as long as the files can be shared out evenly. Needs Python 3.10 and torch.
"""
`;
}

function usage(name: string, hasLaw: boolean): string {
  const program = `    python ${name}.py`;
  const rows = hasLaw ? '' : ' --csv FILE';
  const width = `${rows} --steps 5000`.length;
  const lines = [
    [' --check', 'compare with the browser, and stop'],
    [`${rows} --steps 5000`, 'train on for that many steps'],
    [`${rows} --fresh`, 'train anew, from random weights'],
    [`${rows} --resume`, 'go on after an interruption'],
  ].map(([given = '', what]) => `${program}${given.padEnd(width + 3)}${what}`);
  return [...lines, `${program} --csv 'part-*.csv.gz'${hasLaw ? '' : ' --test-csv held-out.csv.gz'}`].join(
    '\n',
  );
}

function dataSentences({ data: { table } }: Experiment, hasLaw: boolean): string {
  if (hasLaw) return 'Without --csv it draws rows of the same tasks: the same law, not the same rows.';
  if (table === null) return 'Rows come from CSV files, see --csv.';
  return [
    `Rows come from CSV files with the columns of ${quoted(table.fileName)}, and are encoded as in the browser.`,
    'Its weights have seen most rows of that file: to measure on new ones, give them with --test-csv, or start with --fresh.',
  ].join(' ');
}

/** All that programs import; the name that it is used by comes last in its line. */
const imports = `
import argparse
import array
import codecs
import csv
import functools
import glob
import gzip
import itertools
import json
import math
import os
import random
import re
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
`;

/** The imports of what `code` uses. */
function importsOf(code: string): string {
  const isUsed = (line: string) => line === '' || new RegExp(`\\b${line.split(' ').at(-1)}\\b`).test(code);
  return `
from __future__ import annotations
${imports.split('\n').filter(isUsed).join('\n')}`;
}
