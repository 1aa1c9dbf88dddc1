/** One gate of the reference and of a rival, side by side, for the followed row. */
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { unitName } from '../../charts/base/names.ts';
import { rangeOf } from '../../charts/gate/flowLayout.ts';
import { aboutGate, GateFlow } from '../../charts/gate/GateFlow.tsx';
import { type ChosenGate, insideGateOf } from '../../charts/gate/insideGate.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';
import styles from './Row.module.css';
import type { RowShown } from './useRowShown.ts';

const words = text.gate;

interface GatePairProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
  readonly row: RowShown;
  readonly gate: ChosenGate;
  /** Present where the pair took the place of something else: it then takes the focus. */
  readonly onClose?: () => void;
}

export function GatePair({ experiment, cards, row, gate, onClose }: GatePairProps) {
  const { view } = usePlayground();
  const taskNames = useTaskNames(experiment);
  const section = useRef<HTMLElement>(null);
  const takesFocus = onClose !== undefined;
  useEffect(() => {
    if (takesFocus) section.current?.querySelector('select')?.focus({ preventScroll: true });
  }, [takesFocus]);
  const { shown, ranges } = useMemo(() => insideOf(row, cards, gate), [row, cards, gate]);
  const nameOf = ({ levels }: Topology, level: number, unit: number) =>
    words.of(unitName(levels[level]?.units ?? [], unit, taskNames), text.charts.level(level));
  const [first] = shown;
  const options = (first?.network.topology.levels ?? []).flatMap(({ units }, level) =>
    units.map(({ owner }, unit) => ({
      value: `${level} ${owner}`,
      label: first ? nameOf(first.network.topology, level, unit) : '',
      gate: { level, owner },
    })),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose?.();
  };
  return (
    <section ref={section} aria-label={words.gate} onKeyDown={onKeyDown}>
      <div className={styles['choices']}>
        <Select
          label={words.gate}
          options={options.toReversed()}
          value={`${gate.level} ${gate.owner}`}
          onChange={(value) =>
            view.setState({ gate: options.find((one) => one.value === value)?.gate ?? gate })
          }
        />
        {onClose && (
          <Button look="link" onClick={onClose}>
            {words.back}
          </Button>
        )}
      </div>
      <div className={styles['gates']}>
        {shown.map(({ card, network, inside }) => (
          <div key={card.id}>
            <GateFlow
              title={nameOfCard(card)}
              note={nameOf(network.topology, inside.level, inside.unit)}
              topology={network.topology}
              gate={inside}
              answer={inside.owner === 'shared' ? null : (network.answers[inside.owner] ?? null)}
              {...{ ranges, taskNames }}
            />
            <p className="note">{aboutGate(inside)}</p>
          </div>
        ))}
      </div>
    </section>
  );
}

function insideOf({ probed, networks }: RowShown, cards: readonly CardConfig[], gate: ChosenGate) {
  const features = probed?.row?.features ?? new Float32Array();
  const shown = cards.flatMap((card) => {
    const network = networks.get(card.id);
    const inside = network && insideGateOf(network.topology, network.probed, features, gate);
    return network && inside ? [{ card, network, inside }] : [];
  });
  const experts = shown.flatMap(({ inside }) => inside.experts);
  const logits = experts.map(({ logit }) => logit ?? 0);
  const weights = experts.flatMap((one) => [one.gate ?? 0, one.native ?? 0]);
  return { shown, ranges: { logits: rangeOf(logits, 2), weights: rangeOf(weights, 1) } };
}
