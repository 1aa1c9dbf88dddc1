/**
 * The first seconds of a first visit: the recorded run that everybody sees first plays once, by itself. Any touch ends it at its end. Knows
 * no component.
 */
import { createStore } from 'zustand/vanilla';
import { oncePer } from '../../src/core/oncePer.ts';
import { prefersLessMotion } from '../ui/browser.ts';
import type { Playground } from './createPlayground.ts';
import { replayOf } from './replay.ts';
import { readStored, writeStored } from './stores/storage.ts';

/** The key under which the browser keeps that it was played. */
export const OPENING_KEY = 'opening';

/** True if the page invites to drag a cell: on a first visit, until the first edit. */
export const invitationOf = oncePer((_: Playground) => createStore(() => ({ isInviting: false })));

/** Plays it, where nothing was chosen: `hash` is that of the address that the page was opened with. */
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

/** Events by which anybody touches anything; programs that read the page aloud send clicks alone. */
const touches = ['pointerdown', 'keydown', 'click', 'input', 'change', 'drop'] as const;

function playUntilTouched(playground: Playground): void {
  const { run, view } = playground;
  const replay = replayOf(playground);
  // Meanwhile something else may have been opened.
  if (run.status().phase !== 'recorded' || view.getState().scrubStep !== null) return;
  replay.start();
  const watch = new AbortController();
  const options = { signal: watch.signal, capture: true, passive: true } as const;
  for (const touch of touches) document.addEventListener(touch, replay.finish, options);
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
