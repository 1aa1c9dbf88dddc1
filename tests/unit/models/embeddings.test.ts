import { describe, expect, it } from 'vitest';
import { networkPartsOf } from '../../../src/interop/pytorch/parts.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { withEmbeddings } from '../../../src/models/optionalParts.ts';
import { sharesNothing } from '../../../src/models/topology.ts';
import { topologyOf } from './topologies.ts';

const ids = { numVectors: [5, 9], dim: 4, numAfter: 0 };

const shared = [['embeddings.0.weight', 'embeddings.1.weight']];

describe.each(architectures.map(({ id }) => id))('%s', (id) => {
  it('has one table, or one for each stream of its own, of which the program has as many', () => {
    const topology = topologyOf(id, {}, { numTasks: 3, inputDim: 12 });
    const isApart = topology.embedsApart === true || sharesNothing(topology);
    const embedding = withEmbeddings(topology, ids);
    expect(embedding.embeddings?.tables.length).toBe(isApart ? networkPartsOf(embedding).numInputStreams : 1);
  });

  // Names of tables tell a program whether there is one.
  it('has one table where there is one stream, so that names are those of one', () => {
    const { embeddings } = withEmbeddings(topologyOf(id, {}, { numTasks: 1, inputDim: 12 }), ids);
    if (embeddings?.tables.length === 1) expect(embeddings.tables).toEqual(shared);
  });
});

it('shares nothing where each task has a table of its own', () => {
  const single = topologyOf('singleTask', {}, { numTasks: 2, inputDim: 12 });
  expect(sharesNothing(withEmbeddings(single, ids))).toBe(true);
  const alone = topologyOf('singleTask', {}, { numTasks: 1, inputDim: 12 });
  expect(sharesNothing(withEmbeddings(alone, ids))).toBe(true);
  const rival = topologyOf('crossStitch', {}, { numTasks: 2, inputDim: 12 });
  expect(sharesNothing(withEmbeddings(rival, ids))).toBe(false);
});
