/** Emphasises the reference, and the architecture pointed at, with the colours of `tokens.css`. */
import { useEffect } from 'react';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { toneToken } from '../charts/base/palette.ts';
import { useExperiment } from '../state/playground.ts';

/** Elements with `data-series` emphasise their architecture. */
export function useTones(): void {
  const reference = referenceOf(useExperiment())?.color;
  useEffect(() => {
    if (reference === undefined) return;
    const { style } = document.documentElement;
    style.setProperty(toneToken(reference), 'var(--accent)');
    const forward = bringForward(style, reference);
    const events = ['pointerover', 'focusin'];
    for (const event of events) document.addEventListener(event, forward);
    return () => {
      for (const event of events) document.removeEventListener(event, forward);
      forward({ target: null });
      style.removeProperty(toneToken(reference));
    };
  }, [reference]);
}

function bringForward(style: CSSStyleDeclaration, reference: number): (event: Pick<Event, 'target'>) => void {
  let last: number | null = null;
  return ({ target }) => {
    const mark = target instanceof Element ? target.closest('[data-series]') : null;
    const next = mark === null ? null : Number(mark.getAttribute('data-series'));
    if (next === last) return;
    if (last !== null && last !== reference) style.removeProperty(toneToken(last));
    if (next !== null && next !== reference) style.setProperty(toneToken(next), 'var(--ink)');
    last = next;
  };
}
