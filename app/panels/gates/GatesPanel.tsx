/** Weights of every level, or the health of gates and experts, architectures side by side. */
import { type CSSProperties, Fragment, type ReactNode, useCallback, useMemo } from 'react';
import { type AlarmCell, cellsOfAlarm, hasOnlyKnownAlarms } from '../../../src/analysis/gateAlarms.ts';
import {
  colorScaleRangeOf,
  type GateGroupingMode,
  gateMatricesOf,
  type WeightPosition,
  weightReadings,
} from '../../../src/analysis/gateMatrix.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { ExpertOwner, Topology, UnitSpec } from '../../../src/models/topology.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { ScaleRange } from '../../charts/base/colorScale.ts';
import { GateHeatMap } from '../../charts/gates/GateHeatMap.tsx';
import { usePlayground, useReplica, useShownExperiment, useView } from '../../state/playground.ts';
import type { ViewState } from '../../state/stores/viewStore.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import styles from '../../ui/Panel.module.css';
import { Popover } from '../../ui/Popover.tsx';
import { Select } from '../../ui/Select.tsx';
import { ReplicaSelect, ShownLegend } from '../../view/Choices.tsx';
import { nameOfCard, styleOfCard } from '../../view/cardNames.ts';
import { heatMapIdOf } from '../../view/places.ts';
import { type GatedCard, hasWeights, useGatedCards } from '../../view/useCards.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import { ViewChoice } from '../../view/ViewChoice.tsx';
import { Alarms } from './Alarms.tsx';
import helpStyles from './GateHelp.module.css';
import { HealthSection } from './HealthSection.tsx';
import { type CardAlarm, useAlarms, useUntrainedCardIds } from './showAlarm.ts';
import { CellTrend } from './Trends.tsx';

const words = text.gates;

export function GatesPanel() {
  const { shown, isStale } = useShownExperiment();
  const hiddenIds = useView((view) => view.hiddenIds);
  const all = useGatedCards(shown);
  const alarms = useAlarms(all);
  const idleIds = useUntrainedCardIds();
  const idle = all.filter(({ card }) => idleIds.includes(card.id));
  const gated = useMemo(() => all.filter(({ card }) => !hiddenIds.has(card.id)), [all, hiddenIds]);
  const reading = useView((view) => view.reading);
  const gateView = useGateView(all);
  const hint = gateView === 'health' ? words.healthHint : words.hints[reading];
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <GateControls experiment={shown} all={all} />
      <div className={styles['hint']}>
        {hint} {gateView === 'tasks' && words.taskHint} <GateHelp gated={gated} />{' '}
        {gated.some(lacksGates) && <strong>{text.sharing.noGates}</strong>}
        {idle.length > 0 && <strong>{words.unread(idle.map(({ card }) => nameOfCard(card)))}</strong>}
      </div>
      {all.some((one) => !idle.includes(one) && hasAlarms(one)) && (
        <Alarms alarms={alarms} experiment={shown} />
      )}
      {gated.length === 0 && <EmptyState title={words.allHidden} />}
      {gateView === 'health' ? (
        levelsFromTop(gated).map((level) => (
          <HealthSection key={level} level={level} gated={gated} experiment={shown} />
        ))
      ) : (
        <GateMaps view={gateView} gated={gated} alarms={alarms} experiment={shown} />
      )}
    </div>
  );
}

const hasAlarms = ({ topology, gates }: GatedCard): boolean =>
  gates !== null && hasOnlyKnownAlarms(topology, gates.levels);

const lacksGates = ({ topology, gates }: GatedCard): boolean =>
  gates !== null && gates.levels.length < topology.levels.length;

interface GateMapsProps {
  readonly view: GateGroupingMode;
  readonly gated: readonly GatedCard[];
  readonly alarms: readonly CardAlarm[];
  readonly experiment: Experiment;
}

function GateMaps({ view, gated, alarms, experiment }: GateMapsProps) {
  const withWeights = useMemo(() => gated.filter(hasWeights), [gated]);
  const range = useSharedRange(withWeights, view);
  const shared = { view, gated: withWeights, alarms, experiment, range };
  return (
    <>
      {levelsFromTop(withWeights).map((level) => (
        <LevelMaps key={level} level={level} {...shared} />
      ))}
      {gated
        .filter((one) => !hasWeights(one))
        .map(({ card }) => (
          <p key={card.id} className={styles['hint']}>
            {words.without(nameOfCard(card))}
          </p>
        ))}
    </>
  );
}

/** Levels of any architecture, the towers' first, as in the diagrams. */
function levelsFromTop(gated: readonly GatedCard[]): readonly number[] {
  const numLevels = Math.max(0, ...gated.map(({ topology }) => topology.levels.length));
  return Array.from({ length: numLevels }, (_, below) => numLevels - 1 - below);
}

