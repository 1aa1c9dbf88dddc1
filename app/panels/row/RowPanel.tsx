/** One row in *Inspect*, through the reference and a rival, beside rows that were kept. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ProbePoints, ProbeResult, RowSelection } from '../../../src/analysis/produced/probe.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { comparedRows } from '../../../src/run/report/rowWords.ts';
import { text } from '../../../src/text/text.ts';
import type { ChosenGate } from '../../charts/gate/insideGate.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground, useShownExperiment, useView } from '../../state/playground.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import type { KeptRow } from '../../state/stores/viewStore.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../../ui/Panel.module.css';
import { useStageCards } from '../../view/useCards.ts';
import { NoNetworks, RetrainingNote } from '../learned/NoNetworks.tsx';
import { GatePair } from './GatePair.tsx';
import rowStyles from './Row.module.css';
import { nameOfRow, RowBar } from './RowBar.tsx';
import { defaultRow, networksOfRow, useRowShown } from './useRowShown.ts';

const words = text.row;

export function RowPanel() {
  const playground = usePlayground();
  const source = networkSourceOf(playground);
  const state = useStore(source.store);
  const { shown, isStale } = useShownExperiment();
  const { cards } = useStageCards(shown);
  const row = useRowShown(shown, cards, defaultRow);
  const gate = useView((view) => view.gate) ?? lastGate;
  if (state.phase === 'none' || state.phase === 'offered' || state.phase === 'failed')
    return <NoNetworks state={state} begin={source.begin} />;
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <RetrainingNote state={state} />
      <section className={styles['card']}>
        <GatePair experiment={shown} {...{ cards, row, gate }} />
        <RowBar experiment={shown} cards={cards} row={row} size="large">
          {row.probed && <KeepRowButton experiment={shown} probed={row.probed} />}
        </RowBar>
      </section>
      <KeptRows experiment={shown} cards={cards} />
    </div>
  );
}

const lastGate: ChosenGate = { level: Number.POSITIVE_INFINITY, owner: 0 };

function KeepRowButton({
  experiment,
  probed,
}: Pick<KeptRow, 'probed'> & { readonly experiment: Experiment }) {
  const { view } = usePlayground();
  const keep = (): void => {
    const kept = { runKey: runKeyOf(experiment), probed };
    view.setState(({ keptRows }) => ({
      keptRows: [...keptRows.filter((one) => !isSameRow(one, kept)), kept],
    }));
  };
  return (
    <Button icon="add" onClick={keep}>
      {words.pin}
    </Button>
  );
}

const rowPlaceOf = ({ request: { points } }: ProbeResult): RowSelection | null =>
  isOfRow(points) ? points : null;

const isOfRow = (points: ProbePoints): points is RowSelection =>
  points.kind === 'test' || points.kind === 'search' || points.kind === 'plane';

const isSameRow = (a: KeptRow, b: KeptRow): boolean =>
  a.runKey === b.runKey &&
  a.probed.step === b.probed.step &&
  JSON.stringify(a.probed.request) === JSON.stringify(b.probed.request);

interface KeptRowsProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
}

function KeptRows({ experiment, cards }: KeptRowsProps) {
  const { view } = usePlayground();
  const kept = useView((state) => state.keptRows);
  const runKey = useMemo(() => runKeyOf(experiment), [experiment]);
  const rows = useMemo(
    () =>
      kept
        .filter((one) => one.runKey === runKey)
        .map((one) => ({
          one,
          probed: one.probed,
          name: nameOfRow(one.probed),
          networks: [...networksOfRow(one.probed, experiment, cards).values()],
        })),
    [kept, runKey, experiment, cards],
  );
  if (rows.length === 0) return null;
  const [before, last] = rows.slice(-2);
  const compared =
    before === undefined || last === undefined
      ? []
      : comparedRows(before.networks, last.networks, [before.name, last.name], experiment.tasks);
  return (
    <section className={styles['card']} aria-label={words.pinned}>
      <h2>{words.pinned}</h2>
      {compared.map((sentence) => (
        <p key={sentence}>
          <strong>{sentence}</strong>
        </p>
      ))}
      <ul className={rowStyles['kept']}>
        {rows.map(({ one, probed, name }) => (
          <li key={JSON.stringify([probed.request, probed.step])}>
            <div className="row">
              <Button look="link" onClick={() => view.setState({ row: rowPlaceOf(probed) })}>
                {name}
              </Button>
              <Button
                look="quiet"
                icon="close"
                title={words.unpin(name)}
                onClick={() =>
                  view.setState(({ keptRows }) => ({ keptRows: keptRows.filter((other) => other !== one) }))
                }
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
