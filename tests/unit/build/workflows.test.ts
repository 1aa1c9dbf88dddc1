import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly uses?: string; readonly steps?: readonly Step[] }>>;
}

async function workflow(name: string): Promise<Workflow> {
  const file = new URL(`../../../.github/workflows/${name}.yml`, import.meta.url);
  return parse(await readFile(fileURLToPath(file), 'utf8'));
}

const stepsOf = ({ jobs }: Workflow): readonly Step[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps);

const commandsOf = (given: Workflow): readonly string[] => stepsOf(given).flatMap(({ run }) => run ?? []);

test('pushes and pull requests are tested', async () => {
  const tested = await workflow('test');
  expect(Object.keys(tested.on)).toEqual(expect.arrayContaining(['push', 'pull_request']));
  expect(commandsOf(tested)).toEqual(['npm test']);
});

test('a version tag publishes the page, once the tests have passed', async () => {
  const published = await workflow('publish');
  expect(published.on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  expect(published.jobs).toMatchObject({
    test: { uses: './.github/workflows/test.yml' },
    assemble: { needs: 'test' },
    deploy: { needs: 'assemble' },
  });
  const commands = commandsOf(published);
  expect(commands).toContain('npm run build');
  expect(commands).toContain('node src/build/site.mjs site "$GITHUB_REF_NAME"');
});

test.for(['test', 'publish'])('%s runs Node 20 and actions of GitHub only', async (name) => {
  const steps = stepsOf(await workflow(name));
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.filter((action) => !/^actions\/[a-z-]+@v\d+$/.test(action))).toEqual([]);
  const nodes = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node'));
  expect(nodes.map((step) => step.with?.['node-version'])).toEqual([20]);
});