function useSharedRange(gated: readonly GatedCard[], mapView: GateGroupingMode): ScaleRange {
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  return useMemo(() => {
    const matrices = gated.flatMap(({ topology, gates }) =>
      gateMatricesOf(topology, gates, replica, mapView),
    );
    return colorScaleRangeOf(matrices, reading);
  }, [gated, mapView, reading, replica]);
}

/** With one expert of each owner tasks and experts are the same picture. */
const hasSeveralExperts = ({ topology: { levels } }: GatedCard): boolean =>
  levels.some(({ experts }) => new Set(experts.map(({ owner }) => owner)).size < experts.length);

function useGateView(all: readonly GatedCard[]): ViewState['gateView'] {
  const chosen = useView((state) => state.gateView);
  return chosen === 'tasks' && !all.some(hasSeveralExperts) ? 'experts' : chosen;
}

interface GateControlsProps {
  readonly experiment: Experiment;
  readonly all: readonly GatedCard[];
}

function GateControls({ experiment, all }: GateControlsProps) {
  const { view } = usePlayground();
  const gateView = useGateView(all);
  const reading = useView((state) => state.reading);
  const { tasks: _, ...fewViews } = words.views;
  return (
    <div className={styles['controls']} data-controls>
      <ViewChoice
        of="gateView"
        label={words.view}
        value={gateView}
        names={all.some(hasSeveralExperts) ? words.views : fewViews}
      />
      {gateView !== 'health' && (
        <Select
          aria-label={words.reading}
          options={weightReadings.map((value) => ({ value, label: words.readings[value] }))}
          value={reading}
          onChange={(value) => view.setState({ reading: value })}
        />
      )}
      <ReplicaSelect />
      <ShownLegend isShort series={experiment.cards.map(styleOfCard)} />
    </div>
  );
}

interface LevelMapsProps extends GateMapsProps {
  readonly level: number;
  readonly range: ScaleRange;
}

