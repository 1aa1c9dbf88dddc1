/** The line under a heat map: what the chosen cell says. Announced to screen readers as it changes. */
import { text } from '../../src/index.ts';
import { cellText } from './cellText.ts';
import styles from './GateHeatMap.module.css';
import type { GateMatrix, MatrixNames } from './gateMatrix.ts';
import type { CellPlace } from './heatLayout.ts';

interface CellReadoutProps {
  readonly cell: CellPlace | null;
  readonly matrix: GateMatrix;
  readonly names: MatrixNames;
}

export function CellReadout({ cell: place, matrix, names }: CellReadoutProps) {
  const cell = place && matrix[place.unit]?.[place.expert];
  if (!place || !cell) return <output className={styles['readout']}>{text.charts.heatMapHint}</output>;
  return (
    <output className={styles['readout']}>
      <strong>
        {text.charts.cell(names.unitNames[place.unit] ?? '', names.expertNames[place.expert] ?? '')}
      </strong>{' '}
      {cellText(cell)}
    </output>
  );
}
