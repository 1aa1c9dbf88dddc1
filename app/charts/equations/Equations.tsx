/** The equations of one unit, each symbol tied to its part of the diagram and to its value. */
import { useMemo, useState } from 'react';
import { gateMatricesOf } from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { GateSnapshot } from '../../../src/analysis/produced/evaluation.ts';
import type { ReplicaRange } from '../../../src/analysis/statistics.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import { equationsOf, type UnitPlace } from '../../../src/models/equations.ts';
import {
  type Equation,
  type EquationLetter,
  type EquationSymbol,
  symbolsIn,
} from '../../../src/models/terms.ts';
import type { GateSpec, Topology } from '../../../src/models/topology.ts';
import { capitalised, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { Select } from '../../ui/Select.tsx';
import { expertName, ownerName, unitName } from '../base/names.ts';
import { type GridPlace, placeOfIndex, useGridCursor } from '../base/useGridCursor.ts';
import type { LitPart } from '../network/DiagramEdges.tsx';
import type { DiagramSubject } from '../network/describe.ts';
import { EquationMath } from './EquationMath.tsx';
import styles from './Equations.module.css';

const words = text.equations;

export interface EquationsProps {
  readonly title: string;
  readonly architecture: Pick<Architecture, 'id' | 'libraryClass'>;
  /** Key of the equations' notes; see `Variant`. */
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
      <EquationSheet key={`${place.level} ${place.unit}`} {...props} subject={subject} />
      <EquationNotes {...props} />
      <SymbolGlossary topology={topology} place={place} />
    </section>
  );
}

function PlaceSelects({ topology, taskNames, place, onPlace }: EquationsProps) {
  const units = topology.levels[place.level]?.units ?? topology.towers.map((_, owner) => ({ owner }));
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
      {topology.levels.length > 0 && (
        <Select
          label={words.level}
          options={topology.levels.map((_, level) => ({ value: level, label: words.levelOf(level) }))}
          value={place.level}
          onChange={toLevel}
        />
      )}
    </div>
  );
}

type EquationSheetProps = EquationsProps & { readonly subject: EquationSubject };

function EquationSheet({ title, architecture, topology, subject, place, part, onLit }: EquationSheetProps) {
  const rows = useMemo(() => placedEquations(topology, place), [topology, place]);
  const { current, sign, handlers } = useSymbolCursor(rows, onLit);
  const isLit = (one: EquationSymbol) => isSymbolLit(one, part);
  const said = sign && describeSymbol(sign, subject);
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
  readonly signs: readonly EquationSymbol[];
  readonly first: number;
}

function placedEquations(...of: Parameters<typeof equationsOf>): readonly PlacedEquation[] {
  let next = 0;
  return equationsOf(...of).map((equation) => {
    const signs = equation.sides.flatMap(symbolsIn);
    const first = next;
    next += signs.length;
    return { equation, signs, first };
  });
}

function useSymbolCursor(equations: readonly PlacedEquation[], onLit: (lit: LitPart | null) => void) {
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
      onLit(sign ? litPartOfSymbol(sign) : null);
      if (to === null) return;
      setLast(to);
      const symbol = frame.querySelector(`[data-sign="${indexOf(to)}"]`);
      if (isChosen) symbol?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    },
  });
  return { current: place && indexOf(place), sign: place && signAt(place), handlers };
}

interface EquationNotesProps {
  readonly architecture: Pick<Architecture, 'id' | 'libraryClass'>;
  readonly wordsId: string;
  readonly topology: Topology;
  readonly training: readonly string[];
}

