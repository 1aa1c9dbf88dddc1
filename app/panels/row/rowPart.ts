/** Download of what the stage shows of a followed row. */
import type { Playground } from '../../state/createPlayground.ts';
import type { ViewState } from '../../state/stores/viewStore.ts';
import { lazyPart } from '../../ui/Lazy.tsx';
import { defaultRow } from './useRowShown.ts';

export const rowPart = lazyPart(() => import('./row.ts'));

export const followRow = ({ view }: Pick<Playground, 'view'>, change?: Partial<ViewState>): Promise<void> =>
  rowPart.use(() => view.setState(({ row }) => ({ row: row ?? defaultRow, ...change })));
