/** One gate of the reference and of a rival, side by side, for the followed row. */
import { useEffect, useRef, useState } from 'react';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { GateFlow, nameOfGate } from '../../charts/gate/GateFlow.tsx';
import { type ChosenGate, insideGateOf } from '../../charts/gate/insideGate.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import styles from './Row.module.css';
import type { RowShown } from './useRowShown.ts';

const words = text.gate;

interface GatePairProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
  readonly row: RowShown;
  readonly gate: ChosenGate;
  /** Present where the pair replaced something; it then holds the focus until closed. */
  readonly onClose?: () => void;
}

export function GatePair({ experiment, cards, row, gate, onClose }: GatePairProps) {
  const { view } = usePlayground();
  const taskNames = useTaskNames(experiment);
  const section = useFocusInside<HTMLElement>(onClose !== undefined);
  const features = row.probed?.row?.features ?? new Float32Array();
  const shown = cards.flatMap((card) => {
    const network = row.networks.get(card.id) ?? null;
    const topology = network?.topology ?? topologyOfCard(card, experiment);
    const inside = topology && insideGateOf(topology, network?.probed ?? null, features, gate);
    return topology && inside ? [{ card, network, topology, inside }] : [];
  });
  const gates = gatesByName(
    shown.map(({ topology }) => topology),
    taskNames,
  );
  const chosen = shown.find(({ inside }) => inside.owner === gate.owner) ?? shown[0];
  const rivals = experiment.cards.filter(({ id }) => id !== cards[0]?.id);
  return (
    <section ref={section} aria-label={words.gate} onKeyDown={({ key }) => key === 'Escape' && onClose?.()}>
      <div className={styles['choices']}>
        <Select
          label={words.gate}
          options={[...gates.keys()].map((name) => ({ value: name, label: name }))}
          value={chosen ? nameOfGate(chosen.inside, taskNames) : null}
          onChange={(name) => view.setState({ gate: gates.get(name ?? '') ?? gate })}
        />
        {rivals.length > 1 && (
          <Select
            aria-label={text.panels.stage.rival}
            options={rivals.map((card) => ({ value: card.id, label: nameOfCard(card) }))}
            value={cards[1]?.id ?? null}
            onChange={(stageRival) => view.setState({ stageRival })}
          />
        )}
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
            gates={shown.map((one) => one.inside)}
            step={network?.gates.step ?? null}
            answer={inside.owner === 'shared' ? null : (network?.answers[inside.owner] ?? null)}
            taskNames={taskNames}
          />
        ))}
      </div>
    </section>
  );
}

function gatesByName(topologies: readonly Topology[], taskNames: readonly string[]): Map<string, ChosenGate> {
  const gates = topologies.flatMap(({ levels }) =>
    levels.flatMap((spec, level) => spec.units.map(({ owner }, unit) => ({ spec, level, unit, owner }))),
  );
  const sorted = gates.toSorted((a, b) => b.level - a.level);
  return new Map(sorted.map((gate) => [nameOfGate(gate, taskNames), gate]));
}

function useFocusInside<E extends HTMLElement>(isOn: boolean) {
  const inside = useRef<E>(null);
  const [opener] = useState(() => document.querySelector<HTMLElement>(':focus'));
  useEffect(() => {
    if (!isOn) return;
    inside.current?.querySelector('select')?.focus({ preventScroll: true });
    return () => opener?.focus({ preventScroll: true });
  }, [isOn, opener]);
  return inside;
}
