/** Plays the recorded run once on a first visit; any input jumps to its end. */
import { createStore } from 'zustand/vanilla';
import { memoise } from '../../src/core/memoise.ts';
import { prefersLessMotion } from '../ui/browser.ts';
import type { Playground } from './createPlayground.ts';
import { replayOf } from './replay.ts';
import { readStored, writeStored } from './stores/storage.ts';

export const OPENING_KEY = 'opening';

export const invitationOf = memoise((_: Playground) => createStore(() => ({ isInviting: false })));

/** `hash` is that of the page; only a bare address plays. */
export function playOpening(playground: Playground, hash: string): void {
  const { phase, origin } = playground.run.status();
  const isChosen = hash.length > 1 || phase !== 'recorded' || origin !== 'page';
  if (isChosen || readStored(OPENING_KEY) !== null) return;
  writeStored(OPENING_KEY, 'played');
  inviteUntilEdit(playground);
  if (prefersLessMotion()) return;
  if (document.visibilityState === 'visible') playUntilTouched(playground);
  else document.addEventListener('visibilitychange', () => playUntilTouched(playground), { once: true });
}

function inviteUntilEdit(playground: Playground): void {
  const invitation = invitationOf(playground);
  invitation.setState({ isInviting: true });
  const end = playground.experiments.subscribe(() => {
    invitation.setState({ isInviting: false });
    end();
  });
}

// Events that end the replay; screen readers send clicks alone.
const interactionEvents = ['pointerdown', 'keydown', 'click', 'input', 'change', 'drop'] as const;

function playUntilTouched(playground: Playground): void {
  const { run, view } = playground;
  const replay = replayOf(playground);
  // Something else may have been opened in the meantime.
  if (run.status().phase !== 'recorded' || view.getState().scrubStep !== null) return;
  replay.start();
  const watch = new AbortController();
  const options = { signal: watch.signal, capture: true, passive: true } as const;
  for (const touch of interactionEvents) document.addEventListener(touch, replay.finish, options);
  document.addEventListener(
    'wheel',
    ({ target }) => {
      if (target instanceof Element && target.closest('[data-stage]') !== null) replay.finish();
    },
    options,
  );
  const endWatch = replay.store.subscribe(({ isPlaying }) => {
    if (isPlaying) return;
    watch.abort();
    endWatch();
  });
}
