/** The equations of one unit of a network, each symbol tied to its part of the diagram and to its value. Knows no store. */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { equationsOf, type Place, type Sign, signsOf } from '../../../src/models/equations.ts';
import { text } from '../../../src/text/text.ts';
import { gateMatrixOf } from '../gates/gateMatrix.ts';
import type { LitPart } from '../network/DiagramEdges.tsx';
import { EquationMath } from './EquationMath.tsx';
import { EquationNotes, Glossary } from './EquationNotes.tsx';
import styles from './Equations.module.css';
import { movedSign, type PlacedEquation } from './equationCursor.ts';
import { type EquationsProps, PlaceSelects } from './PlaceSelects.tsx';
import { describeSign, type EquationSubject, isLitBy, litOf } from './signWords.ts';

const words = text.equations;

export function Equations(props: EquationsProps) {
  const { title, architecture, topology, gates, replica, numReplicas, taskNames, place, part, onLit } = props;
  const matrices = useMemo(
    () => topology.levels.map((level, at) => gateMatrixOf(level, gates?.levels[at] ?? null, replica)),
    [topology, gates, replica],
  );
  const subject = { topology, matrices, taskNames, numReplicas: replica === 'mean' ? numReplicas : 1 };
  return (
    <section className={styles['equations']} aria-label={text.panels.network.equations}>
      <PlaceSelects {...props} />
      <p className={styles['quiet']}>{words.hint}</p>
      <Sheet
        key={`${place.level} ${place.unit}`}
        title={title}
        id={architecture.id}
        subject={subject}
        place={place}
        part={part}
        onLit={onLit}
      />
      <EquationNotes architecture={architecture} topology={topology} />
      <Glossary topology={topology} place={place} />
    </section>
  );
}

interface SheetProps {
  readonly title: string;
  readonly id: string;
  readonly subject: EquationSubject;
  readonly place: Place;
  readonly part: string | null;
  readonly onLit: (lit: LitPart | null) => void;
}

/** The equations one below the other, with a cursor that goes from symbol to symbol. */
function Sheet({ title, id, subject, place, part, onLit }: SheetProps) {
  const { topology } = subject;
  const rows = useMemo(() => placedEquations(topology, place), [topology, place]);
  const { current, handlers } = useSignCursor(rows, onLit);
  const signs = rows.flatMap((row) => row.signs);
  const sign = current === null ? undefined : signs[current];
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
          const number = words.numberOf(id, equation.kind);
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

function placedEquations(...of: Parameters<typeof equationsOf>): readonly PlacedEquation[] {
  let next = 0;
  return equationsOf(...of).map((equation) => {
    const signs = equation.sides.flatMap(signsOf);
    const first = next;
    next += signs.length;
    return { equation, signs, first };
  });
}

/** The symbol under the pointer or the keyboard's cursor, by its place among all. */
function useSignCursor(rows: readonly PlacedEquation[], onLit: (lit: LitPart | null) => void) {
  const [current, setCurrent] = useState<number | null>(null);
  const last = useRef(0);
  const go = (to: number | null): void => {
    const sign = to === null ? undefined : rows.flatMap(({ signs }) => signs)[to];
    if (to !== null) last.current = to;
    setCurrent(sign ? to : null);
    onLit(sign ? litOf(sign) : null);
  };
  const onPointer = ({ target }: PointerEvent): void => {
    const symbol = target instanceof Element ? target.closest('[data-sign]') : null;
    go(symbol ? Number(symbol.getAttribute('data-sign')) : null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movedSign(rows, current ?? last.current, event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    go(next);
    event.currentTarget
      .querySelector(`[data-sign="${next}"]`)
      ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };
  const handlers = {
    onPointerOver: onPointer,
    onPointerDown: onPointer,
    onPointerLeave: (event: PointerEvent) => event.pointerType !== 'touch' && go(null),
    onFocus: () => current === null && go(last.current),
    onBlur: () => go(null),
    onKeyDown,
  };
  return { current, handlers };
}
