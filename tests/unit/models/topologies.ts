/** Builds topologies by id, and the option values and contexts that properties are tried on. */
import fc from 'fast-check';
import { readFields } from '../../../src/core/schema/readFields.ts';
import type { ModelContext } from '../../../src/models/architecture.ts';
import { architectureOf } from '../../../src/models/architectures.ts';
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';

/** Throws when an option is not taken as given or the set-up cannot be built. */
export const topologyOf = (id: string, options: object, context: ModelContext): Topology => {
  const architecture = architectureOf(id);
  if (architecture === undefined) throw new Error(`No architecture '${id}'.`);
  const problems: string[] = [];
  const values = readFields(architecture.options, options, (problem) => problems.push(problem));
  const all = [...problems, ...architecture.problemsOf(values, context)];
  if (all.length > 0) throw new Error(all.join(' '));
  return architecture.topologyOf(values, context);
};

export function levelOf(topology: Topology, index = 0): LevelSpec {
  const level = topology.levels[index];
  if (level === undefined) throw new Error(`There is no level ${index}.`);
  return level;
}

/** The network with experts whose last layer is linear, at every level. */
export const withLinearExperts = (topology: Topology): Topology => ({
  ...topology,
  levels: topology.levels.map((level) => ({ ...level, isLinear: true })),
});

const widths = (maxLength: number) => fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength });

/** Number of tasks with values of every option, of which an architecture reads its own. */
export const setUps = fc.integer({ min: 1, max: 4 }).chain((numTasks) =>
  fc.record({
    context: fc.record({ numTasks: fc.constant(numTasks), inputDim: fc.integer({ min: 1, max: 9 }) }),
    options: fc.record({
      numTaskExperts: fc.oneof(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: numTasks, maxLength: numTasks }),
      ),
      numSharedExperts: fc.integer({ min: 0, max: 3 }),
      numExperts: fc.integer({ min: 1, max: 5 }),
      levelDims: fc.array(widths(3), { minLength: 1, maxLength: 4 }),
      gateDims: widths(2),
      towerDims: widths(3),
      residual: fc.boolean(),
      taskSpecificBackward: fc.boolean(),
    }),
  }),
);

/** The part of `options` that the architecture has fields for. */
export const ownOptions = (id: string, options: object): object => {
  const fields = architectureOf(id)?.options ?? {};
  return Object.fromEntries(Object.entries(options).filter(([key]) => Object.hasOwn(fields, key)));
};