function EquationNotes({ architecture, wordsId, topology, training }: EquationNotesProps) {
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

function SymbolGlossary({ topology, place }: { readonly topology: Topology; readonly place: UnitPlace }) {
  const used = new Set(
    equationsOf(topology, place).flatMap(({ sides }) => sides.flatMap(symbolsIn).map(({ letter }) => letter)),
  );
  const letters = (Object.keys(words.letters) as EquationLetter[]).filter((letter) => used.has(letter));
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

export function litPartOfSymbol(sign: EquationSymbol): LitPart {
  const unit = `unit ${sign.level} ${sign.index}`;
  switch (sign.letter) {
    case 'x':
      return { part: 'input', edges: null };
    case 'f':
      return { part: sign.level < 0 ? 'input' : unit, edges: null };
    case 'e':
      return { part: `expert ${sign.level} ${sign.index}`, edges: null };
    case 'E':
      return sign.isWhole
        ? { part: unit, edges: { kinds: ['gate', 'native'], experts: sign.experts } }
        : { part: `expert ${sign.level} ${sign.index}`, edges: null };
    case 'g':
    case 'm':
    case 'W':
    case 'b':
      return { part: unit, edges: { kinds: ['gateInput', 'gate'], experts: null } };
    case 'G':
      return { part: unit, edges: { kinds: ['gate'], experts: sign.experts } };
    case 'v':
      return { part: unit, edges: { kinds: ['native'], experts: sign.experts } };
    case 'h':
    case 'y':
      return { part: `tower ${sign.index}`, edges: null };
  }
}

const isSymbolLit = (sign: EquationSymbol, part: string | null): boolean =>
  part !== null &&
  (litPartOfSymbol(sign).part === part ||
    (!sign.isWhole && sign.experts.some((expert) => part === `expert ${sign.level} ${expert}`)));

function symbolPlaceWords(sign: EquationSymbol, { topology, taskNames }: DiagramSubject): string {
  const { letter, level, index } = sign;
  const spec = topology.levels[level];
  if (letter === 'x' || level < 0) return text.charts.input(topology.inputDim);
  if (letter === 'h' || letter === 'y' || !spec) return ownerName(index, taskNames);
  const unit = unitName(spec.units, index, taskNames);
  const ofExpert = (expert: number) => expertName(spec.experts, expert, taskNames);
  if (letter === 'e' || (letter === 'E' && !sign.isWhole)) return words.atLevel(ofExpert(index), level);
  const [expert] = sign.experts;
  if (!sign.isWhole && expert !== undefined) return words.forExpert(unit, ofExpert(expert), level);
  return words.ofUnit(unit, level);
}

function weightRangeText(range: ReplicaRange | null | undefined, numReplicas: number): string {
  if (!range || Number.isNaN(range.mean)) return text.charts.cellUnknown;
  const mean = formatWeight(range.mean);
  const { low, high } = range;
  return numReplicas > 1 && low !== high
    ? text.charts.valueAndRange(mean, text.charts.range(formatWeight(low), formatWeight(high)))
    : mean;
}

function symbolWeightsText(sign: EquationSymbol, { matrices, numReplicas }: EquationSubject): string {
  const reading = sign.letter === 'v' ? 'native' : 'gate';
  const cells = sign.experts.map((expert) => matrices[sign.level]?.[sign.index]?.[expert]);
  if (sign.letter === 'v' && cells.every((cell) => cell?.fixed === true)) return text.charts.fixedAtOne;
  const ranges = cells.map((cell) => cell?.weights[reading]);
  if (ranges.every((range) => !range || Number.isNaN(range.mean))) return text.charts.cellUnknown;
  const printed = ranges.map((range) => weightRangeText(range, sign.isWhole ? 1 : numReplicas)).join(', ');
  return sign.letter === 'G' ? `${printed} · ${words.meanOverRows}` : printed;
}

interface EquationSubject extends DiagramSubject {
  readonly numReplicas: number;
}

const widthBelow = ({ topology }: DiagramSubject, level: number): number =>
  topology.levels[level - 1]?.dims.at(-1) ?? topology.inputDim;

const gateInputDim = ({ reads }: GateSpec, subject: DiagramSubject, level: number): number =>
  reads === 'input' ? subject.topology.inputDim : widthBelow(subject, level);

const gateShape = (gate: GateSpec, subject: DiagramSubject, level: number): readonly [number, number] => [
  gate.sees.length,
  subject.topology.levels[level]?.gateDims?.at(-1) ?? gateInputDim(gate, subject, level),
];

export function symbolValueText(sign: EquationSymbol, subject: EquationSubject): string {
  const { topology } = subject;
  const { letter, level, index } = sign;
  const dims = topology.levels[level]?.dims ?? [topology.inputDim];
  const width = dims.at(-1) ?? topology.inputDim;
  const gate = topology.levels[level]?.units[index]?.gate;
  switch (letter) {
    case 'G':
    case 'v':
      return symbolWeightsText(sign, subject);
    case 'x':
      return words.numbers(topology.inputDim);
    case 'f':
      return words.numbers(width);
    case 'E':
      return sign.isWhole ? words.shape(sign.experts.length, width) : words.numbers(width);
    case 'e':
      return topology.levels[level]?.isLinear === true
        ? words.layersToLinear([widthBelow(subject, level), ...dims])
        : words.layers([widthBelow(subject, level), ...dims]);
    case 'm':
      return gate
        ? words.layers([gateInputDim(gate, subject, level), ...(topology.levels[level]?.gateDims ?? [])])
        : '';
    case 'W':
      return gate ? words.shape(...gateShape(gate, subject, level)) : '';
    case 'b':
    case 'g':
      return words.numbers(gate?.sees.length ?? 0);
    case 'h':
      return words.layersToLinear([widthBelow(subject, topology.levels.length), ...topology.towerDims, 1]);
    case 'y':
      return words.numbers(1);
  }
}

const describeSymbol = (
  sign: EquationSymbol,
  subject: EquationSubject,
): { readonly meaning: string; readonly value: string } => ({
  meaning: `${words.letters[sign.letter]} · ${symbolPlaceWords(sign, subject)}`,
  value: symbolValueText(sign, subject),
});
