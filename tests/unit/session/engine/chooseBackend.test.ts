import { describe, expect, test } from 'vitest';
import type { BackendName } from '../../../../src/analysis/produced/backend.ts';
import { DownloadError } from '../../../../src/core/retriedDownload.ts';
import { createBackendKeeper } from '../../../../src/session/engine/backendKeeper.ts';
import { type ChoiceRequest, chooseBackend } from '../../../../src/session/engine/chooseBackend.ts';
import type { MeasuredBackend } from '../../../../src/session/engine/measure.ts';
import { text } from '../../../../src/text/text.ts';
import { createFakeBackend, smallExperiment } from './fakes.ts';

interface Machine {
  /** Milliseconds per step of the backends there are; a string is why there is none. */
  readonly speeds: Readonly<Record<BackendName, number | string>>;
  /** Multiply-adds in a millisecond of a GPU; a thread of WebAssembly has 1000. */
  readonly multiplies?: number;
}

const speedOf = (msPerStep: number, setUpMs = 100, msPerEvaluation = 10): MeasuredBackend => ({
  setUpMs,
  msPerStep,
  msPerEvaluation,
  losses: [0.69, 1.2],
});

/** A machine with these backends, and a diary of what was done on it. */
function createMachine({ speeds, multiplies = 5000 }: Machine) {
  const diary: string[] = [];
  const open = new Set<BackendName>();
  let active: BackendName | null = null;
  const start = async (name: BackendName) => {
    const speed = speeds[name];
    if (typeof speed === 'string') throw new Error(speed);
    diary.push(`start ${name}`);
    active = name;
    open.add(name);
    const fake = createFakeBackend(name).backend;
    return {
      ...fake,
      activate: async () => {
        active = name;
      },
      rest: () => {
        open.delete(name);
      },
      close: () => {
        diary.push(`close ${name}`);
        open.delete(name);
      },
    };
  };
  const multiply = async () => {
    diary.push(`multiply on ${active}`);
    return active === 'webgpu' ? multiplies : 1000;
  };
  const measure = async () => {
    diary.push(`measure ${active}`);
    return speedOf(Number(active === null ? Number.NaN : speeds[active]));
  };
  const wait = () => new Promise<void>(() => undefined);
  return { start, multiply, measure, wait, diary, open, active: () => active };
}

const noStages = () => undefined;
const auto: ChoiceRequest = {
  choice: 'auto',
  excluded: [],
  isTiny: false,
  measuresAll: false,
  training: { numSteps: 1000, evalEvery: 100 },
};
const { kernels } = createFakeBackend('cpu').backend;
const gpuAndWasm = { webgpu: 2, wasm: 8, cpu: 90 };

