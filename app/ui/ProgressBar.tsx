/** A bar for how much of something is done; its user adds the words. */
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly valueText: string;
  /** Filled part, 0 to 1, if finer than `value`. */
  readonly share?: number;
  readonly tone?: 'good' | 'bad' | undefined;
}

export function ProgressBar({ label, value, max, valueText, share, tone }: ProgressBarProps) {
  const filled = Math.min(1, share ?? value / max);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={valueText}
      className={styles['track']}
    >
      <div className={styles['fill']} data-tone={tone} style={{ width: `${100 * filled}%` }} />
    </div>
  );
}
