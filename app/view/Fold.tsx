/** A part that opens and closes, and is as the visitor left it wherever it is drawn again: at another place, for another run. */
import type { ComponentProps } from 'react';
import { usePlayground, useView } from '../state/playground.ts';

export interface FoldProps extends Omit<ComponentProps<'details'>, 'open' | 'onToggle'> {
  /** Tells it from all others of the page. */
  readonly part: string;
  /** True if it is open before the visitor opened or closed it; closed when left out. */
  readonly isOpenAtFirst?: boolean;
}

export function Fold({ part, isOpenAtFirst = false, ...details }: FoldProps) {
  const { view } = usePlayground();
  const isOpen = useView(({ folds }) => folds[part] ?? isOpenAtFirst);
  const keep = (open: boolean): void => {
    // Browsers also tell what the page itself opened.
    if (open !== isOpen) view.setState(({ folds }) => ({ folds: { ...folds, [part]: open } }));
  };
  return <details {...details} open={isOpen} onToggle={({ currentTarget }) => keep(currentTarget.open)} />;
}
