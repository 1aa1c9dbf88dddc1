import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { invitationOf, OPENING_KEY, playOpening } from '../../../../app/state/opening.ts';
import { replayOf, replayPaceOf } from '../../../../app/state/replay.ts';
import { momentsOf } from '../../../../src/run/history.ts';
import { setLessMotion } from '../lessMotion.ts';
import { createStillPlayground } from './testPlayground.ts';

function opened() {
  const playground = createStillPlayground();
  const { networks } = playground.run.status();
  const moments = momentsOf([...networks.values()].map(({ history: all }) => all));
  return { playground, replay: replayOf(playground), view: playground.view, moments };
}

type Opened = ReturnType<typeof opened>;

/** Everything shown from now on, as places between moments, until the replay is over. */
async function watched({ playground, replay, view, moments }: Opened) {
  const pictures: number[] = [];
  const note = () => {
    const { scrubStep } = view.getState();
    const { isPlaying, share } = replay.store.getState();
    if (isPlaying && scrubStep !== null) pictures.push(moments.indexOf(scrubStep) + share);
  };
  note();
  const startMs = performance.now();
  const end = playground.view.subscribe(note);
  while (replay.store.getState().isPlaying && performance.now() < startMs + 60_000)
    await vi.advanceTimersByTimeAsync(20);
  end();
  return { pictures, tookMs: performance.now() - startMs };
}

const isPlaying = ({ replay }: Opened): boolean => replay.store.getState().isPlaying;

describe('a replay', () => {
  it('goes evenly from moment to moment in about six seconds and some forty pictures, and ends at the newest', async () => {
    const page = opened();
    page.replay.start();
    expect(page.view.getState().scrubStep).toBe(0);
    const { pictures, tookMs } = await watched(page);
    expect(tookMs).toBeGreaterThan(5500);
    expect(tookMs).toBeLessThan(7000);
    expect(pictures.length).toBeGreaterThan(35);
    expect(pictures.length).toBeLessThan(60);
    const strides = pictures.slice(1).map((place, index) => place - (pictures[index] ?? 0));
    expect(Math.min(...strides)).toBeGreaterThan(0);
    expect(Math.max(...strides)).toBeLessThan(0.25);
    expect(page.view.getState().scrubStep).toBeNull();
    expect(page.replay.store.getState()).toEqual({ isPlaying: false, share: 0 });
  });

  it('begins where somebody has gone back to, and stays at the recorded moment where it is stopped', async () => {
    const page = opened();
    page.view.setState({ scrubStep: page.moments[2] ?? null });
    page.replay.start();
    expect(page.view.getState().scrubStep).toBe(page.moments[2]);
    await vi.advanceTimersByTimeAsync(1500);
    expect(page.replay.store.getState().share).toBeGreaterThan(0);
    page.replay.stop();
    expect(page.replay.store.getState().share).toBe(0);
    expect(page.view.getState().scrubStep).toBe(page.moments[3]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(page.view.getState().scrubStep).toBe(page.moments[3]);
  });

  it('shows recorded moments alone, a second each, where less motion is wanted', async () => {
    setLessMotion();
    const page = opened();
    page.replay.start();
    const { pictures, tookMs } = await watched(page);
    expect(pictures).toEqual([0, 1, 2, 3, 4]);
    expect(tookMs).toBeGreaterThan(4900);
  });
});

describe('paceOf', () => {
  it('takes six seconds for many moments, less for few, and jumps over nothing where drawing is slow', () => {
    expect(replayPaceOf(6, false).advance(120)).toBeCloseTo(0.1);
    expect(replayPaceOf(3, false).advance(120)).toBeCloseTo(0.1);
    expect(replayPaceOf(61, false).advance(100)).toBeCloseTo(1);
    expect(replayPaceOf(6, false).advance(5000)).toBe(replayPaceOf(6, false).advance(250));
  });
});

describe('the first visit', () => {
  it('plays the run once, and invites to drag a cell until the first edit', async () => {
    const page = opened();
    playOpening(page.playground, '');
    expect(isPlaying(page)).toBe(true);
    expect(page.view.getState().scrubStep).toBe(0);
    const { pictures } = await watched(page);
    expect(pictures.length).toBeGreaterThan(35);
    const { experiments } = page.playground;
    expect(invitationOf(page.playground).getState().isInviting).toBe(true);
    experiments.edit({ ...experiments.experiment() });
    expect(invitationOf(page.playground).getState().isInviting).toBe(false);
    playOpening(page.playground, '');
    expect(isPlaying(page), 'a second time').toBe(false);
  });

  it('does not play for a link, a run of the visitor, one that is trained, or none', () => {
    const page = opened();
    playOpening(page.playground, '#tasks=4');
    expect(isPlaying(page), 'a link').toBe(false);
    const status = page.playground.run.status();
    const withStatus = (changes: Partial<typeof status>) => ({
      ...page.playground,
      run: {
        ...page.playground.run,
        status: () => ({ ...status, ...changes }),
      } as Opened['playground']['run'],
    });
    for (const changes of [{ origin: 'visitor' }, { phase: 'running' }, { phase: 'idle' }] as const)
      playOpening(withStatus(changes), '');
    expect(isPlaying(page)).toBe(false);
    expect(localStorage.getItem(OPENING_KEY), 'kept for the first visit that shows it').toBeNull();
  });

  it.for(['pointerdown', 'keydown', 'click', 'input', 'change', 'drop'])(
    'ends at the end of the run on %s, also where the page stops the event',
    async (type) => {
      const page = opened();
      playOpening(page.playground, '');
      await vi.advanceTimersByTimeAsync(700);
      const place = document.createElement('div');
      place.addEventListener(type, (event) => event.stopPropagation());
      document.body.append(place);
      onTestFinished(() => place.remove());
      place.dispatchEvent(new Event(type, { bubbles: true }));
      expect(isPlaying(page)).toBe(false);
      expect(page.view.getState().scrubStep).toBeNull();
    },
  );

  it('ends on a turn of the wheel over the stage, and not elsewhere', async () => {
    const page = opened();
    playOpening(page.playground, '');
    await vi.advanceTimersByTimeAsync(700);
    const stage = document.createElement('div');
    stage.dataset['stage'] = '';
    document.body.append(stage);
    onTestFinished(() => stage.remove());
    document.body.dispatchEvent(new Event('wheel', { bubbles: true }));
    expect(isPlaying(page)).toBe(true);
    stage.dispatchEvent(new Event('wheel', { bubbles: true }));
    expect(isPlaying(page)).toBe(false);
  });
});
