import { describe, expect, it } from 'vitest';
import { placeAfterKey } from '../../../../../app/charts/base/useGridCursor.ts';
import {
  type DiagramLayout,
  type DiagramNode,
  nodeRowsOf,
  nodesGrid,
  placeOfNode,
  shortTaskNames,
} from '../../../../../app/charts/network/diagram.ts';
import { diagramLayoutOf, paperLayoutOf } from '../../../../../app/charts/network/layout.ts';
import { stageHeightOf, stageLayoutOf } from '../../../../../app/charts/network/stageLayout.ts';
import { architectures } from '../../../../../src/models/architectures.ts';
import type { LevelSpec, Topology } from '../../../../../src/models/topology.ts';
import { ownOptions, topologyOf } from '../../../models/topologies.ts';

const threeLevels = { levelDims: [[8, 4], [4], [2]], numSharedExperts: 2, numTaskExperts: 2, numExperts: 5 };
const build = (id: string, options: object, numTasks: number) =>
  topologyOf(id, ownOptions(id, options), { numTasks, inputDim: 32 });
const nodesOf = (layout: DiagramLayout) => nodeRowsOf(layout).flat();

function overlap(a: DiagramNode, b: DiagramNode): boolean {
  const isApart =
    Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
  return !isApart;
}

const cases = architectures.flatMap(({ id }) => [1, 3, 8].map((numTasks) => ({ id, numTasks })));

/** Points of the smallest text of a diagram, of 11 px at scale 1, in a column of 85 mm; around the diagram are 20 px. */
const pointsOnPaper = ({ width, textScale }: DiagramLayout) =>
  (11 * textScale * (85 / 25.4) * 72) / (width + 20);

describe('on the stage', () => {
  // Of each network at 1,280 px.
  const width = 445;

  // On a projector of 1,024 px each has 317.
  it.each([width, 317])(
    'all stand on one line of %i px, as high as the highest, towers in one row',
    (wide) => {
      const all = architectures.map(({ id }) => build(id, { levelDims: [[8], [4]] }, 4));
      const layouts = all.map((topology) => stageLayoutOf(topology, wide, stageHeightOf(all)));
      const bottoms = layouts.map(({ input }) => input.y);
      expect(new Set(bottoms).size).toBe(1);
      expect(new Set(layouts.map(({ height }) => height))).toEqual(new Set([stageHeightOf(all)(wide)]));
      expect(new Set(layouts.map(({ towers }) => towers[0]?.y)).size).toBe(1);
    },
  );

  it.each(['adattSp', 'ple', 'sharedBottom', 'mmoe'])(
    'eight tasks of %s fit beside another network',
    (id) => {
      const topology = build(id, { levelDims: [[8], [4]] }, 8);
      const layout = stageLayoutOf(topology, width, () => 0);
      expect(layout.width).toBeLessThanOrEqual(width);
      expect(stageLayoutOf(topology, 1000, () => 0).textScale).toBeGreaterThan(layout.textScale);
    },
  );
});

describe('names on paper', () => {
  const names = Array.from({ length: 8 }, (_, task) => `Task ${task + 1}`);
  const shown = (numTasks: number, given: readonly string[]) =>
    shortTaskNames(paperLayoutOf(build('ple', threeLevels, numTasks), 380), given);

  it('are numbers where one would be cut', () => {
    expect(shown(8, ['A name of 20 letters', ...names.slice(1)])).toEqual([...'12345678']);
  });
});

describe.each(cases)('$id with $numTasks tasks', ({ id, numTasks }) => {
  const topology = build(id, threeLevels, numTasks);

  it('can be read in the column of a paper', () => {
    expect(pointsOnPaper(paperLayoutOf(topology, 380))).toBeGreaterThan(6);
  });

  it.each([
    ['320 pixels', diagramLayoutOf(topology, 320)],
    ['900 pixels', diagramLayoutOf(topology, 900)],
    ['the width of paper', paperLayoutOf(topology, 380)],
  ])('has every part once, inside and apart, at %s', (_, layout) => {
    const nodes = nodesOf(layout);
    const numParts = topology.levels.reduce(
      (sum, { experts, units }) => sum + experts.length + units.length,
      1 + numTasks,
    );
    expect(new Set(nodes.map((node) => node.id)).size).toBe(numParts);
    for (const [i, node] of nodes.entries()) {
      expect(node.x - node.width / 2).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width / 2).toBeLessThanOrEqual(layout.width);
      expect(node.y + node.height / 2).toBeLessThanOrEqual(layout.height);
      expect(
        nodes
          .slice(i + 1)
          .filter((other) => overlap(node, other))
          .map((other) => `${node.id} ${other.id}`),
      ).toEqual([]);
    }
  });

  it('flows upwards: input, experts, units, next level, towers', () => {
    const layout = diagramLayoutOf(topology, 600);
    for (const { kind, from, to } of layout.edges) {
      if (kind !== 'gateInput') expect(from.y).toBeGreaterThan(to.y);
    }
  });

  it('has an edge, or a bundle, for every weight of the tables', () => {
    const layout = diagramLayoutOf(topology, 600);
    topology.levels.forEach(({ units }, level) => {
      units.forEach(({ gate, native }, unit) => {
        const drawn = (kind: string) =>
          layout.edges
            .filter((edge) => edge.kind === kind && edge.level === level && edge.unit === unit)
            .flatMap(({ experts }) => experts)
            .toSorted((a, b) => a - b);
        expect(drawn('gate')).toEqual((gate?.sees ?? []).toSorted((a, b) => a - b));
        expect(drawn('native')).toEqual((native?.experts ?? []).toSorted((a, b) => a - b));
      });
    });
  });

  it('gives edges unique ids and lets each light up with existing parts', () => {
    const layout = diagramLayoutOf(topology, 600);
    const ids = new Set(nodesOf(layout).map((node) => node.id));
    expect(new Set(layout.edges.map((edge) => edge.id)).size).toBe(layout.edges.length);
    for (const edge of layout.edges) expect(edge.parts.filter((part) => !ids.has(part))).toEqual([]);
  });
});

