import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../../../src/analysis/fingerprint.ts';
import { fingerprintOf } from '../../../../src/analysis/reproduced.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setNumTasks } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { type LinkExtras, noExtras, sentenceOf } from '../../../../src/experiment/link/extras.ts';
import { linkOfAll, MAX_SENT_LENGTH, readLink } from '../../../../src/experiment/link/link.ts';
import { readExperiment } from '../../../../src/experiment/read.ts';
import { presets } from '../../../../src/teach/presets/presets.ts';
import { processorMs } from '../../processorMs.ts';
import { arbitraryExperiment } from '../arbitraries.ts';
import { storedLinks } from './links.ts';

/** `SOAK_LINKS=20000` reads as many hostile links. */
const numLinks = Number(process.env['SOAK_LINKS'] ?? 300);

/** Everything that the objects which all others come from hold, and what it is. */
const prototypesNow = () =>
  [Object, Array, String, Number, Function, Map, Set, RegExp].flatMap(({ prototype }) =>
    Reflect.ownKeys(prototype).map((key) => [key, Object.getOwnPropertyDescriptor(prototype, key)?.value]),
  );
const prototypes = prototypesNow();

/** The longest link of that many tasks and cards. */
const largest = (count: number, name?: string): Experiment => {
  const matrix = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_unused, column) => (row === column ? 1 : -0.123)),
  );
  const dims = [512, 511, 510, 509];
  const fullCard = {
    name,
    architecture: 'adatt',
    initialSeedOffset: 999,
    options: {
      numTaskExperts: Array.from({ length: count }, () => 8),
      numSharedExperts: 8,
      levelDims: [dims, dims, dims, dims, dims],
      residual: false,
      towerDims: dims,
    },
  };
  const task = {
    name,
    kind: 'binary',
    noise: 0.1234,
    positiveRate: 0.1234,
    labelFraction: 0.1234,
    lossWeight: 12.345,
  };
  const { experiment, problems } = readExperiment({
    tasks: Array.from({ length: count }, () => task),
    data: {
      recipe: 'rough',
      inputDim: 255,
      numTrainRows: 100_000,
      numValidationRows: 100_000,
      numTestRows: 100_000,
      labelTemperature: 0.1234,
      seed: 999_999,
      correlation: matrix,
      secondCorrelation: matrix,
    },
    cards: Array.from({ length: count }, (_, index) => ({ ...fullCard, color: 7 - index })),
    training: {
      numReplicas: 20,
      batchSize: 1024,
      learningRate: 0.000001234,
      numSteps: 100_000,
      evalEvery: 10_000,
      backend: 'webgpu',
      learningRateChanges: Array.from({ length: 16 }, (_, index) => ({
        step: 99_900 + index,
        value: 0.000001234,
      })),
    },
    comparison: {
      reference: 'D',
      reportingRule: 'finalStep',
      budget: 'equalParameters',
      isTuned: true,
      learningRates: [1, 2, 3, 4, 5].map((digit) => digit * 0.000001234),
    },
  });
  expect(problems).toEqual([]);
  return experiment;
};

/** The longest fingerprint of a run of that many tasks and cards. */
const fingerprintFor = (count: number): Fingerprint =>
  fingerprintOf({
    backend: 'webgpu',
    build: 'relaxed-simd',
    losses: [[1, 2, 3]],
    conclusions: Array.from({ length: (count - 1) * (count + 1) }, () => 'undecided' as const),
    bands: Array.from({ length: count * count }, (_, index) => ({
      mean: index + 1,
      low: index,
      high: index + 2,
      n: 5,
      numLeftOut: 0,
    })),
  });

/** What a link of the first release is read as, besides its experiment. */
const plainly = {
  problems: [],
  isEmpty: false,
  fingerprint: null,
  sent: noExtras,
  lesson: null,
  isRefused: false,
};

describe('round trip', () => {
  it('is exact for every experiment that a form can make', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const link = linkOfAll(experiment);
        expect(readLink(link)).toEqual({ ...plainly, experiment });
        expect(link).toMatch(/^[A-Za-z0-9._~+,:=&-]+$/);
        expect(new URL(`https://a.b/#${link}`).hash.slice(1)).toBe(link);
      }),
      { numRuns: 100 },
    );
  });

  it('is exact for a linear model, which has no options', () => {
    const experiment = { ...defaultExperiment(), cards: cardsOf(['adattSp', 'linear']) };
    expect(linkOfAll(experiment)).toContain('&B=linear');
    expect(readLink(linkOfAll(experiment)).experiment).toEqual(experiment);
  });

  it('survives a form encoder and percent signs', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const link = new URLSearchParams(linkOfAll(experiment)).toString();
        expect(readLink(`https://a.b/page?x=1#${link}`).experiment).toEqual(experiment);
      }),
      { numRuns: 30 },
    );
  });
});

