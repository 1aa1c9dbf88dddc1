/** Notes around the equations: where they are written down, and what their letters mean. */
import type { Architecture } from '../../../src/models/architecture.ts';
import { equationsOf, type UnitPlace } from '../../../src/models/equations.ts';
import { type Letter, signsOf } from '../../../src/models/terms.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import styles from './Equations.module.css';

const words = text.equations;

interface EquationNotesProps {
  readonly architecture: Pick<Architecture, 'id' | 'libraryClass'>;
  readonly wordsId: string;
  readonly topology: Topology;
  readonly training: readonly string[];
}

export function EquationNotes({ architecture, wordsId, topology, training }: EquationNotesProps) {
  const { id, libraryClass } = architecture;
  const units = topology.levels.flatMap((level) => level.units);
  const hasGates = units.some(({ gate }) => gate !== null);
  const lacksNative = words.numberOf(id, 'written') !== null && units.every(({ native }) => native === null);
  const hasStops = units.some(({ teaches }) => teaches !== undefined);
  const { paper, library } = words.links;
  const ofLibrary =
    libraryClass === undefined
      ? []
      : [
          {
            label: text.punctuation.list([library.label, words.className(libraryClass)]),
            address: library.address,
          },
        ];
  const sources = words.sourcesOf(id);
  const notes = [
    words.noteOf(wordsId),
    hasGates && sources === null ? words.bias : '',
    lacksNative ? words.noNative : '',
    hasStops ? words.stopped : '',
    topology.embeddings === undefined ? '' : words.embeddings(topology.embeddings.tables.length > 1),
    topology.elementwiseGates?.epnet === undefined ? '' : words.epnet,
    topology.elementwiseGates?.ppnet === undefined ? '' : words.ppnet,
    topology.logVariances === undefined ? '' : words.learnedLossWeights,
    ...training,
  ];
  return (
    <div className={styles['quiet']}>
      <p>{text.punctuation.sentences(notes)}</p>
      <p className={styles['links']}>
        {(sources ?? [paper, ...ofLibrary]).map(({ label, address }) => (
          <a key={address} href={address} target="_blank" rel="noreferrer">
            {label}
          </a>
        ))}
      </p>
    </div>
  );
}

export function Glossary({ topology, place }: { readonly topology: Topology; readonly place: UnitPlace }) {
  const used = new Set(
    equationsOf(topology, place).flatMap(({ sides }) => sides.flatMap(signsOf).map(({ letter }) => letter)),
  );
  const letters = (Object.keys(words.letters) as Letter[]).filter((letter) => used.has(letter));
  return (
    <details className={styles['glossary']} open>
      <summary>{words.glossary}</summary>
      <dl>
        {letters.map((letter) => (
          <div key={letter}>
            <dt>
              <math>
                <mi>{letter}</mi>
              </math>
            </dt>
            <dd>{words.letters[letter]}</dd>
          </div>
        ))}
      </dl>
      <p>{words.scripts}</p>
    </details>
  );
}
