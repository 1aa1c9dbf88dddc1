/** Texts of a network diagram: on the part pointed at, and a legend of the symbols. */
import type { CSSProperties } from 'react';
import { valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { Topology, UnitSpec } from '../../../src/models/topology.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { expertName, unitName } from '../base/names.ts';
import { PAPER_PIXELS } from '../base/useWidth.ts';
import { type DiagramSubject, describeDiagramNode } from './describe.ts';
import type { DiagramLayout, DiagramNode } from './diagram.ts';
import { shortTaskNames } from './diagram.ts';
import { paperLayoutOf } from './layout.ts';
import styles from './NetworkDiagram.module.css';

const READOUT_WIDTH = 300;
const GAP = 10;

interface PartReadoutProps {
  readonly node: DiagramNode;
  readonly layout: DiagramLayout;
  readonly frameWidth: number;
  readonly subject: DiagramSubject;
}

// Stands where the part has no edges: experts are read above them, all else below.
export function PartReadout({ node, layout, frameWidth, subject }: PartReadoutProps) {
  const { sentence, formula, terms } = describeDiagramNode(node, subject);
  const left = node.x + Math.max(0, (frameWidth - layout.width) / 2) - READOUT_WIDTH / 2;
  const style: CSSProperties = {
    left: Math.max(0, Math.min(left, frameWidth - READOUT_WIDTH)),
    ...(node.kind === 'expert'
      ? { top: node.y + node.height / 2 + GAP }
      : { bottom: layout.height - node.y + node.height / 2 + GAP }),
  };
  return (
    <span className={styles['readout']} style={style}>
      {sentence}
      {formula && <span className={styles['formula']}>{formula}</span>}
      {terms.length > 0 && (
        <span className={styles['terms']}>
          =
          {terms.map(({ expert, words }) => (
            <span key={expert}>{words}</span>
          ))}
        </span>
      )}
    </span>
  );
}

type LegendEntry = readonly [letter: 'e' | 'g' | 'v' | '+' | null, meaning: string];

export function legendEntriesOf(
  { levels, edges }: Pick<DiagramLayout, 'levels' | 'edges'>,
  hasWeights: boolean,
): readonly LegendEntry[] {
  const units = levels.flatMap((level) => level.units);
  const words = text.charts;
  const entries: readonly (readonly [isThere: boolean, ...LegendEntry])[] = [
    [true, 'e', words.legendExpert],
    [units.some(({ gate }) => gate !== null), 'g', words.legendGate],
    [units.some(({ native }) => native !== null), 'v', words.legendNative],
    [units.some(({ plus }) => plus !== null), '+', words.legendSum],
    [true, null, hasWeights ? words.legendThickness : words.legendWiring],
    [edges.some(({ isForwardOnly }) => isForwardOnly), null, words.legendForwardOnly],
    [levels.some(({ isBundled }) => isBundled), null, words.legendBundles],
  ];
  return entries.flatMap(([isThere, ...entry]) => (isThere ? [entry] : []));
}

export const legendSentence = (legend: readonly LegendEntry[]): string =>
  legend.map(([letter, meaning]) => (letter === null ? meaning : `${letter}\u00a0${meaning}`)).join(' · ');

export function expertNumbersNote(topology: Topology, taskNames: readonly string[]): readonly string[] {
  const shown = shortTaskNames(paperLayoutOf(topology, PAPER_PIXELS), taskNames);
  return shown === taskNames
    ? []
    : [taskNames.map((name, task) => `${shown[task]}\u00a0${name}`).join(' · ')];
}

export function DiagramLegend({ legend }: { readonly legend: readonly LegendEntry[] }) {
  return (
    <ul className={styles['legend']}>
      {legend.map(([letter, meaning]) => (
        <li key={meaning}>
          {letter !== null && (
            <span className={styles['glyph']} data-square={letter === 'e' || undefined} aria-hidden="true">
              {letter}
            </span>
          )}
          {meaning}
        </li>
      ))}
    </ul>
  );
}

const diagramWeightKinds = ['gate', 'native', 'sum'] as const;

const hasStoppedGradients = ({ topology }: DiagramSubject): boolean =>
  topology.levels.some(({ units }) => units.some(({ teaches }) => teaches !== undefined));

function connectionRowsOf<Cell>(
  subject: DiagramSubject,
  cellOf: (weight: number | null) => Cell,
): readonly (readonly [level: number, expert: string, unit: string, ...(Cell | string)[]])[] {
  const { topology, matrices, taskNames } = subject;
  const gradientOf = ({ teaches }: UnitSpec | { teaches?: undefined }, expert: number) =>
    hasStoppedGradients(subject) ? [text.charts.passesGradient(teaches?.includes(expert) !== false)] : [];
  return topology.levels.flatMap(({ units, experts }, level) =>
    (matrices[level] ?? []).flatMap((cells, u) =>
      cells.flatMap((cell, e) => {
        if (valueOfCell(cell, 'sum') === null) return [];
        const weights = diagramWeightKinds.map((reading) => cellOf(valueOfCell(cell, reading)));
        return [
          [
            level + 1,
            expertName(experts, e, taskNames),
            unitName(units, u, taskNames),
            ...weights,
            ...gradientOf(units[u] ?? {}, e),
          ],
        ] as const;
      }),
    ),
  );
}

const gradientHeading = (subject: DiagramSubject): readonly string[] =>
  hasStoppedGradients(subject) ? [text.charts.gradient] : [];

export const diagramCsvRows = (subject: DiagramSubject): readonly CsvRow[] => [
  [...text.charts.diagramColumns, ...diagramWeightKinds, ...gradientHeading(subject)],
  ...connectionRowsOf(subject, (weight) => weight ?? ''),
];

export function DiagramTable({ subject }: { readonly subject: DiagramSubject }) {
  const { from, to, reading, levelHeading } = text.charts;
  const { noValue } = text.app.ui;
  const rows = connectionRowsOf(subject, (weight) => (weight === null ? noValue : formatWeight(weight)));
  return (
    <NumbersTable
      headings={[
        levelHeading,
        from,
        to,
        ...diagramWeightKinds.map((each) => reading[each]),
        ...gradientHeading(subject),
      ]}
      rows={rows.map((row) => row.map(String))}
    />
  );
}
