/** A row of choices; the view store keeps the chosen one. */
import { usePlayground, useView } from '../state/playground.ts';
import type { ViewState } from '../state/stores/viewStore.ts';
import { Segmented, type SegmentedProps } from '../ui/Segmented.tsx';

type ViewChoiceKey =
  | 'tab'
  | 'curves'
  | 'split'
  | 'scale'
  | 'abscissa'
  | 'gateView'
  | 'reading'
  | 'networkCard';

interface ViewChoiceProps<K extends ViewChoiceKey, V extends string>
  extends Pick<SegmentedProps<V>, 'label' | 'names'> {
  readonly of: K;
  readonly value?: V;
  readonly also?: Partial<ViewState>;
}

export function ViewChoice<K extends ViewChoiceKey>(props: ViewChoiceProps<K, NonNullable<ViewState[K]>>) {
  const { of, label, names, also } = props;
  const { view } = usePlayground();
  const chosen = useView((state) => state[of]);
  const value = props.value ?? chosen;
  if (value === null) return null;
  return (
    <Segmented
      label={label}
      names={names}
      value={value}
      onChange={(next) => view.setState({ ...also, [of]: next })}
    />
  );
}