describe('automatic choice', () => {
  test('takes the faster of GPU and WebAssembly and says so', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const { backend, report } = await chooseBackend(auto, machine);
    expect(backend.name).toBe('webgpu');
    expect([machine.active(), [...machine.open]]).toEqual(['webgpu', ['webgpu']]);
    expect(machine.diary).toEqual([
      ...['start webgpu', 'start wasm', 'multiply on wasm', 'multiply on webgpu'],
      ...['measure wasm', 'measure webgpu'],
    ]);
    expect(report).toEqual({
      backend: 'webgpu',
      build: '',
      kernels,
      reason: text.engine.fastest('webgpu', 2200, 'wasm', 8200),
      candidates: [
        { backend: 'webgpu', msPerStep: 2, note: null },
        { backend: 'wasm', msPerStep: 8, note: text.engine.slower(8200, 100) },
        { backend: 'cpu', msPerStep: null, note: text.engine.notNeeded },
      ],
    });
  });

  test('what a GPU takes to start and to evaluate counts, for as long as the run is', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const measure = async () => (machine.active() === 'webgpu' ? speedOf(2, 3000, 500) : machine.measure());
    const chosenFor = async (numSteps: number, evalEvery: number) =>
      (await chooseBackend({ ...auto, training: { numSteps, evalEvery } }, { ...machine, measure })).backend
        .name;
    expect(await chosenFor(400, 400)).toBe('wasm');
    expect(await chosenFor(1000, 1000)).toBe('webgpu');
    expect(await chosenFor(1000, 100)).toBe('wasm');
  });

  test('a GPU that is still compiling when its rival would have finished is left, and said to be', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const waited: number[] = [];
    const wait = async (ms: number) => void waited.push(ms);
    const measure = () =>
      machine.active() === 'webgpu' ? new Promise<MeasuredBackend>(() => undefined) : machine.measure();
    const { report } = await chooseBackend(auto, { ...machine, measure, wait });
    expect(report.reason).toBe(text.engine.onlyCandidate('wasm', text.engine.startsTooSlowly(8200)));
    expect([waited[1], machine.active(), [...machine.open]]).toEqual([8200, 'wasm', ['wasm']]);
  });

  test('a GPU that multiplies far more slowly loses by that alone, and WebAssembly has nobody to be compared with', async () => {
    const machine = createMachine({ speeds: gpuAndWasm, multiplies: 249 });
    const { report } = await chooseBackend(auto, machine);
    expect(machine.diary.slice(2)).toEqual(['multiply on wasm', 'multiply on webgpu']);
    const why = text.engine.multipliesSlowly(249, 'wasm', 1000);
    expect(report.reason).toBe(text.engine.onlyCandidate('wasm', why));
    expect([machine.active(), [...machine.open]]).toEqual(['wasm', ['wasm']]);
    const other = createMachine({ speeds: gpuAndWasm, multiplies: 250 });
    expect((await chooseBackend(auto, other)).report.backend).toBe('webgpu');
    await chooseBackend({ ...auto, measuresAll: true }, machine);
    expect(machine.diary.at(-1)).toBe('measure webgpu');
  });

  test.each([
    ['is never done', () => new Promise<number>(() => undefined), text.engine.startsTooSlowly(5000)],
    ['fails', () => Promise.reject(new Error('shader')), text.engine.measurementFailed('shader')],
  ])('a GPU whose first product %s is left', async (_, ofGpu, why) => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const multiply = () => (machine.active() === 'webgpu' ? ofGpu() : machine.multiply());
    const { report } = await chooseBackend(auto, { ...machine, multiply, wait: async () => undefined });
    expect(report.reason).toBe(text.engine.onlyCandidate('wasm', why));
    expect([machine.active(), [...machine.open]]).toEqual(['wasm', ['wasm']]);
  });

  test.each([
    ['computes other losses', [0.69, 1.25], text.engine.otherLosses(1.25, 'wasm', 1.2)],
    ['computes no numbers', [Number.NaN, 1.2], text.engine.otherLosses(Number.NaN, 'wasm', 0.69)],
    ['overflows', [0.69, Number.POSITIVE_INFINITY], text.engine.otherLosses(Infinity, 'wasm', 1.2)],
  ])('a faster GPU that %s is left, by name', async (_, losses, why) => {
    for (const isTiny of [false, true]) {
      const machine = createMachine({ speeds: gpuAndWasm });
      const measure = async () => ({
        ...(await machine.measure()),
        ...(machine.active() === 'webgpu' && { losses }),
      });
      const { backend, report } = await chooseBackend({ ...auto, isTiny }, { ...machine, measure });
      expect(backend.name).toBe('wasm');
      expect(report.reason).toBe(text.engine.onlyCandidate('wasm', why));
      expect(report.candidates.find(({ backend: name }) => name === 'webgpu')?.note).toBe(why);
      expect([machine.active(), [...machine.open]]).toEqual(['wasm', ['wasm']]);
      expect(machine.diary.at(-1)).toBe('close webgpu');
    }
  });

  test.each([
    ['rounds', [0.6905, 1.2], [0.69, 1.2]],
    ['diverges where WebAssembly diverges', [Number.NaN, 1.2], [Number.NaN, 1.2]],
  ])('a GPU that %s is trusted', async (_, ofGpu, ofWasm) => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const measure = async () => ({
      ...(await machine.measure()),
      losses: machine.active() === 'webgpu' ? ofGpu : ofWasm,
    });
    expect((await chooseBackend(auto, { ...machine, measure })).backend.name).toBe('webgpu');
  });

  test('a backend that fails while it is measured is out', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const measure = async () => {
      if (machine.active() === 'webgpu') throw new Error('shader');
      return machine.measure();
    };
    const { report } = await chooseBackend(auto, { ...machine, measure });
    expect(report.backend).toBe('wasm');
    expect(report.reason).toContain('shader');
    expect([...machine.open]).toEqual(['wasm']);
  });

  test('with everything excluded there is a sentence', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const excluded = ['webgpu', 'wasm', 'cpu'] as const;
    await expect(chooseBackend({ ...auto, excluded }, machine)).rejects.toThrow(text.engine.backendLost);
  });
});

test.for([
  new DownloadError('x'),
  new TypeError('Failed to fetch dynamically imported module: https://a.b/c.js'),
  new TypeError('error loading dynamically imported module: https://a.b/c.js'),
  new TypeError('Importing a module script failed.'),
])('where nothing starts, code that could not be downloaded is the reason: %s', async (error) => {
  const start = async (name: BackendName) => {
    throw name === 'webgpu' ? new Error(text.engine.noGpuAdapter) : error;
  };
  const machine = createMachine({ speeds: { webgpu: '', wasm: '', cpu: '' } });
  for (const choice of ['auto', 'wasm', 'webgpu'] as const)
    await expect(chooseBackend({ ...auto, choice }, { ...machine, start })).rejects.toThrow(
      text.session.notDownloaded,
    );
});

