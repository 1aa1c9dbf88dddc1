/** A section that opens and closes, and stays as the visitor left it in other places and runs. */
import type { ComponentProps } from 'react';
import { usePlayground, useView } from '../state/playground.ts';

export interface FoldProps extends Omit<ComponentProps<'details'>, 'open' | 'onToggle'> {
  /** Unique on the page. */
  readonly part: string;
  readonly isOpenAtFirst?: boolean;
}

export function Fold({ part, isOpenAtFirst = false, ...details }: FoldProps) {
  const { view } = usePlayground();
  const isOpen = useView(({ folds }) => folds[part] ?? isOpenAtFirst);
  const keep = (open: boolean): void => {
    // Browsers report the event even if the page itself opened the section.
    if (open !== isOpen) view.setState(({ folds }) => ({ folds: { ...folds, [part]: open } }));
  };
  return <details {...details} open={isOpen} onToggle={({ currentTarget }) => keep(currentTarget.open)} />;
}
