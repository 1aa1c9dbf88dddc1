/** Hints of a preset, one by one; claims about its run appear only beside a run that supports them. */
import { useMemo, useState } from 'react';
import { createStore, useStore } from 'zustand';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Sweep, SweepPoint } from '../../../src/studies/sweep/sweep.ts';
import { isClaimTrue } from '../../../src/teach/presets/claims.ts';
import { type Preset, presets } from '../../../src/teach/presets/presets.ts';
import { text } from '../../../src/text/text.ts';
import proofs from '../../recorded/presetProof.json';
import {
  useExperiment,
  useNetworks,
  usePlayground,
  useRunStatus,
  useShownExperiment,
} from '../../state/playground.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import { restingStudyState } from '../../state/sweep/studyState.ts';
import { sweepControllersOf } from '../../state/sweep/sweepController.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useSummary } from '../../view/useCards.ts';
import styles from './PresetHint.module.css';

const words = text.presetHint;

export function PresetHint() {
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const preset = usePresetOf(opened);
  return preset === undefined ? null : <PresetBeats key={preset.id} preset={preset} />;
}

function PresetBeats({ preset }: { readonly preset: Preset }) {
  const { view } = usePlayground();
  const isRun = usePresetOf(useShownExperiment().shown) === preset;
  const isAsItWas = useCurrentPreset() === preset || isRun;
  const [index, setIndex] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const { title, beats } = preset;
  const beat = beats[index];
  if (isClosed || beat === undefined) return null;
  const go = (next: number): void => {
    setIndex(next);
    view.setState({ tab: beats[next]?.place ?? 'play' });
  };
  return (
    <div data-aside>
      <Banner tone="calm">
        <strong>{words.title(title)}</strong> {index > 0 || isAsItWas ? beat.words : words.changed}{' '}
        {index === 0 && isAsItWas && preset.answer === null && <PresetClaims preset={preset} isRun={isRun} />}
        {/* Hidden behind a click, so that nobody reads the answer before looking. */}
        {preset.answer !== null && (
          <details className={styles['answer']}>
            <summary>{words.answer}</summary>
            <p>
              {preset.answer} <PresetClaims preset={preset} isRun={isRun} />
            </p>
          </details>
        )}
        <span className={styles['steps']}>
          {words.beat(index + 1, beats.length)}
          <Button look="link" disabled={index === 0} onClick={() => go(index - 1)}>
            {words.back}
          </Button>
          <Button look="link" disabled={index === beats.length - 1} onClick={() => go(index + 1)}>
            {words.next}
          </Button>
          <Button look="link" aria-label={words.closeStory} onClick={() => setClosed(true)}>
            {text.app.ui.close}
          </Button>
        </span>
      </Banner>
    </div>
  );
}

interface PresetClaimsProps {
  readonly preset: Preset;
  readonly isRun: boolean;
}

// Keeps its height while unsaid, so that the page does not move when a run ends.
function PresetClaims(props: PresetClaimsProps) {
  const { preset } = props;
  const isShown = useAreClaimsShown(props);
  return (
    <span className={isShown ? undefined : styles['unsaid']} aria-hidden={!isShown}>
      {preset.shows} {seedSupportText(preset)}
    </span>
  );
}

const emptySweepStore = createStore(() => restingStudyState<Sweep, SweepPoint>(null));

function useSweptPoints({ sweep, experiment }: Preset): readonly SweepPoint[] {
  const playground = usePlayground();
  const swept = useStore(sweep === null ? emptySweepStore : sweepControllersOf(playground).sweep.store);
  const isOfPreset =
    swept.study !== null &&
    swept.study.axis.id === sweep?.axisId &&
    runKeyOf(swept.study.experiment) === runKeyOf(experiment);
  return isOfPreset ? swept.points : emptySweepStore.getState().points;
}

function useAreClaimsShown({ preset, isRun }: PresetClaimsProps): boolean {
  const { shown: experiment } = useShownExperiment();
  const summary = useSummary(experiment);
  const points = useSweptPoints(preset);
  const networks = useNetworks();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  const knownLosses = useRunStatus((status) => status.knownLosses);
  return useMemo(() => {
    if (!isRun || summary === null || summary.isProvisional) return false;
    const run = { networks, measuredCorrelation, knownLosses };
    const evidence = { experiment, summary, run, points };
    return preset.claims.every((claim) => isClaimTrue(claim, evidence));
  }, [preset, isRun, points, experiment, summary, networks, measuredCorrelation, knownLosses]);
}

/** Number of seeds, none used to choose the preset, that support its claims. */
function seedSupportText({ id }: Preset): string {
  const proof: Readonly<Record<string, { readonly held: number; readonly seeds: readonly number[] }>> =
    proofs;
  const known = proof[id];
  return known === undefined ? '' : words.proof(known.held, known.seeds.length);
}

export function useCurrentPreset(): Preset | undefined {
  return usePresetOf(useExperiment());
}

export function usePresetOf(experiment: Experiment): Preset | undefined {
  const keys = useMemo(() => presets.map((preset) => runKeyOf(preset.experiment)), []);
  const key = useMemo(() => runKeyOf(experiment), [experiment]);
  return presets[keys.indexOf(key)];
}
