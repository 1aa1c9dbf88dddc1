/** Rows that were kept, and how far the gates of the last two are apart. */
import { useMemo } from 'react';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { comparedRows, rowSentences } from '../../../src/report/rowWords.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../../ui/Panel.module.css';
import rowStyles from './Row.module.css';
import { nameOfRow } from './RowBar.tsx';
import { networksOfRow } from './useRowShown.ts';

const words = text.row;

interface KeptRowsProps {
  readonly experiment: Experiment;
  readonly cards: readonly CardConfig[];
}

export function KeptRows({ experiment, cards }: KeptRowsProps) {
  const { view } = usePlayground();
  const kept = useView((state) => state.keptRows);
  const runKey = useMemo(() => runKeyOf(experiment), [experiment]);
  const rows = useMemo(
    () =>
      kept
        .filter((one) => one.runKey === runKey)
        .map((one) => ({
          one,
          followed: one.followed,
          name: nameOfRow(one.followed),
          networks: [...networksOfRow(one.followed, experiment, cards).values()],
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
        {rows.map(({ one, followed, name, networks }) => (
          <li key={JSON.stringify([followed.request, followed.step])}>
            <div className="row">
              <Button look="link" onClick={() => view.setState({ row: followed.request.row })}>
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