describe('large networks', () => {
  const largest = build(
    'adatt',
    { numTaskExperts: 8, numSharedExperts: 8, levelDims: [[8], [8], [8], [8], [4]] },
    8,
  );

  it('bundle edges by owner, so that a level has at most owners times units of a kind', () => {
    const layout = diagramLayoutOf(largest, 900);
    expect(layout.levels.every(({ isBundled }) => isBundled)).toBe(true);
    for (const { level } of layout.levels) {
      const gates = layout.edges.filter((edge) => edge.kind === 'gate' && edge.level === level);
      expect(gates.length).toBeLessThanOrEqual(9 * 9);
    }
  });
});

describe('what units are made of', () => {
  const partsOf = (id: string) => diagramLayoutOf(build(id, threeLevels, 3), 600).levels[0]?.units[0];

  it('AdaTT has gate, native and plus; PLE a gate; Cross-Stitch a native; single-task neither', () => {
    const has = (id: string) => {
      const parts = partsOf(id);
      return [parts?.gate, parts?.native, parts?.plus].map((part) => part !== null);
    };
    expect(has('adatt')).toEqual([true, true, true]);
    expect(has('ple')).toEqual([true, false, false]);
    expect(has('crossStitch')).toEqual([false, true, false]);
    expect(has('singleTask')).toEqual([false, false, false]);
  });
});

it('draws a linear model as a line from the input to the output of each task', () => {
  const { edges, levels, towers } = diagramLayoutOf(
    topologyOf('linear', {}, { numTasks: 2, inputDim: 3 }),
    500,
  );
  expect([levels.length, towers.length]).toEqual([0, 2]);
  expect(edges.map(({ kind, parts }) => [kind, parts])).toEqual([
    ['tower', ['input', 'tower 0']],
    ['tower', ['input', 'tower 1']],
  ]);
});

it('draws an architecture nobody has thought of: mixed owners in any order, a unit that takes nothing', () => {
  const linear = { weight: 'w', bias: 'b' };
  const expert = (owner: number | 'shared', reads: number) => ({ owner, reads, layers: [linear] });
  const level: LevelSpec = {
    dims: [4],
    experts: [expert('shared', 0), expert(1, 1), expert(0, 0), expert(1, 1)],
    units: [
      {
        owner: 0,
        gate: { reads: 'input', sees: [3, 0], linear },
        native: { kind: 'fixed', experts: [2, 1] },
      },
      { owner: 1, gate: null, native: null },
    ],
  };
  const tower = { layers: [linear] };
  const topology: Topology = {
    inputDim: 3,
    numTasks: 2,
    levels: [level, level],
    towerDims: [2],
    towers: [tower, tower],
  };
  const layout = diagramLayoutOf(topology, 500);
  expect(nodesOf(layout).length).toBe(1 + 2 * (4 + 2) + 2);
  expect(layout.edges.filter(({ kind }) => kind === 'gate').length).toBe(4);
});

describe('keyboard', () => {
  const layout = diagramLayoutOf(build('adattSp', { levelDims: [[4]], numTaskExperts: 2 }, 2), 500);

  const rows = nodeRowsOf(layout);
  const moved = (id: string, key: string) => {
    const place = placeAfterKey(nodesGrid(rows), placeOfNode(rows, id) ?? { row: 0, column: 0 }, key);
    return place && rows[place.row]?.[place.column]?.id;
  };

  it('walks down from the first tower to the input', () => {
    const path = ['tower 0'];
    for (let i = 0; i < 3; i++) path.push(moved(path.at(-1) ?? '', 'ArrowDown') ?? '');
    expect(path[1]).toBe('unit 0 0');
    expect(path[2]).toMatch(/^expert 0 [01]$/);
    expect(path[3]).toBe('input');
  });

  it('stays inside and ignores other keys', () => {
    expect(moved('tower 0', 'ArrowLeft')).toBe('tower 0');
    expect(moved('tower 0', 'ArrowUp')).toBe('tower 0');
    expect(moved('unit 0 0', 'ArrowRight')).toBe('unit 0 1');
    expect(moved('', 'ArrowRight')).toBe('tower 1');
    expect(moved('tower 0', 'x')).toBeNull();
  });
});
