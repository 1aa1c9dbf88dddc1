/** One row in *Inspect*, through the reference and a rival, beside rows that were kept. */
import { type CSSProperties, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ProbeResult, RowSelection } from '../../../src/analysis/produced/probe.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import {
  comparedRows,
  type FollowedNetwork,
  rowNumbers,
  rowSentences,
} from '../../../src/run/report/rowWords.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { NetworkDiagram } from '../../charts/network/NetworkDiagram.tsx';
import sideBySide from '../../charts/network/SideBySide.module.css';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground, useShownExperiment, useView } from '../../state/playground.ts';
import { stageCardsOf, winnersOf } from '../../state/previews.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import type { KeptRow } from '../../state/stores/viewStore.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import styles from '../../ui/Panel.module.css';
import { useBudgeted } from '../../view/useCards.ts';
import { nameOfCard, useTaskNames } from '../../view/useSeries.ts';
import { NoNetworks, RetrainingNote } from '../learned/NoNetworks.tsx';
import rowStyles from './Row.module.css';
import { defaultRow, nameOfRow, RowBar } from './RowBar.tsx';
import { networksOfRow, type RowShown, useRowShown } from './useRowShown.ts';

const words = text.row;

export function RowPanel() {
  const playground = usePlayground();
  const source = networkSourceOf(playground);
  const state = useStore(source.store);
  const { shown, isStale } = useShownExperiment();
  const { winner } = useStore(winnersOf(playground));
  const rivalId = useView((view) => view.stageRival) ?? winner;
  const budgeted = useBudgeted(shown);
  const cards = useMemo(() => stageCardsOf(budgeted, rivalId), [budgeted, rivalId]);
  const row = useRowShown(shown, cards, defaultRow);
  if (state.phase === 'none' || state.phase === 'offered' || state.phase === 'failed')
    return <NoNetworks state={state} begin={source.begin} />;
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <RetrainingNote state={state} />
      <section className={styles['card']}>
        <div
          className={sideBySide['networks']}
          style={{ '--columns': shown.tasks.length + 1 } as CSSProperties}
        >
          {cards.map((card) => (
            <div key={card.id} className={sideBySide['network']}>
              <RowNetwork experiment={shown} card={card} row={row} />
            </div>
          ))}
        </div>
        <RowBar experiment={shown} cards={cards} row={row} size="large">
          {row.probed && <KeepRowButton experiment={shown} probed={row.probed} />}
        </RowBar>
      </section>
      {row.probed && (
        <section className={styles['card']}>
          <RowTable experiment={shown} probed={row.probed} networks={[...row.networks.values()]} />
        </section>
      )}
      <KeptRows experiment={shown} cards={cards} />
    </div>
  );
}

function KeepRowButton({
  experiment,
  probed,
}: {
  readonly experiment: Experiment;
  readonly probed: ProbeResult;
}) {
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
  points.kind === 'grid' || points.kind === 'surfaces' ? null : points;

const isSameRow = (a: KeptRow, b: KeptRow): boolean =>
  a.runKey === b.runKey &&
  a.probed.step === b.probed.step &&
  JSON.stringify(a.probed.request) === JSON.stringify(b.probed.request);

const stillStageOptions = { sparklines: [], thumbnails: null, isFlowing: false, row: null } as const;

interface RowNetworksProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
  readonly row: RowShown;
}

interface RowNetworkProps extends Omit<RowNetworksProps, 'cards'> {
  readonly card: CardConfig;
}

// Diagram of a card, which keeps its size before the first prediction.
function RowNetwork({ experiment, card, row }: RowNetworkProps) {
  const taskNames = useTaskNames(experiment);
  const topology = useMemo(() => topologyOfCard(card, experiment), [card, experiment]);
  const gates = row.networks.get(card.id)?.gates ?? null;
  const answers = row.networks.get(card.id)?.answers ?? null;
  const stage = useMemo(() => ({ ...stillStageOptions, row: answers }), [answers]);
  if (topology === null) return null;
  return (
    <NetworkDiagram
      title={nameOfCard(card)}
      note={gates === null ? '' : words.ofStep(formatCount(gates.step))}
      {...{ topology, gates, taskNames, stage }}
      replica="mean"
    />
  );
}

interface RowTableProps {
  readonly experiment: Experiment;
  readonly probed: ProbeResult;
  readonly networks: readonly FollowedNetwork[];
}

function RowTable({ experiment, probed, networks }: RowTableProps) {
  const [title, note] = [words.table, words.ofStep(formatCount(probed.step))];
  const csvRows = () => rowNumbers(probed, networks, experiment.tasks);
  const [headings = [], ...rows] = csvRows();
  const shown = (cell: string | number): string => {
    if (typeof cell === 'string') return cell;
    return Number.isNaN(cell) ? text.app.ui.noValue : formatWeight(cell);
  };
  return (
    <ScrollTable
      title={title}
      note={note}
      menu={<SaveMenu numbers={{ title, note, csvRows }} />}
      headings={headings}
      rows={rows.map((row) => row.map(shown))}
    />
  );
}

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
        {rows.map(({ one, probed, name, networks }) => (
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
            {rowSentences(networks, experiment.tasks).map((sentence) => (
              <p key={sentence} className="note">
                {sentence}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
