/** The equations of one unit, each symbol tied to its part of the diagram and to its value. */
import { useMemo, useState } from 'react';
import { gateMatricesOf } from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { GateSnapshot } from '../../../src/analysis/produced/evaluation.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import { equationsOf, type UnitPlace } from '../../../src/models/equations.ts';
import { type Equation, type Sign, signsOf } from '../../../src/models/terms.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { capitalised } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { Select } from '../../ui/Select.tsx';
import { unitName } from '../base/names.ts';
import { type GridPlace, placeOfIndex, useGridCursor } from '../base/useGridCursor.ts';
import type { LitPart } from '../network/DiagramEdges.tsx';
import { EquationMath } from './EquationMath.tsx';
import { EquationNotes, Glossary } from './EquationNotes.tsx';
import styles from './Equations.module.css';
import { describeSign, type EquationSubject, isLitBy, litOf } from './signWords.ts';

const words = text.equations;

export interface EquationsProps {
  readonly title: string;
  readonly architecture: Pick<Architecture, 'id' | 'libraryClass'>;
  /** Key of its notes; see `Variant`. */
  readonly wordsId: string;
  readonly topology: Topology;
  readonly gates: GateSnapshot | null;
  readonly replica: ReplicaChoice;
  readonly numReplicas: number;
  readonly taskNames: readonly string[];
  readonly place: UnitPlace;
  readonly onPlace: (place: UnitPlace) => void;
  readonly training: readonly string[];
  readonly part: string | null;
  readonly onLit: (lit: LitPart | null) => void;
}

export function Equations(props: EquationsProps) {
  const { topology, gates, replica, numReplicas, taskNames, place } = props;
  const matrices = useMemo(() => gateMatricesOf(topology, gates, replica), [topology, gates, replica]);
  const subject = { topology, matrices, taskNames, numReplicas: replica === 'mean' ? numReplicas : 1 };
  return (
    <section className={styles['equations']} aria-label={text.panels.network.equations}>
      <PlaceSelects {...props} />
      <p className={styles['quiet']}>{words.hint}</p>
      <Sheet key={`${place.level} ${place.unit}`} {...props} subject={subject} />
      <EquationNotes {...props} />
      <Glossary topology={topology} place={place} />
    </section>
  );
}

function PlaceSelects({ topology, taskNames, place, onPlace }: EquationsProps) {
  const units = topology.levels[place.level]?.units ?? [];
  const toLevel = (level: number): void => {
    const last = (topology.levels[level]?.units.length ?? 1) - 1;
    onPlace({ level, unit: Math.min(place.unit, last) });
  };
  return (
    <div className={styles['selects']}>
      <Select
        label={words.unit}
        options={units.map((_, unit) => ({
          value: unit,
          label: capitalised(unitName(units, unit, taskNames)),
        }))}
        value={place.unit}
        onChange={(unit) => onPlace({ ...place, unit })}
      />
      <Select
        label={words.level}
        options={topology.levels.map((_, level) => ({ value: level, label: words.levelOf(level) }))}
        value={place.level}
        onChange={toLevel}
      />
    </div>
  );
}

type SheetProps = EquationsProps & { readonly subject: EquationSubject };

function Sheet({ title, architecture, topology, subject, place, part, onLit }: SheetProps) {
  const rows = useMemo(() => placedEquations(topology, place), [topology, place]);
  const { current, sign, handlers } = useSignCursor(rows, onLit);
  const isLit = (one: Sign) => isLitBy(one, part);
  const said = sign && describeSign(sign, subject);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        className={styles['sheet']}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the arrow keys
        tabIndex={0}
        aria-label={words.area(title)}
        {...handlers}
      >
        {rows.map(({ equation, first }) => {
          const number = words.numberOf(architecture.id, equation.kind);
          return (
            <figure
              key={first}
              className={styles['row']}
              aria-label={words.names[equation.kind]}
              data-equation={equation.kind}
            >
              <EquationMath {...{ equation, first, topology, isLit, current }} />
              <figcaption>{number === null ? '' : words.number(number)}</figcaption>
            </figure>
          );
        })}
      </div>
      <output className={styles['value']}>
        {said ? (
          <>
            {said.meaning}
            <strong>{said.value}</strong>
          </>
        ) : null}
      </output>
    </>
  );
}

interface PlacedEquation {
  readonly equation: Equation;
  readonly signs: readonly Sign[];
  readonly first: number;
}

function placedEquations(...of: Parameters<typeof equationsOf>): readonly PlacedEquation[] {
  let next = 0;
  return equationsOf(...of).map((equation) => {
    const signs = equation.sides.flatMap(signsOf);
    const first = next;
    next += signs.length;
    return { equation, signs, first };
  });
}

function useSignCursor(equations: readonly PlacedEquation[], onLit: (lit: LitPart | null) => void) {
  const [last, setLast] = useState<GridPlace>();
  const rows = equations.map(({ signs }) => signs.length);
  const signAt = ({ row, column }: GridPlace) => equations[row]?.signs[column];
  const indexOf = ({ row, column }: GridPlace) => (equations[row]?.first ?? 0) + column;
  const { place, handlers } = useGridCursor({
    grid: { rows, isChain: true, columnIn: () => 0 },
    start: last,
    placeAt: ({ target }) => {
      const symbol = target instanceof Element ? target.closest('[data-sign]') : null;
      return symbol && placeOfIndex(rows, Number(symbol.getAttribute('data-sign')));
    },
    onMove: (to, isChosen, frame) => {
      const sign = to && signAt(to);
      onLit(sign ? litOf(sign) : null);
      if (to === null) return;
      setLast(to);
      const symbol = frame.querySelector(`[data-sign="${indexOf(to)}"]`);
      if (isChosen) symbol?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    },
  });
  return { current: place && indexOf(place), sign: place && signAt(place), handlers };
}
