/** The line under a heat map: what a cell says. Announced to screen readers as it changes. */

import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { text } from '../../../src/text/text.ts';
import { cellText } from './cellText.ts';
import styles from './GateHeatMap.module.css';
import type { GateMatrix, MatrixNames } from './gateMatrix.ts';
import type { CellPlace } from './heatLayout.ts';

interface CellReadoutProps {
  readonly cell: CellPlace | null;
  readonly matrix: GateMatrix;
  readonly names: MatrixNames;
  readonly reading: WeightReading;
}

export function CellReadout({ cell: place, matrix, names, reading }: CellReadoutProps) {
  const cell = place && matrix[place.row]?.[place.column];
  if (!place || !cell) return <output className={styles['readout']}>{text.charts.heatMapHint}</output>;
  return (
    <output className={styles['readout']}>
      <strong>
        {text.charts.cell(names.rowNames[place.row] ?? '', names.columnNames[place.column] ?? '')}
      </strong>{' '}
      {cellText(cell, reading)}
    </output>
  );
}
