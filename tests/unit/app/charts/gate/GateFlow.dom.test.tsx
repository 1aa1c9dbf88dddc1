import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { textWidth } from '../../../../../app/charts/base/textWidth.ts';
import { PaperWidth } from '../../../../../app/charts/base/useWidth.ts';
import { GateFlow } from '../../../../../app/charts/gate/GateFlow.tsx';
import { type InsideGate, insideGateOf } from '../../../../../app/charts/gate/insideGate.ts';
import type { Topology } from '../../../../../src/models/topology.ts';
import { rowAnswerOf } from '../../../../../src/run/report/rowAnswers.ts';
import { text } from '../../../../../src/text/text.ts';
import { topologyOf } from '../../../models/topologies.ts';

const words = text.gate;
const filled = (count: number, of = (index: number) => Math.sin(index)) =>
  Float32Array.from({ length: count }, (_, index) => of(index));

/** The last gate of the first task, with invented numbers. */
function lastGateOf(topology: Topology): InsideGate {
  const { levels, numTasks, towerDims, inputDim } = topology;
  const probed = levels.map(({ units, experts, dims }, level) => {
    const cells = units.length * experts.length;
    const outputDim = dims.at(-1) ?? 0;
    return {
      level,
      gates: filled(cells, () => 1 / experts.length),
      gateLogits: filled(cells, (index) => 9 * Math.sin(index)),
      native: filled(cells, Math.cos),
      experts: filled(experts.length * outputDim),
      streams: filled(units.length * outputDim),
    };
  });
  const towers = towerDims.map((width) => filled(numTasks * width));
  const gate = insideGateOf(topology, { levels: probed, towers }, filled(inputDim), {
    level: levels.length - 1,
    unit: 0,
    owner: 0,
  });
  if (gate === null) throw new Error('There is no gate.');
  return gate;
}

function show(topology: Topology, width: number, prediction = -1.13) {
  const gate = lastGateOf(topology);
  return render(
    <PaperWidth value={width}>
      <GateFlow
        title="A"
        gate={gate}
        answer={rowAnswerOf('regression', prediction, -0.98)}
        step={20}
        gates={[gate]}
        taskNames={Array.from({ length: topology.numTasks }, (_, task) => `Task of a long name ${task + 1}`)}
      />
    </PaperWidth>,
  );
}

const adattWith = (numTasks: number, numTaskExperts = 1) =>
  topologyOf('adattSp', { numTaskExperts, levelDims: [[8], [6]] }, { numTasks, inputDim: 32 });

/** Boxes of all words of the picture, by their places and estimated widths. */
const wordBoxes = () =>
  [...document.querySelectorAll('svg[data-picture] text')].flatMap((element) => {
    const said = element.textContent ?? '';
    if (said === '') return [];
    const width = textWidth(said, { isBold: element.getAttribute('class')?.includes('strong') === true });
    const anchor = element.getAttribute('text-anchor');
    const x =
      Number(element.getAttribute('x')) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    return [{ said, x, y: Number(element.getAttribute('y')), end: x + width }];
  });

it.each([
  [350, 2, 1],
  [350, 4, 1],
  [350, 8, 1],
  [440, 4, 2],
  [620, 8, 4],
])(
  'at %i pixels and with %i tasks of %i experts, no words or digits lie over each other',
  (width, numTasks, numTaskExperts) => {
    show(adattWith(numTasks, numTaskExperts), width);
    const boxes = wordBoxes();
    expect(boxes.length).toBeGreaterThan(7);
    for (const [place, one] of boxes.entries())
      for (const other of boxes.slice(place + 1)) {
        const isApart = Math.abs(one.y - other.y) >= 12 || one.x >= other.end || other.x >= one.end;
        expect(isApart, `"${one.said}" over "${other.said}"`).toBe(true);
      }
  },
);

it('says every number of an expert where it is pointed at, and draws a ribbon for each weight', () => {
  show(adattWith(2), 440);
  const titles = [...document.querySelectorAll('title')].map((title) => title.textContent);
  expect(titles).toContain('Task of a long name 2: 7.573');
  expect(document.querySelectorAll('[data-ribbon]')).toHaveLength(7);
  expect(screen.getByText('answer −1.13 · truth −0.98 · error −0.15')).toBeDefined();
});

it('says where there is no gate, and draws the same picture', () => {
  const frame = { numTasks: 2, inputDim: 32 };
  const [stitch, shared] = [
    topologyOf('crossStitch', { levelDims: [[8], [6]] }, frame),
    topologyOf('sharedBottom', { levelDims: [[8], [6]] }, frame),
  ];
  for (const [topology, said] of [
    [adattWith(2), words.withOwn],
    [stitch, words.noSoftmax],
    [shared, words.noGate],
  ] as const) {
    const { unmount } = show(topology, 440);
    expect(screen.getByText(said)).toBeDefined();
    unmount();
  }
  show(shared, 440);
  expect(document.querySelectorAll('[data-flow="outputs"]')).toHaveLength(1);
  expect(screen.queryByText(words.parts.logits)).toBeNull();
});
