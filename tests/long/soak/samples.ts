/** What a page holds on to, measured right after everything that nobody needs was thrown away. */
import type { Page } from 'playwright-core';
import { alignedTable } from '../../../src/cli/command.ts';
import { expect } from '../../e2e/harness/test.ts';
import { growthOf } from './growth.ts';

/** One look at the page. */
export interface Sample {
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
}

const measures = ['heapMB', 'nodes', 'listeners', 'workers'] as const;

/** Returns what takes a sample of the page. */
export async function createSampler(page: Page): Promise<() => Promise<Sample>> {
  const session = await page.context().newCDPSession(page);
  let chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  return async () => {
    chunks = [];
    // What nobody needs is thrown away first.
    await session.send('HeapProfiler.takeHeapSnapshot');
    const heapMB = Math.round(bytesOfObjects(JSON.parse(chunks.join(''))) / 1e4) / 100;
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { heapMB, nodes, listeners: jsEventListeners, workers: page.workers().length };
  };
}

/** What is used of a snapshot: of each node some numbers, in the order of `node_fields`. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      /** The names of types stand where the fields have the type. */
      readonly node_types: readonly (string | readonly string[])[];
    };
  };
  readonly nodes: readonly number[];
}

/** Without machine code, which comes bit by bit for as long as functions get hot, and what the browser notes for itself. */
function bytesOfObjects({ snapshot: { meta }, nodes }: Snapshot): number {
  const [type, size] = ['type', 'self_size'].map((name) => meta.node_fields.indexOf(name)) as [
    number,
    number,
  ];
  const isLeftOut = (node: number) =>
    /^(code|native)$/.test(meta.node_types[type]?.[nodes[node + type] ?? 0] ?? '');
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length)
    if (!isLeftOut(node)) bytes += nodes[node + size] ?? 0;
  return bytes;
}

/** Prints the samples and fails where any measure grows, but those that follow what happens to be open. */
export function expectFlat(
  title: string,
  samples: readonly Sample[],
  { warmUpShare = 0.2, unsteady = [] as readonly string[] } = {},
): void {
  const growths = measures.map((measure) =>
    growthOf(
      samples.map((sample) => sample[measure]),
      warmUpShare,
    ),
  );
  const row = (name: string, of: (measure: (typeof measures)[number], at: number) => unknown) => [
    name,
    ...measures.map((measure, at) => String(of(measure, at))),
  ];
  const rows = [
    [title, ...measures],
    ...samples.map((sample, index) => row(String(index + 1), (measure) => sample[measure])),
    row('first third', (_, at) => growths[at]?.early),
    row('last third', (_, at) => growths[at]?.late),
    row('grows', (_, at) => (growths[at]?.isGrowing ? 'YES' : 'no')),
  ];
  console.info(`\n${alignedTable(rows)}`);
  expect(
    measures.filter((measure, index) => growths[index]?.isGrowing && !unsteady.includes(measure)),
    'what grows',
  ).toEqual([]);
}
