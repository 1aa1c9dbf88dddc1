/** Sets all pairs within a group of tasks at once, and those with the other tasks. */
import { useState } from 'react';
import { withToggled } from '../../src/core/lists.ts';
import { setMatrix } from '../../src/experiment/edit.ts';
import { type GroupPart, groupValueOf, withGroupValue } from '../../src/experiment/matrix.ts';
import { formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { useEdit } from '../state/useEdit.ts';
import { Fold } from '../view/Fold.tsx';
import styles from './GroupSliders.module.css';
import { CorrelationSlider } from './PairStrip.tsx';
import type { Correlations } from './useCorrelations.ts';

const words = text.correlation.group;
const groupParts: readonly GroupPart[] = ['within', 'outside'];

export function GroupSliders({ correlations }: { readonly correlations: Correlations }) {
  const { matrixKey, taskNames } = correlations;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set([0, 1]));
  const members = new Set([...chosen].filter((task) => task < taskNames.length));
  return (
    <Fold part={`group ${matrixKey}`}>
      <summary className={styles['summary']}>{words.title}</summary>
      <p className={styles['help']}>{words.help}</p>
      <fieldset className={styles['members']}>
        <legend className="visuallyHidden">{words.members}</legend>
        {taskNames.map((name, task) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
          <label key={task} className={styles['member']}>
            <input
              type="checkbox"
              className="visuallyHidden"
              checked={members.has(task)}
              onChange={() => setChosen(withToggled(members, task))}
            />
            <span className="mark" style={{ background: ownerColor(task) }} />
            {name}
          </label>
        ))}
      </fieldset>
      {groupParts.map((part) => (
        <PartSlider key={part} part={part} members={members} correlations={correlations} />
      ))}
    </Fold>
  );
}

interface PartSliderProps {
  readonly part: GroupPart;
  readonly members: ReadonlySet<number>;
  readonly correlations: Correlations;
}

function PartSlider({ part, members, correlations: { matrixKey, requested } }: PartSliderProps) {
  const edit = useEdit();
  const value = groupValueOf(requested, members, part);
  if (value === null) return null;
  const change = (next: number): void =>
    edit((experiment) => setMatrix(experiment, matrixKey, withGroupValue(requested, members, part, next)), {
      mergeKey: `${matrixKey} ${part} ${[...members].join(' ')}`,
    });
  const shown = formatWeight(value.mean);
  return (
    <div className={styles['part']}>
      <span>{words[part]}</span>
      <span className="note">{value.isEven ? shown : words.mixed(shown)}</span>
      <CorrelationSlider label={words[part]} value={value.mean} onChange={change} />
    </div>
  );
}
