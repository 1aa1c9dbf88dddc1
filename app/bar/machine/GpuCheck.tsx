/** Checks what the GPU computes while one looks, part by part, and makes a report to paste. */
import { useState } from 'react';
import { gpuFindingOf, gpuReportOf, gpuVerdictOf } from '../../../src/run/report/gpuReport.ts';
import {
  type CheckedGpu,
  type GpuCheckEvent,
  type GpuCheckPart,
  type GpuCheckResult,
  type GpuCheckStart,
  gpuCheckParts,
  type gpuCheckWorkerName,
} from '../../../src/analysis/produced/gpuCheck.ts';
import { text } from '../../../src/text/text.ts';
import about from '../../about/About.module.css';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/browser.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './GpuCheck.module.css';
import { useTurn } from './useTurn.ts';

const words = text.gpuCheck;

/** Begins as soon as it is shown; closing it ends that. */
export function GpuCheck({ onClose }: { readonly onClose: () => void }) {
  const { gpu, results, status, end, isOver } = useCheck();
  const [copied, setCopied] = useState('');
  const report = gpuReportOf(gpu, results, navigator.userAgent, end);
  const copy = async (): Promise<void> =>
    setCopied((await copyText(report)) ? words.copied : words.notCopied);
  return (
    <Dialog title={words.title} className={`${about['dialog']} ${about['machine']}`} onClose={onClose}>
      {(close) => (
        <>
          <p>{words.intro}</p>
          {gpu !== null && <p className="note">{gpu.description || gpu.vendor}</p>}
          <p role="status" className={styles['status']}>
            {status}
          </p>
          {!isOver && (
            <ProgressBar
              label={words.title}
              value={results.length}
              max={gpuCheckParts.length}
              valueText={status}
            />
          )}
          <p className={styles['buttons']}>
            {isOver && (
              <Button look="primary" onClick={() => void copy()}>
                {words.copy}
              </Button>
            )}
            <Button look="plain" onClick={close}>
              {isOver ? text.app.ui.close : text.app.ui.cancel}
            </Button>
            <span role="status">{copied}</span>
          </p>
          {results.length > 0 && (
            <NumbersTable
              className={styles['check']}
              headings={words.headings}
              rows={results.map((result) => [
                words.names[result.part],
                <span key="outcome" data-outcome={result.outcome}>
                  {words.outcomes[result.outcome]}
                </span>,
                gpuFindingOf(result),
              ])}
            />
          )}
          {isOver && (
            <details>
              <summary>{words.report}</summary>
              <pre className={styles['report']}>{report}</pre>
            </details>
          )}
        </>
      )}
    </Dialog>
  );
}

function useCheck() {
  const [gpu, setGpu] = useState<CheckedGpu | null>(null);
  const [results, setResults] = useState<readonly GpuCheckResult[]>([]);
  const [part, setPart] = useState<GpuCheckPart>('numbers');
  // Empty: it has done all it could.
  const end = useTurn(words.endedByRun, (onEnd) =>
    startCheck((event) => {
      if (event.type === 'gpu') setGpu(event.gpu);
      else if (event.type === 'began') setPart(event.part);
      else if (event.type === 'ended') setResults((before) => [...before, event.result]);
      else onEnd(event.failure ?? '');
    }),
  );
  const isOver = end !== null;
  const verdict = [
    ...(results.length > 0 ? [gpuVerdictOf(results)] : []),
    ...(end ? [words.stopped(end)] : []),
  ].join(' ');
  return {
    gpu,
    results,
    status: isOver ? verdict : words.running(words.names[part]),
    end: end || null,
    isOver,
  };
}

/** `?gpu-check=10` takes ten minutes at most instead of one, so that a GPU that the processor emulates gets to the end. */
const patienceIn = (query: string): number =>
  Math.min(100, Math.max(1, Number(new URLSearchParams(query).get('gpu-check')) || 1));

/** Runs the check in a worker of its own, which the function it returns ends. */
function startCheck(onEvent: (event: GpuCheckEvent) => void): () => void {
  const worker = new Worker(new URL('../../../src/worker.ts', import.meta.url), {
    type: 'module',
    // Bundlers read these options as they stand here.
    name: 'gpu-check' satisfies typeof gpuCheckWorkerName,
  });
  worker.onmessage = ({ data }: MessageEvent<GpuCheckEvent>) => onEvent(data);
  const start: GpuCheckStart = { patience: patienceIn(location.search) };
  worker.postMessage(start);
  worker.onerror = (event) => {
    event.preventDefault();
    onEvent({ type: 'done', failure: words.workerLost });
  };
  return () => worker.terminate();
}
