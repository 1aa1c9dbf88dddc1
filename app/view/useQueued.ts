/** RenderQueue of components that are costly to draw. */
import { useEffect, useId, useState } from 'react';
import { usePlayground } from '../state/playground.ts';

/** `value` as of the last turn of this component, see `state/stores/renderQueue.ts`; null before its first. */
export function useQueued<V>(value: V): V | null {
  const { renderQueue } = usePlayground();
  const name = useId();
  const [shown, setShown] = useState<{ readonly value: V } | null>(null);
  useEffect(() => renderQueue.ask(name, () => setShown({ value })), [renderQueue, name, value]);
  useEffect(() => () => renderQueue.leave(name), [renderQueue, name]);
  return shown === null ? null : shown.value;
}
