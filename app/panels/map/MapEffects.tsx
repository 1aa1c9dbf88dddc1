/** Effects of each circumstance on AdaTT-sp's advantage over a rival, the largest first. */
import { useMemo } from 'react';
import type { Contestant } from '../../../src/studies/map/contestants.ts';
import { EFFECT_LEVEL, effectsOn } from '../../../src/studies/map/effects.ts';
import {
  asGain,
  contestantNames,
  contrastText,
  effectNumbers,
  effectText,
  estimateText,
} from '../../../src/studies/map/mapWords.ts';
import { formatGain, formatLevel } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPlot } from '../../charts/forest/ForestPlot.tsx';
import { type VerdictRival, verdictForestOf } from '../../charts/forest/forest.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import sweepStyles from '../sweep/Sweep.module.css';
import styles from './Map.module.css';
import { colorOf, readings } from './studiedMap.ts';

const words = text.map.effects;

const judgedRivals = ['ple', 'sharedBottom'] as const;

export const MapEffects = () => (
  <section aria-label={words.heading}>
    <h2 className={sweepStyles['title']}>{words.heading}</h2>
    <p className={sweepStyles['note']}>{words.reading(formatLevel(EFFECT_LEVEL))}</p>
    <div className={styles['effects']}>
      {judgedRivals.map((rival) => (
        <EffectsOnRival key={rival} rival={rival} />
      ))}
    </div>
  </section>
);

function EffectsOnRival({ rival }: { readonly rival: Contestant }) {
  const effects = useMemo(() => effectsOn(readings, rival), [rival]);
  const rows = useMemo(
    () =>
      effects.map((effect): VerdictRival => {
        const gain = asGain(effect.difference);
        const tone = gain.low > 0 ? 'good' : gain.high < 0 ? 'bad' : 'neutral';
        const name = contrastText(effect);
        const overall = { task: null, gain, tone, said: effectText(effect) } as const;
        return {
          id: name,
          name,
          color: colorOf(rival),
          short: [formatGain(gain.mean)],
          tone,
          overall,
          tasks: [],
          dots: [],
        };
      }),
    [effects, rival],
  );
  const name = contestantNames[rival];
  if (rows.length === 0) return <p className={sweepStyles['note']}>{words.tooFew}</p>;
  return (
    <ForestPlot
      title={words.title(name)}
      note={words.note}
      reference={contestantNames.adattSp}
      rivals={rows}
      words={{ ...words, name: words.plotName(name) }}
      layoutOf={(width) => verdictForestOf(rows, width)}
      csvRows={() => effectNumbers(effects)}
      table={() => (
        <NumbersTable
          headings={[text.map.circumstance, text.map.over(name)]}
          rows={effects.map((effect) => [contrastText(effect), estimateText(asGain(effect.difference))])}
        />
      )}
    />
  );
}
