/** Shows which experts the units of a task rely on over a plane: hue by source, strength by weight. */
import { useMemo } from 'react';
import { limits } from '../../../src/core/schema/limits.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { PlaneCell, PlanePaint } from '../base/Fills.tsx';
import { ownerName } from '../base/names.ts';
import { ownerColor } from '../base/palette.ts';
import { textWidth } from '../base/textWidth.ts';
import type { LearnedFigureProps } from './FunctionPlanes.tsx';
import type { LearnedPlanes, Reliance, SourceExpert } from './learned.ts';
import { coordinatesOf, PlaneFigure, type PlaneLegend } from './PlaneFigure.tsx';
import {
  isSameSourceOnBothSides,
  relianceBySideOf,
  type SideReliance,
  strongestSourceAt,
} from './reading.ts';

const words = text.learned;

interface GatePlanesProps extends LearnedFigureProps {
  readonly taskNames: readonly string[];
}

// No training rows are drawn: their dots would make colours hard to compare.
const noTrainingRows = new Float32Array();

const NUM_STRENGTHS = 6;
const MIN_STRENGTH_OPACITY = 0.12;

export function GatePlanes(props: GatePlanesProps) {
  const { learned, tasks, series, note, axes, taskNames } = props;
  const { networks, choice } = learned;
  const columns = useMemo(
    () =>
      series.flatMap(({ id, name }, index) => {
        const reliance = networks[index]?.reliance ?? [];
        if (!reliance.some(hasSeveralSources)) return [];
        return [{ id, name, cells: reliance.map((one) => one && reliancePlaneCell(one, taskNames.length)) }];
      }),
    [networks, series, taskNames],
  );
  if (columns.length === 0) return <p>{words.noChoice}</p>;
  const sentences = relianceSentences(props);
  return (
    <PlaneFigure
      {...{ note, tasks, columns, sentences }}
      title={words.gatesTitle}
      arrows={[]}
      rows={noTrainingRows}
      hasSwitch={choice.plane === 'switch'}
      missing={words.noUnit}
      legendWords={[words.gatesHint, ...axes]}
      legendOf={(width) => sourceLegend(sourcesIn(learned, taskNames.length), taskNames, width)}
      readAt={(point) => relianceTextAt(point, props)}
      csvRows={() => relianceCsvRows(props)}
      table={() => sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
    />
  );
}

const hasSeveralSources = (reliance: Reliance | null): reliance is Reliance =>
  reliance !== null && reliance.sources.length > 1;

function reliancePlaneCell(reliance: Reliance, numTasks: number): PlaneCell {
  const even = 1 / reliance.sources.length;
  return {
    keyOf: (point) => {
      const [source, share] = strongestSourceAt(reliance, point);
      if (!Number.isFinite(share)) return '';
      const strength = even === 1 ? 1 : (share - even) / (1 - even);
      return `${source} ${Math.round(Math.max(0, strength) * NUM_STRENGTHS)}`;
    },
    paintOf: (key) => {
      const [place = 0, strength = 0] = key.split(' ').map(Number);
      return sourcePaintOf(reliance.sources[place] ?? noSource, strength / NUM_STRENGTHS, numTasks);
    },
  };
}

const noSource: SourceExpert = { owner: 'shared', expert: null };

// Hues that no task has, if all experts have one owner.
function sourceColorOf({ owner, expert }: SourceExpert, numTasks: number): string {
  if (expert === null) return ownerColor(owner);
  const numFree = limits.tasks - numTasks;
  return ownerColor(numFree > 0 ? numTasks + (expert % numFree) : expert);
}

const sourcePaintOf = (source: SourceExpert, strength: number, numTasks: number): PlanePaint => ({
  fill: sourceColorOf(source, numTasks),
  opacity: MIN_STRENGTH_OPACITY + (1 - MIN_STRENGTH_OPACITY) * strength,
});

const sourceNameOf = ({ owner, expert }: SourceExpert, taskNames: readonly string[]): string =>
  expert === null ? ownerName(owner, taskNames) : words.expert(expert + 1);

function sourcesIn({ networks }: LearnedPlanes, numTasks: number): readonly SourceExpert[] {
  const all = networks.flatMap(({ reliance }) =>
    reliance.filter(hasSeveralSources).flatMap(({ sources }) => sources),
  );
  return [...new Map(all.map((source) => [sourceColorOf(source, numTasks), source])).values()].sort(
    (a, b) => Number(a.expert !== null) - Number(b.expert !== null),
  );
}

const KEY = { row: 17, swatch: 36, gap: 16 } as const;

function sourceLegend(
  sources: readonly SourceExpert[],
  taskNames: readonly string[],
  width: number,
): PlaneLegend {
  let [x, y] = [0, 0];
  const places = sources.map((source) => {
    const name = sourceNameOf(source, taskNames);
    const room = KEY.swatch + 6 + textWidth(name);
    if (x > 0 && x + room > width) [x, y] = [0, y + KEY.row];
    const place = { source, name, x, y };
    x += room + KEY.gap;
    return place;
  });
  const content = (
    <g>
      {places.map(({ source, name, x: left, y: top }) => (
        <g key={name} transform={`translate(${left} ${top})`}>
          {[0, 0.5, 1].map((strength, step) => (
            <rect
              key={strength}
              x={(step * KEY.swatch) / 3}
              width={KEY.swatch / 3}
              height={10}
              fill={sourceColorOf(source, taskNames.length)}
              fillOpacity={sourcePaintOf(source, strength, taskNames.length).opacity}
            />
          ))}
          <text x={KEY.swatch + 6} y={9}>
            {name}
          </text>
        </g>
      ))}
    </g>
  );
  return { height: y + KEY.row, content };
}

const reliancesOf = ({ learned, tasks, series }: LearnedFigureProps) =>
  series.flatMap(({ name }, index) =>
    tasks.flatMap((task, place) => {
      const reliance = learned.networks[index]?.reliance[place] ?? null;
      return reliance === null ? [] : [{ name, task, reliance }];
    }),
  );

const relianceTextAt = (point: number, props: GatePlanesProps): string =>
  reliancesOf(props)
    .filter(({ reliance }) => hasSeveralSources(reliance))
    .map(({ name, task, reliance }) => {
      const [source, share] = strongestSourceAt(reliance, point);
      const whose = sourceNameOf(reliance.sources[source] ?? noSource, props.taskNames);
      return text.punctuation.sentence(
        text.punctuation.said(text.punctuation.list([name, task.name]), `${whose} ${formatWeight(share)}`),
      );
    })
    .join(' ');

const relianceSentences = (props: GatePlanesProps): readonly string[] =>
  reliancesOf(props)
    .filter(({ reliance }) => hasSeveralSources(reliance))
    .map(({ name, task, reliance }) => relianceSentenceOf(name, task, reliance, props.taskNames));

function relianceSentenceOf(
  name: string,
  { task, name: taskName }: { readonly task: number; readonly name: string },
  reliance: Reliance,
  taskNames: readonly string[],
): string {
  const { isUp, halves } = relianceBySideOf(reliance);
  const said = ({ source, share }: SideReliance) => [whoseExperts(source, task, taskNames), share] as const;
  const [first, second] = [said(halves[0]), said(halves[1])];
  if (!reliance.isGated) return words.relies.fixed(name, taskName, ...first);
  if (isSameSourceOnBothSides(halves)) return words.relies.same(name, taskName, ...first);
  return words.relies[isUp ? 'upAndDown' : 'sides'](name, taskName, first, second);
}

function whoseExperts(source: SourceExpert, task: number, taskNames: readonly string[]): string {
  if (source.expert !== null) return sourceNameOf(source, taskNames);
  if (source.owner === 'shared') return words.whose.shared;
  return source.owner === task ? words.whose.own : words.whose.ofTask(sourceNameOf(source, taskNames));
}

function relianceCsvRows(props: GatePlanesProps): readonly CsvRow[] {
  const rows = reliancesOf(props).flatMap(({ name, task, reliance: { sources, shares } }) => {
    const numPoints = shares.length / sources.length;
    return Array.from(shares, (share, at): CsvRow => {
      const source = sources[Math.floor(at / numPoints)];
      const whose = source ? sourceNameOf(source, props.taskNames) : '';
      return [name, task.name, whose, ...coordinatesOf(at % numPoints), share];
    });
  });
  return [[text.app.ui.architecture, words.task, words.source, 'x', 'y', words.weight], ...rows];
}
