/** One gate of the reference and of a rival, side by side, for the followed row. */
import { useEffect, useRef, useState } from 'react';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { GateFlow, nameOfGate, rangeOf } from '../../charts/gate/GateFlow.tsx';
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
  /** Present where the pair took the place of something else: it then takes the focus until it is closed. */
  readonly onClose?: () => void;
}

export function GatePair({ experiment, cards, row, gate, onClose }: GatePairProps) {
  const { view } = usePlayground();
  const taskNames = useTaskNames(experiment);
  const section = useRef<HTMLElement>(null);
  const [opener] = useState(() => document.querySelector<HTMLElement>(':focus'));
  const takesFocus = onClose !== undefined;
  useEffect(() => {
    if (!takesFocus) return;
    section.current?.querySelector('select')?.focus({ preventScroll: true });
    return () => opener?.focus({ preventScroll: true });
  }, [takesFocus, opener]);
  const features = row.probed?.row?.features ?? new Float32Array();
  const shown = cards.flatMap((card) => {
    const network = row.networks.get(card.id);
    const inside = network && insideGateOf(network.topology, network.probed, features, gate);
    return network && inside ? [{ card, network, inside }] : [];
  });
  const experts = shown.flatMap(({ inside }) => inside.experts);
  const ranges = {
    logits: rangeOf(
      experts.map(({ logit }) => logit ?? 0),
      2,
    ),
    weights: rangeOf(
      experts.flatMap((one) => [one.gate ?? 0, one.native ?? 0]),
      1,
    ),
  };
  const [first] = shown;
  const options = (first?.network.topology.levels ?? []).flatMap((spec, level) =>
    spec.units.map(({ owner }, unit) => ({
      value: `${level} ${owner}`,
      label: nameOfGate({ spec, level, unit }, taskNames),
      gate: { level, owner },
    })),
  );
  return (
    <section ref={section} aria-label={words.gate} onKeyDown={({ key }) => key === 'Escape' && onClose?.()}>
      <div className={styles['choices']}>
        <Select
          label={words.gate}
          options={options.toReversed()}
          value={`${first?.inside.level} ${first?.inside.owner}`}
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
          <GateFlow
            key={card.id}
            title={nameOfCard(card)}
            gate={inside}
            answer={inside.owner === 'shared' ? null : (network.answers[inside.owner] ?? null)}
            {...{ ranges, taskNames }}
          />
        ))}
      </div>
    </section>
  );
}