function LevelMaps(props: LevelMapsProps) {
  const { level, view, gated, experiment } = props;
  const cell = useView((state) => state.cell);
  const name = text.app.ui.level(level + 1);
  return (
    <section className={styles['card']} aria-label={name}>
      <h2 className={styles['level']}>{name}</h2>
      <div className={styles['maps']} style={{ '--num-maps': gated.length } as CSSProperties}>
        {gated.map((one) => (
          <Fragment key={one.card.id}>
            <CardMap {...props} of={one} />
            {cell?.level === level && cell.cardId === one.card.id && (
              <CellTrend experiment={experiment} cell={cell} view={view} />
            )}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

function CardMap(props: Omit<LevelMapsProps, 'gated'> & { readonly of: GatedCard }) {
  const { level, view, alarms, experiment, range } = props;
  const { card, topology, gates } = props.of;
  const taskNames = useTaskNames(experiment);
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  const { chosen, onChoose } = useChosenCellIn(card.id, level);
  const marked = useAlarmCellsIn(card.id, level, alarms);
  const spec = topology.levels[level];
  if (spec === undefined) return null;
  return (
    <GateHeatMap
      title={nameOfCard(card)}
      note={gates === null ? text.panels.stage.before : text.time.step(formatCount(gates.step))}
      level={spec}
      gates={gates?.levels[level] ?? null}
      mapId={heatMapIdOf(card.id, level)}
      place={text.app.ui.level(level + 1)}
      {...{ reading, view, replica, taskNames, chosen, onChoose, marked, range }}
    />
  );
}

function useAlarmCellsIn(cardId: string, level: number, alarms: readonly CardAlarm[]): readonly AlarmCell[] {
  const replica = useReplica();
  return useMemo(() => {
    const ofMap = alarms.filter(({ card, alarm }) => card.id === cardId && alarm.level === level);
    return ofMap.length === 0 ? noAlarmCells : ofMap.flatMap(({ alarm }) => cellsOfAlarm(alarm, replica));
  }, [cardId, level, alarms, replica]);
}

// Always the same list, so that a map without alarms is not redrawn.
const noAlarmCells: readonly AlarmCell[] = [];

function useChosenCellIn(cardId: string, level: number) {
  const { view } = usePlayground();
  const cell = useView((state) => state.cell);
  const onChoose = useCallback(
    (place: WeightPosition | null) => view.setState({ cell: place && { cardId, level, ...place } }),
    [view, cardId, level],
  );
  return { chosen: cell?.cardId === cardId && cell.level === level ? cell : null, onChoose };
}

const helpWords = text.gates.help;

function GateHelp({ gated }: { readonly gated: readonly GatedCard[] }) {
  return (
    <Popover look="link" title={helpWords.title} content={<Definitions gated={gated} />}>
      {helpWords.title}
    </Popover>
  );
}

function Definitions({ gated }: { readonly gated: readonly GatedCard[] }) {
  return (
    <div className={helpStyles['help']}>
      <h3>{helpWords.unit}</h3>
      <p className={helpStyles['equation']}>{gateEquationRows.unit}</p>
      <dl className={helpStyles['symbols']}>
        {gateSymbols.map(({ key, symbol }) => (
          <DefinitionEntry key={key} term={symbol}>
            {helpWords.symbols[key]}
          </DefinitionEntry>
        ))}
      </dl>
      <h3>{helpWords.readings}</h3>
      <dl>
        {weightReadings.map((reading) => (
          <DefinitionEntry key={reading} term={text.gates.readings[reading]}>
            <span className={helpStyles['equation']}>{gateEquationRows[reading]}</span>{' '}
            {helpWords.shows[reading]}
          </DefinitionEntry>
        ))}
      </dl>
      <h3>{helpWords.matrices}</h3>
      <dl>
        {gated.map(({ card, topology }) => (
          <DefinitionEntry key={card.id} term={nameOfCard(card)}>
            {text.punctuation.sentences(matrixWordsOf(topology))}
          </DefinitionEntry>
        ))}
      </dl>
    </div>
  );
}

function DefinitionEntry({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const unitSubscript = <sub>ue</sub>;
const expertSubscript = <sub>e</sub>;

const gateEquationRows = {
  unit: (
    <>
      f<sub>u</sub>(x) = Σ{expertSubscript} ( G{unitSubscript}(x) + v{unitSubscript} ) · E{expertSubscript}(x)
    </>
  ),
  gate: (
    <>
      {text.gates.help.meanOf} G{unitSubscript}(x).
    </>
  ),
  native: <>v{unitSubscript}.</>,
  sum: (
    <>
      s{unitSubscript} = G{unitSubscript} + v{unitSubscript}.
    </>
  ),
  contribution: (
    <>
      |s{unitSubscript}| · r{expertSubscript} / Σ{expertSubscript} |s{unitSubscript}| · r{expertSubscript}.
    </>
  ),
};

const gateSymbols = [
  { key: 'unit', symbol: 'f' },
  { key: 'expert', symbol: 'E' },
  { key: 'gate', symbol: 'G' },
  { key: 'native', symbol: 'v' },
  { key: 'norm', symbol: 'r' },
] as const;

const matrixWords = text.gates.help.contains;

interface PlacedUnit {
  readonly unit: UnitSpec;
  readonly owners: readonly ExpertOwner[];
}

function matrixWordsOf({ levels }: Topology): readonly string[] {
  const placed = levels.flatMap(({ units, experts }) => {
    const owners = experts.map(({ owner }) => owner);
    return units.map((unit) => ({ unit, owners }));
  });
  return [gateWords(placed), nativeWords(placed), totalWords(placed)];
}

function gateWords(placed: readonly PlacedUnit[]): string {
  const gated = placed.filter(({ unit }) => unit.gate !== null);
  if (gated.length === 0) return matrixWords.noGate;
  if (gated.every(({ unit, owners }) => unit.gate?.sees.length === owners.length))
    return matrixWords.gateOnAll;
  return gated.every(seesOwnAndShared) ? matrixWords.gateOnOwn : matrixWords.gateOnSome;
}

// A unit that belongs to nobody may see any expert.
function seesOwnAndShared({ unit, owners }: PlacedUnit): boolean {
  const { owner, gate } = unit;
  return owner === 'shared' || (gate?.sees ?? []).every((e) => owners[e] === owner || owners[e] === 'shared');
}

function nativeWords(placed: readonly PlacedUnit[]): string {
  const natives = placed.flatMap(({ unit: { native }, owners }) =>
    native === null ? [] : [{ native, numExperts: owners.length }],
  );
  if (natives.length === 0) return matrixWords.noNative;
  if (natives.every(({ native }) => native.kind === 'fixed')) return matrixWords.nativeFixed;
  const isOnAll = natives.every(({ native, numExperts }) => native.experts.length === numExperts);
  return isOnAll ? matrixWords.nativeOnAll : matrixWords.nativeOnOwn;
}

function totalWords(placed: readonly PlacedUnit[]): string {
  const totals = new Set(placed.map(({ unit }) => fixedTotalOf(unit)));
  const [total = null] = totals;
  return total === null || totals.size > 1 ? matrixWords.totalVaries : matrixWords.total(total);
}

/** Sum of a unit's weights; null if learned. */
function fixedTotalOf({ gate, native }: UnitSpec): number | null {
  if (native?.kind === 'learned') return null;
  return (gate === null ? 0 : 1) + (native?.experts.length ?? 0);
}
