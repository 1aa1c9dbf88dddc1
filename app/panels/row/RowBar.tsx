/** The followed row, controls to choose or drag another, and what happens to it in words. */
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Probed, RowPlace, RowSearch } from '../../../src/analysis/produced/probe.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { rowSentences } from '../../../src/run/report/rowWords.ts';
import { formatFixedPercent, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import { PlanePad } from './PlanePad.tsx';
import styles from './Row.module.css';
import type { RowShown } from './useRowShown.ts';

const words = text.row;

interface RowBarProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
  readonly row: RowShown;
  readonly size: 'small' | 'large';
  readonly children?: ReactNode;
}

export const firstRow: RowPlace = { kind: 'search', search: 'gates', rank: 0 };

export function RowBar({ experiment, cards, row, size, children }: RowBarProps) {
  const { view } = usePlayground();
  const { place, probed } = row;
  const follow = (next: RowPlace): void => view.setState({ row: next });
  const index = probed?.row?.index ?? null;
  const [reference, rival] = cards.map(nameOfCard);
  const [ranks, setRanks] = useState(() => ({ gates: place?.kind === 'search' ? 1 : 0, error: 0 }));
  const find = (search: RowSearch): void => {
    follow({ kind: 'search', search, rank: ranks[search] });
    setRanks({ ...ranks, [search]: ranks[search] + 1 });
  };
  return (
    <section className={styles['bar']} data-size={size} aria-label={words.title}>
      <Pad experiment={experiment} place={place} onFollow={follow} />
      <div className={styles['words']}>
        <div className={styles['choices']}>
          <strong>{titleOf(row)}</strong>
          {row.lacks === 'download' && <Button onClick={row.tryAgain}>{text.app.ui.tryAgain}</Button>}
          <Button
            look="quiet"
            disabled={index === null || index === 0}
            title={words.previous}
            aria-label={words.previous}
            onClick={() => follow({ kind: 'test', index: Math.max(0, (index ?? 0) - 1) })}
          >
            ‹
          </Button>
          <Button
            look="quiet"
            title={words.next}
            aria-label={words.next}
            onClick={() => follow({ kind: 'test', index: index === null ? 0 : index + 1 })}
          >
            ›
          </Button>
          <Button title={words.searchHints.gates} onClick={() => find('gates')}>
            {words.searches.gates}
          </Button>
          {reference !== undefined && rival !== undefined && (
            <Button title={words.searchHints.error} onClick={() => find('error')}>
              {words.searches.error(cards[0]?.id ?? '', cards[1]?.id ?? '')}
            </Button>
          )}
          {children}
        </div>
        <Sentences experiment={experiment} row={row} size={size} numNetworks={cards.length} />
      </div>
    </section>
  );
}

function titleOf({ probed, lacks }: RowShown): string {
  if (lacks === 'download') return text.learned.notDownloaded;
  if (lacks === 'points') return words.noRow;
  return probed === null ? words.title : nameOfRow(probed);
}

/** "Test row 17". */
export function nameOfRow({ row }: Probed): string {
  const { index = null, at = null } = row ?? {};
  if (index !== null) return words.ofTest(index + 1);
  return at === null ? words.title : words.ofPlane(formatWeight(at[0]), formatWeight(at[1]));
}

interface SentencesProps {
  readonly experiment: Experiment;
  readonly row: RowShown;
  readonly size: RowBarProps['size'];
  readonly numNetworks: number;
}

// Fixed height, so that a dragged point moves nothing.
function Sentences({ experiment: { tasks }, row, size, numNetworks }: SentencesProps) {
  const [most, mostTasks] = size === 'small' ? [1, 2] : [numNetworks, tasks.length];
  const sentences = useMemo(
    () => rowSentences([...row.networks.values()].slice(0, most), tasks, mostTasks),
    [row.networks, tasks, most, mostTasks],
  );
  // Two lines of explanation, and one per gate.
  const numLines = 2 + most * mostTasks;
  return (
    <div className={styles['said']} style={{ '--lines': numLines } as CSSProperties}>
      {row.probed === null && row.lacks === null && <p>{words.coming}</p>}
      {sentences.length > 0 && (
        <p className={styles['legend']}>{size === 'small' ? <LegendOrProgress /> : words.legend}</p>
      )}
      {[...row.networks.keys()].slice(0, most).map((id, place) => (
        <p key={id}>{sentences[place]}</p>
      ))}
    </div>
  );
}

/** Explanation, or the progress of background retraining. */
function LegendOrProgress() {
  const state = useStore(networkSourceOf(usePlayground()).store);
  return state.phase === 'training' ? (
    <span role="status">
      {text.learned.quiet.training(state.replica, formatFixedPercent(state.share, 0))}
    </span>
  ) : (
    words.legend
  );
}

interface PadProps {
  readonly experiment: Experiment;
  readonly place: RowPlace | null;
  readonly onFollow: (place: RowPlace) => void;
}

function Pad({ experiment, place, onFollow }: PadProps) {
  const { data, tasks } = experiment;
  const isTable = data.source === 'table';
  const hasSwitch = data.secondCorrelation !== null && !isTable;
  const [first = '', second] = tasks.map(({ name }) => name);
  const right = isTable
    ? { name: words.column, task: null }
    : hasSwitch
      ? { name: words.switch, task: null }
      : { name: first, task: 0 };
  const upTask = hasSwitch ? 0 : 1;
  const up = isTable
    ? { name: words.column, task: null }
    : { name: hasSwitch ? first : (second ?? ''), task: upTask };
  return (
    <PlanePad
      label={isTable ? words.planeColumns : words.plane(right.name, up.name, data.numGroups > 0)}
      right={right}
      up={up.name === '' ? null : up}
      hasSwitch={hasSwitch}
      at={place?.kind === 'plane' ? place.at : null}
      onMove={(at) =>
        onFollow({
          kind: 'plane',
          tasks: tasks.length > 1 ? [0, 1] : [0],
          plane: hasSwitch ? 'switch' : 'tasks',
          columns: null,
          at,
        })
      }
    />
  );
}