describe('choice by hand', () => {
  test('is taken, even a slow GPU, and not measured', async () => {
    const machine = createMachine({ speeds: gpuAndWasm, multiplies: 1 });
    const { report } = await chooseBackend({ ...auto, choice: 'webgpu' }, machine);
    expect(report).toEqual({
      backend: 'webgpu',
      build: '',
      kernels,
      reason: text.engine.chosenByHand('webgpu'),
      candidates: [{ backend: 'webgpu', msPerStep: null, note: null }],
    });
    expect(machine.diary).toEqual(['start webgpu']);
  });

  test('falls back to a faster one too, but only when nothing after it is left', async () => {
    const request: ChoiceRequest = { ...auto, choice: 'wasm', excluded: ['wasm'] };
    const machine = createMachine({ speeds: gpuAndWasm });
    expect((await chooseBackend(request, machine)).report.backend).toBe('cpu');
    const { report } = await chooseBackend({ ...request, excluded: ['wasm', 'cpu'] }, machine);
    expect(report.reason).toBe(text.engine.insteadOf('webgpu', 'wasm', text.engine.backendLost));
  });
});

describe('keeping a backend', () => {
  const tools = { multiply: async () => 1, measure: async () => speedOf(1), wait: async () => undefined };

  test('the same set-up keeps it without measuring, another one chooses again', async () => {
    const machine = createMachine({ speeds: gpuAndWasm });
    const keeper = createBackendKeeper(machine);
    const first = await keeper.open(smallExperiment(), [], noStages);
    const { length } = machine.diary;
    const other = smallExperiment();
    const again = await keeper.open({ ...other, data: { ...other.data, seed: 99 } }, [], noStages);
    expect([again, machine.diary.length]).toEqual([first, length]);
    await keeper.open(smallExperiment({ batchSize: 64 }), [], noStages);
    // All but the start of the GPU.
    expect(machine.diary).toHaveLength(2 * length - 1);
    await keeper.open(smallExperiment({ batchSize: 64 }), ['webgpu'], noStages);
    expect(machine.active()).toBe('wasm');
    keeper.close();
    expect(machine.open.size).toBe(0);
  });

  test('other networks keep a backend that was chosen without measuring; a GPU rests before, and is never started again', async () => {
    for (const backend of ['wasm', 'cpu', 'webgpu'] as const) {
      const diary: string[] = [];
      const start = async () => {
        diary.push('start');
        return {
          ...createFakeBackend(backend).backend,
          rest: () => void diary.push('rest'),
          activate: async () => void diary.push('activate'),
        };
      };
      const keeper = createBackendKeeper({ ...tools, start });
      await keeper.open(smallExperiment({ backend }), [], noStages);
      await keeper.open(smallExperiment({ backend, batchSize: 256 }), [], noStages);
      expect(diary).toEqual(backend === 'webgpu' ? ['start', 'rest', 'activate'] : ['start']);
      await keeper.open(smallExperiment({ backend: backend === 'cpu' ? 'wasm' : 'cpu' }), [], noStages);
      expect(diary.slice(-2)).toEqual(['rest', 'start']);
    }
  });

  test('a GPU that has lost is kept for the next experiment, and closed with the keeper or where it is excluded', async () => {
    const machine = createMachine({ speeds: { ...gpuAndWasm, webgpu: 20 } });
    const keeper = createBackendKeeper(machine);
    for (const batchSize of [64, 128]) await keeper.open(smallExperiment({ batchSize }), [], noStages);
    expect(machine.diary.filter((entry) => entry.endsWith('webgpu'))).toEqual([
      ...['start webgpu', 'multiply on webgpu', 'measure webgpu', 'multiply on webgpu', 'measure webgpu'],
    ]);
    await keeper.open(smallExperiment({ batchSize: 64 }), ['webgpu'], noStages);
    expect(machine.diary).toContain('close webgpu');
    await keeper.open(smallExperiment({ batchSize: 128 }), [], noStages);
    keeper.close();
    expect(machine.diary.filter((entry) => /(start|close) webgpu/.test(entry))).toEqual([
      ...['start webgpu', 'close webgpu', 'start webgpu', 'close webgpu'],
    ]);
  });

  test('a lost backend is not kept', async () => {
    const fake = createFakeBackend('webgpu');
    let numStarts = 0;
    const start = async () => {
      numStarts += 1;
      return fake.backend;
    };
    const keeper = createBackendKeeper({ ...tools, start });
    const experiment = smallExperiment({ backend: 'webgpu' });
    await keeper.open(experiment, [], noStages);
    fake.lose('gone');
    await keeper.open(experiment, [], noStages);
    expect([numStarts, fake.isClosed()]).toEqual([2, true]);
  });
});
