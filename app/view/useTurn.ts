/** Turns of components that are costly to draw. */
import { useEffect, useId, useState } from 'react';
import { usePlayground } from '../state/playground.ts';

/** `value` as of the last turn of this component, see `state/turns.ts`; null before its first. */
export function useTurn<V>(value: V): V | null {
  const { turns } = usePlayground();
  const name = useId();
  const [shown, setShown] = useState<{ readonly value: V } | null>(null);
  useEffect(() => turns.ask(name, () => setShown({ value })), [turns, name, value]);
  useEffect(() => () => turns.leave(name), [turns, name]);
  return shown === null ? null : shown.value;
}