describe('length', () => {
  it('is nothing but the version for the default experiment', () => {
    expect(linkOfAll(defaultExperiment())).toBe('v=2');
  });

  it('is at most 1,500 for every preset, and for 4 tasks and 4 cards with default names', () => {
    for (const { id, experiment } of presets)
      expect(linkOfAll(experiment).length, id).toBeLessThanOrEqual(1500);
    expect(linkOfAll(largest(4)).length).toBeLessThanOrEqual(1500);
    expect(linkOfAll(largest(4), fingerprintFor(4)).length).toBeLessThanOrEqual(1500);
    expect(readLink(linkOfAll(largest(4))).experiment).toEqual(largest(4));
  });

  it.each(['x', '&', '点', '🙂'])(
    'is at most 4,000 for the largest experiment with names of %s',
    (character) => {
      const experiment = largest(8, character.repeat(24));
      expect(linkOfAll(experiment, fingerprintFor(8)).length).toBeLessThanOrEqual(4000);
      expect(readLink(linkOfAll(experiment)).experiment).toEqual(experiment);
    },
  );

  it('beyond what the largest file needs is refused in words', () => {
    const { experiment, problems, isEmpty } = readLink(`lr=1&x=${'y'.repeat(700_000)}`);
    expect(experiment).toEqual(defaultExperiment());
    expect(problems).toEqual([expect.stringMatching(/at most \d{6} characters .* has 700007/)]);
    expect(isEmpty).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('comes back from a link, with the experiment', () => {
    const fingerprint = fingerprintFor(4);
    const experiment = { ...largest(4), cards: largest(4).cards.slice(0, 3) };
    const link = linkOfAll(experiment, fingerprint);
    expect(link.length - linkOfAll(experiment).length).toBeLessThan(130);
    expect(readLink(link)).toEqual({ ...plainly, experiment, fingerprint });
    expect(link).toMatch(/^[A-Za-z0-9._~+,:=&-]+$/);
    expect(readLink(new URLSearchParams(link).toString()).fingerprint).toEqual(fingerprint);
  });

  it('is dropped where the link was not read as it stands', () => {
    const link = linkOfAll(defaultExperiment(), fingerprintFor(1));
    expect(readLink(`${link}&seed=-1`)).toMatchObject({ fingerprint: null, problems: [expect.anything()] });
    expect(readLink('v=2&fp=<script>')).toMatchObject({
      experiment: defaultExperiment(),
      fingerprint: null,
      problems: [
        expect.stringMatching(/^The fingerprint of a finished run cannot be read, it says "<script>"/),
      ],
    });
  });
});

describe('what a sender adds', () => {
  const experiment = largest(4);
  const fingerprint = fingerprintFor(4);
  const all: LinkExtras = {
    answer: 'AbC-_9',
    sentence: 'Look at task 3: is it <b>behind</b> & = #, 最後?',
    place: { tab: 'gates', step: 600 },
  };

  it('comes back from a link, under keys that people can read', () => {
    const link = linkOfAll(experiment, fingerprint, all);
    expect(link).toMatch(/&r=AbC-_9&say=Look\+at\+task\+3~[^&=]*&at=gates:600$/);
    expect(link).toMatch(/^[A-Za-z0-9._~+,:=&-]+$/);
    expect(readLink(link)).toEqual({ ...plainly, experiment, fingerprint, sent: all });
    expect(readLink(new URLSearchParams(link).toString()).sent).toEqual(all);
  });

  it('is nothing of a link that says nothing of it, which is what it ever was', () => {
    const usual = { ...noExtras, place: { tab: 'play', step: null } } as const;
    expect(linkOfAll(experiment, null, usual)).toBe(linkOfAll(experiment, null));
    expect(linkOfAll(experiment, fingerprint, usual)).toBe(linkOfAll(experiment, fingerprint));
  });

  it('opens below the answer what had a place of its own', () => {
    const link = linkOfAll(experiment, null, all).replace('at=gates:600', 'at=draws');
    expect(readLink(link).sent.place).toEqual({ tab: 'play', step: null });
  });

  it('may be a sentence alone', () => {
    const sent = { ...noExtras, sentence: 'Try this.' };
    expect(readLink(linkOfAll(experiment, null, sent))).toEqual({ ...plainly, experiment, sent });
  });

  it('is left out where it has no room, the result first', () => {
    const answer = 'x'.repeat(MAX_SENT_LENGTH);
    const { sent } = readLink(linkOfAll(experiment, fingerprint, { ...all, answer }));
    expect(sent).toEqual({ ...all, answer: null });
  });

  it('has a sentence of one line, not too long', () => {
    expect(sentenceOf('  One\n\u202etwo ')).toBe('Onetwo');
    expect(sentenceOf('\u200b \u200d')).toBeNull();
    const named = readLink('v=2&tasks=2&t1=n:%E2%80%8B%E2%80%8D&A=ple,n:%E2%80%AEab%EF%BB%BFc').experiment;
    expect([named.tasks[0]?.name, named.cards[0]?.name]).toEqual(['Task 1', 'abc']);
    expect(sentenceOf('x'.repeat(500))).toHaveLength(200);
    expect(sentenceOf(' \n ')).toBeNull();
  });

  it.each<[string, RegExp]>([
    ['r=<script>', /^The sender’s result cannot be read/],
    ['say=%E2%80%AEevil', /^The sender’s sentence must be text of 1 to 200 visible characters/],
    [`say=${'x'.repeat(201)}`, /^The sender’s sentence must be/],
    ['at=nowhere', /^The place that a link opens must be one of play, gates, .* got "nowhere"/],
    ['at=gates:-1', /^The place that a link opens/],
    ['at=gates:1e9', /^The place that a link opens/],
    ['at=__proto__', /^The place that a link opens/],
    ['r=AAAA', /^The sender’s result was cut, changed or made for another experiment/],
  ])('is named where it is not taken: %s', (written, sentence) => {
    const { problems, experiment: read } = readLink(`v=2&${written}`);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
    expect(read).toEqual(defaultExperiment());
  });

  it('loses its result, and says so, where something else was read than stands there', () => {
    const link = linkOfAll(experiment, fingerprint, all);
    expect(readLink(link.replace('batch=1024', 'batch=9999'))).toMatchObject({
      fingerprint: null,
      sent: { ...all, answer: null },
      problems: [
        expect.stringMatching(/^Batch size/),
        expect.stringMatching(/^The sender’s result was cut, changed or made for another experiment/),
      ],
    });
    expect(readLink(link.replace('at=gates', 'at=nowhere'))).toMatchObject({
      fingerprint,
      sent: { place: null },
    });
  });
});

it('reads the way in which release 0.1 repeated, as what it was', () => {
  expect(readLink('v=2&redraw=directions')).toMatchObject({
    problems: [],
    experiment: { data: { redraw: 'directions' } },
  });
});

it('ignores the release that links of before named', () => {
  const link = linkOfAll(largest(2), fingerprintFor(2));
  expect(readLink(link.replace('v=2&', 'v=2&app=0.2.0&'))).toEqual(readLink(link));
});

describe('stored links', () => {
  it.each(storedLinks)('open as ever: $link', ({ link, experiment }) => {
    expect(readLink(link)).toEqual({ ...plainly, experiment });
  });
});

describe('bad links', () => {
  it('that are empty are the default experiment', () => {
    for (const link of ['', '#', ' ', 'https://a.b/page#'])
      expect(readLink(link)).toEqual({
        ...plainly,
        experiment: defaultExperiment(),
        isEmpty: true,
      });
  });

  it.each<[string, RegExp]>([
    ['A=adattSp,experts:9999', /^Architecture A: Experts per task must be .* got 9999/],
    ['lr=fast', /^Learning rate must be .* got "fast"/],
    ['tasks=99', /^Tasks must be .* 1 to 8 tasks, but got 99/],
    ['t2=noise:-1', /^Task 2: Noise must be .* got -1/],
    ['t5=noise:1', /"t5=noise:1", which means nothing here/],
    ['foo=bar', /"foo=bar", which means nothing here/],
    ['A=ple,foo:1', /^Architecture A: The link says "foo:1"/],
    ['A=unknown', /^Architecture A: Architecture must be one of/],
    ['tasks=3&corr=.1,.2', /^Correlation must be 3 numbers, .* got "\.1,\.2"/],
    ['tasks=3&corr=.1,.2,7', /^Tasks 2 and 3: Correlation must be .* got 7/],
    ['tasks=3&corr2=x,0,0', /^Tasks 1 and 2: Correlation must be .* got "x"/],
    ['lrs=x:1', /^A learning rate change must be/],
    ['ref=Z', /^Reference must be .* got "Z"/],
    ['budget=huge', /^Budget must be .* got "huge"/],
    ['rates=.1,fast', /learning rates to tune over must be .* got \[0\.1, "fast"\]/],
    ['rates=1,2,3,4,5,6', /learning rates to tune over must be 1 to 5 numbers/],
    ['rates=99', /^Learning rate must be .* got 99/],
    ['cards=some', /"cards=some", which means nothing here/],
    ['seed=1&seed=2', /says "seed" twice/],
    ['v=1&batch=64', /^The link has version "1", and this page reads version 2/],
    ['v=zwei', /^The link has version "zwei"/],
    ['v=', /^The link has version ""/],
    ['%E0%A4%A', /which means nothing here/],
  ])('%s: one sentence that names it', (link, sentence) => {
    const { experiment, problems } = readLink(link);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
    expect(readExperiment(experiment)).toEqual({ experiment, problems: [] });
  });

  it.each(['v=2&tasks=99', 'v=2&tasks=8'])(
    '%s: can be trained, as when the form has that many tasks',
    (link) => {
      const { experiment } = readLink(link);
      expect(experiment).toEqual(setNumTasks(defaultExperiment(), 8));
      expect(problemsOfExperiment(experiment)).toEqual([]);
      const tooFew = setData(experiment, { numFeatures: defaultExperiment().data.numFeatures });
      expect(readLink(linkOfAll(tooFew)).experiment).toEqual(tooFew);
    },
  );

  it('keep what can be read', () => {
    const { experiment } = readLink('v=2&steps=500&new=1&A=ple,shared:3,future:1&lr=x');
    expect(experiment.training.numSteps).toBe(500);
    expect(experiment.cards.map((card) => card.options['numSharedExperts'])).toEqual([3]);
  });

  const links = fc.oneof(
    arbitraryExperiment.map((experiment) => linkOfAll(experiment)),
    arbitraryExperiment.map((experiment) =>
      linkOfAll(experiment, fingerprintFor(2), {
        answer: 'Axyz',
        sentence: 'Look & see: 最',
        place: { tab: 'learned', step: 3 },
      }),
    ),
  );
  const mutated = fc
    .tuple(
      links,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.string({ unit: 'binary', maxLength: 4 })), {
        maxLength: 4,
      }),
    )
    .map(([written, cuts]) =>
      cuts.reduce((link, [at, length, inserted]) => {
        const position = at % (link.length + 1);
        return link.slice(0, position) + inserted + link.slice(position + length);
      }, written),
    );
  const words =
    '__proto__ constructor prototype toString = & , : # % %00 ~ ~AAA~ + A t1 corr corr2 lrs v tasks rates fp wasm..AAAAAAAAAAAA.n. r say at gates:600 n 1e999 -0 NaN Infinity [[[[ -_-_ adattSp levels <script> \u202e \ud800';
  const hostilePieces = fc
    .array(fc.constantFrom(...words.split(' '), '9'.repeat(400)), { maxLength: 40 })
    .map((pieces) => pieces.join(''));

  const hostile = fc.oneof(mutated, hostilePieces, fc.string({ unit: 'binary', maxLength: 200 }));

  /** What a link is read as, and in how many milliseconds: of the fastest reading where one is slow, as when something else runs. */
  const timed = (link: string) => {
    const read = () => {
      const startMs = processorMs();
      const { experiment, problems } = readLink(link);
      return { experiment, problems, ms: processorMs() - startMs };
    };
    const first = read();
    const times = first.ms < 25 ? [first.ms] : [read().ms, read().ms, first.ms];
    return { ...first, ms: Math.min(...times) };
  };

  it(`${numLinks} times never throw, never touch a prototype, and open soon as a readable experiment`, {
    timeout: 1_800_000,
  }, () => {
    let slowestMs = 0;
    fc.assert(
      fc.property(fc.constantFrom('', 'v=2&'), hostile, (version, rest) => {
        const { experiment, problems, ms } = timed(version + rest);
        slowestMs = Math.max(slowestMs, ms);
        expect(readExperiment(experiment)).toEqual({ experiment, problems: [] });
        expect(problems.length).toBeLessThanOrEqual(41);
        expect(problems.every((problem) => problem.length < 400)).toBe(true);
      }),
      { numRuns: numLinks },
    );
    expect(prototypesNow()).toEqual(prototypes);
    console.info(`${numLinks} hostile links: the slowest took ${slowestMs.toFixed(1)} ms`);
    expect(slowestMs).toBeLessThan(50);
  });
});
