import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultValuesOf, readFields } from '../../../src/core/schema/readFields.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import { architectureOf, architectures } from '../../../src/models/architectures.ts';
import { text } from '../../../src/text/text.ts';

const folder = new URL('../../../src/models/', import.meta.url);

it('lists every file that exports one by its id, by label', () => {
  const exported = readdirSync(folder).flatMap((file) => {
    const code = readFileSync(new URL(file, folder), 'utf8');
    return [...code.matchAll(/^export const (\w+): Architecture</gm)].map(([, id]) => [id, file]);
  });
  expect(new Map(exported as [string, string][])).toEqual(
    new Map(architectures.map(({ id }) => [id, `${id}.ts`])),
  );
  const labels = architectures.map(({ label }) => label);
  expect(labels).toEqual(labels.toSorted());
  expect(labels).toEqual(
    expect.arrayContaining([
      ...['AdaTT', 'AdaTT-sp', 'Cross-Stitch', 'ML-MMoE', 'MMoE', 'PLE', 'Shared-Bottom', 'Single-task'],
    ]),
  );
});

it.each(['', 'toString', '__proto__', 'constructor', 'AdaTT', 'length', '0'])(
  'knows no architecture %j',
  (id) => {
    expect(architectureOf(id)).toBeUndefined();
    expect(text.summaries.of(id)).toBeNull();
  },
);

describe.each(architectures.map((architecture) => [architecture.id, architecture] as const))(
  '%s',
  (id, architecture: Architecture) => {
    const fields = Object.values(architecture.options);

    it('has a summary, and words and its own link key for every option', () => {
      expect(text.summaries.of(id)).toMatch(/^[A-Z].*\.$/);
      expect(new Set(fields.map(({ linkKey }) => linkKey)).size).toBe(fields.length);
      for (const { label, help, linkKey } of fields) {
        expect(label).not.toBe('');
        expect(help).toMatch(/^[A-Z].*\.$/);
        expect(linkKey).toMatch(/^[a-z]+$/);
      }
    });

    it('builds with its defaults for 1 and 8 tasks', () => {
      for (const numTasks of [1, 8]) {
        const context = { numTasks, inputDim: 32 };
        expect(architecture.problemsOf(defaultValuesOf(architecture.options), context)).toEqual([]);
        expect(architecture.topologyOf(defaultValuesOf(architecture.options), context).towers).toHaveLength(
          numTasks,
        );
      }
    });
  },
);

it('notes that PLE without shared experts shares nothing, and builds it', () => {
  const notesOf = (id: string, numSharedExperts: number) => {
    const architecture = architectureOf(id);
    const options = readFields(architecture?.options ?? {}, { numSharedExperts });
    expect(architecture?.problemsOf(options, { numTasks: 2, inputDim: 4 })).toEqual([]);
    return architecture?.notesOf?.(options) ?? [];
  };
  expect(notesOf('ple', 0)).toEqual([
    'Without shared experts the tasks of PLE learn nothing from each other: it is CGC without sharing, a gated network per task.',
  ]);
  expect(notesOf('ple', 1)).toEqual([]);
  expect(notesOf('adatt', 0)).toEqual([]);
});

describe('what cannot be built', () => {
  const problemsOf = (id: string, options: object, numTasks: number): readonly string[] | undefined => {
    const architecture = architectureOf(id);
    return architecture?.problemsOf(readFields(architecture.options, options), {
      numTasks,
      inputDim: 4,
    });
  };

  it.each(['ple', 'adattSp', 'adatt'])('is %s with a list of counts that is not one per task', (id) => {
    expect(problemsOf(id, { numTaskExperts: [2, 1, 3] }, 4)).toEqual([
      'Experts per task lists 3 counts (2-1-3), but the number of tasks is 4: give one number for all tasks, or one count for each.',
    ]);
    expect(problemsOf(id, { numTaskExperts: [2, 1, 3] }, 3)).toEqual([]);
    expect(problemsOf(id, { numTaskExperts: [2] }, 3)).toEqual([]);
  });
});
