/** Draws an equation in MathML Core, which browsers lay out. */
import { Fragment, type HTMLAttributes, type ReactNode } from 'react';
import { isFlat } from '../../../src/models/equations.ts';
import type { Equation, Sign, Term } from '../../../src/models/terms.ts';
import type { LevelSpec, Owner, Topology } from '../../../src/models/topology.ts';
import styles from './Equations.module.css';

/** MathML Core elements, which React's types do not list. */
type MathProps = HTMLAttributes<MathMLElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathProps;
      mi: MathProps & { readonly mathvariant?: 'normal' };
      mn: MathProps;
      mo: MathProps;
      mrow: MathProps;
      msub: MathProps;
      msup: MathProps;
      msubsup: MathProps;
    }
  }
}

interface EquationMathProps {
  readonly equation: Equation;
  readonly topology: Topology;
  /** Index of the equation's first symbol among all symbols on the page. */
  readonly first: number;
  readonly isLit: (sign: Sign) => boolean;
  readonly current: number | null;
}

export function EquationMath({ equation, ...props }: EquationMathProps) {
  return (
    <math>
      <mrow>{joinedBy('=', equation.sides, symbolsOf(props))}</mrow>
    </math>
  );
}

type DrawSign = (sign: Sign, shown?: ReactNode) => ReactNode;

// Signs are drawn from left to right: each call takes the next index.
function symbolsOf({ topology, first, isLit, current }: Omit<EquationMathProps, 'equation'>): DrawSign {
  let next = first;
  return (sign, shown = <Letter sign={sign} topology={topology} />) => {
    const place = next;
    next += 1;
    return (
      <mrow
        className={styles['symbol']}
        data-sign={place}
        data-lit={isLit(sign) || undefined}
        data-current={current === place || undefined}
      >
        {shown}
      </mrow>
    );
  };
}

const joinedBy = (operator: string, terms: readonly Term[], drawSign: DrawSign): ReactNode =>
  terms.reduce<ReactNode>((left, term) => {
    const right = drawn(term, drawSign);
    if (left === null) return right;
    return (
      <>
        {left}
        <mo>{operator}</mo>
        {right}
      </>
    );
  }, null);

function drawn(term: Term, drawSign: DrawSign): ReactNode {
  switch (term.kind) {
    case 'sign':
      return drawSign(term.sign);
    case 'one':
      return drawSign(term.sign, <mn>1</mn>);
    case 'call':
      return drawnCall(drawSign(term.sign), term.argument, drawSign);
    case 'sum':
      return <mrow>{joinedBy('+', term.terms, drawSign)}</mrow>;
    case 'product':
      return drawnPair(term.left, term.right, drawSign);
    case 'weighted':
      return drawnPair(term.weights, term.rows, drawSign);
    case 'softmax':
      return drawnCall(<mi>softmax</mi>, term.of, drawSign);
    case 'stopped':
      return drawnCall(<mi>sg</mi>, term.of, drawSign);
    case 'stack':
      return (
        <mrow>
          <mo>[</mo>
          {joinedBy(',', term.rows, drawSign)}
          <mo>]</mo>
        </mrow>
      );
  }
}

const drawnCall = (named: ReactNode, argument: Term, drawSign: DrawSign): ReactNode => (
  <mrow>
    {named}
    <mo>(</mo>
    {drawn(argument, drawSign)}
    <mo>)</mo>
  </mrow>
);

function drawnPair(left: Term, right: Term, drawSign: DrawSign): ReactNode {
  const isTurned = left.kind === 'sign' && left.sign.isWhole && left.sign.experts.length > 0;
  const factor = drawn(left, drawSign);
  return (
    <mrow>
      {left.kind === 'sum' && <mo>(</mo>}
      {isTurned ? (
        <msup>
          <mrow>{factor}</mrow>
          <mi mathvariant="normal">⊤</mi>
        </msup>
      ) : (
        factor
      )}
      {left.kind === 'sum' && <mo>)</mo>}
      {drawn(right, drawSign)}
    </mrow>
  );
}

function Letter({ sign, topology }: { readonly sign: Sign; readonly topology: Topology }) {
  const { below, above } = scriptsOf(topology, sign);
  const Scripted = below === '' ? (above === '' ? Fragment : 'msup') : above === '' ? 'msub' : 'msubsup';
  return (
    <Scripted>
      <mi>{sign.letter}</mi>
      {below !== '' && <mn>{below}</mn>}
      {above !== '' && <mn>{above}</mn>}
    </Scripted>
  );
}

interface Scripts {
  readonly below: string;
  readonly above: string;
}

const SHARED = 's';

const ownerLabel = (owner: Owner): string => (owner === 'shared' ? SHARED : String(owner + 1));

/** The number if nobody owns an item; else the owner, numbered if it has several. */
function labelOf(specs: readonly { readonly owner: Owner }[], index: number): string {
  if (specs.every(({ owner }) => owner === 'shared')) return specs.length === 1 ? '' : String(index + 1);
  const owner = specs[index]?.owner ?? 'shared';
  const owners = specs.map((spec) => spec.owner);
  const place = owners.slice(0, index).filter((other) => other === owner).length;
  return new Set(owners).size === owners.length ? ownerLabel(owner) : `${ownerLabel(owner)},${place + 1}`;
}

// A stream below the first level is labelled by the expert that reads it.
function streamLabel({ levels }: Topology, level: number, stream: number): string {
  const below = levels[level];
  if (below) return labelOf(below.units, stream);
  const experts = levels[0]?.experts ?? [];
  const isNobodys = experts.every(({ owner }) => owner === 'shared');
  return isNobodys
    ? String(stream + 1)
    : ownerLabel(experts.find(({ reads }) => reads === stream)?.owner ?? 'shared');
}

const joined = (unit: string, expert: string): string =>
  [unit, expert].filter((part) => part !== '').join(expert.includes(',') ? ';' : ',');

function belowOf(topology: Topology, spec: LevelSpec, { letter, index, experts, isWhole }: Sign): string {
  if (letter === 'e' || (letter === 'E' && !isWhole)) return labelOf(spec.experts, index);
  const unit = labelOf(spec.units, index);
  if (letter === 'E') return experts.length === spec.experts.length && topology.numTasks > 1 ? '' : unit;
  return joined(unit, isWhole || experts[0] === undefined ? '' : labelOf(spec.experts, experts[0]));
}

function scriptsOf(topology: Topology, sign: Sign): Scripts {
  const { letter, level, index } = sign;
  if (letter === 'x') return { below: '', above: '' };
  if (letter === 'y' || letter === 'h') return { below: String(index + 1), above: '' };
  const above = isFlat(topology) ? '' : String(level + 1);
  if (letter === 'f') return { below: streamLabel(topology, level, index), above };
  const spec = topology.levels[level];
  return { below: spec ? belowOf(topology, spec, sign) : '', above };
}
