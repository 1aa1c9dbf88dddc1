/** Definitions behind the maps: units, readings, and the entries of each architecture's matrix. */
import type { ReactNode } from 'react';
import { readings } from '../../../src/analysis/gateMatrix.ts';
import { text } from '../../../src/text/text.ts';
import { Popover } from '../../ui/Popover.tsx';
import type { GatedCard } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './GateHelp.module.css';
import { matrixWordsOf } from './matrixWords.ts';

const words = text.gates.help;

export function GateHelp({ gated }: { readonly gated: readonly GatedCard[] }) {
  return (
    <Popover look="link" title={words.title} content={<Definitions gated={gated} />}>
      {words.title}
    </Popover>
  );
}

function Definitions({ gated }: { readonly gated: readonly GatedCard[] }) {
  return (
    <div className={styles['help']}>
      <h3>{words.unit}</h3>
      <p className={styles['equation']}>{equations.unit}</p>
      <dl className={styles['symbols']}>
        {symbols.map(({ key, symbol }) => (
          <Entry key={key} term={symbol}>
            {words.symbols[key]}
          </Entry>
        ))}
      </dl>
      <h3>{words.readings}</h3>
      <dl>
        {readings.map((reading) => (
          <Entry key={reading} term={text.gates.readings[reading]}>
            <span className={styles['equation']}>{equations[reading]}</span> {words.shows[reading]}
          </Entry>
        ))}
      </dl>
      <h3>{words.matrices}</h3>
      <dl>
        {gated.map(({ card, topology }) => (
          <Entry key={card.id} term={nameOfCard(card)}>
            {text.punctuation.sentences(matrixWordsOf(topology))}
          </Entry>
        ))}
      </dl>
    </div>
  );
}

function Entry({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const ofUnit = <sub>ue</sub>;
const ofExpert = <sub>e</sub>;

const equations = {
  unit: (
    <>
      f<sub>u</sub>(x) = Σ{ofExpert} ( G{ofUnit}(x) + v{ofUnit} ) · E{ofExpert}(x)
    </>
  ),
  gate: (
    <>
      {text.gates.help.meanOf} G{ofUnit}(x).
    </>
  ),
  native: <>v{ofUnit}.</>,
  sum: (
    <>
      s{ofUnit} = G{ofUnit} + v{ofUnit}.
    </>
  ),
  contribution: (
    <>
      |s{ofUnit}| · r{ofExpert} / Σ{ofExpert} |s{ofUnit}| · r{ofExpert}.
    </>
  ),
};

const symbols = [
  { key: 'unit', symbol: 'f' },
  { key: 'expert', symbol: 'E' },
  { key: 'gate', symbol: 'G' },
  { key: 'native', symbol: 'v' },
  { key: 'norm', symbol: 'r' },
] as const;
