/** Draws an equation in MathML Core, which browsers lay out. */
import { Fragment, type HTMLAttributes, type ReactNode } from 'react';
import { isSingleLevelEquation } from '../../../src/models/equations.ts';
import type { Equation, EquationSymbol, EquationTerm } from '../../../src/models/terms.ts';
import type { ExpertOwner, LevelSpec, Topology } from '../../../src/models/topology.ts';
import styles from './Equations.module.css';

/** MathML Core, missing in React's types. */
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
  readonly isLit: (sign: EquationSymbol) => boolean;
  readonly current: number | null;
}

export function EquationMath({ equation, ...props }: EquationMathProps) {
  return (
    <math>
      <mrow>{termsJoinedBy('=', equation.sides, symbolDrawerOf(props))}</mrow>
    </math>
  );
}

type SymbolDrawer = (sign: EquationSymbol, shown?: ReactNode) => ReactNode;

// Signs are drawn from left to right: each call takes the next index.
function symbolDrawerOf({
  topology,
  first,
  isLit,
  current,
}: Omit<EquationMathProps, 'equation'>): SymbolDrawer {
  let next = first;
  return (sign, shown = <SymbolLetter sign={sign} topology={topology} />) => {
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

const termsJoinedBy = (operator: string, terms: readonly EquationTerm[], drawSign: SymbolDrawer): ReactNode =>
  terms.reduce<ReactNode>((left, term) => {
    const right = drawnTerm(term, drawSign);
    if (left === null) return right;
    return (
      <>
        {left}
        <mo>{operator}</mo>
        {right}
      </>
    );
  }, null);

function drawnTerm(term: EquationTerm, drawSign: SymbolDrawer): ReactNode {
  switch (term.kind) {
    case 'sign':
      return drawSign(term.sign);
    case 'one':
      return drawSign(term.sign, <mn>1</mn>);
    case 'call':
      return drawnFunctionCall(drawSign(term.sign), term.argument, drawSign);
    case 'sum':
      return <mrow>{termsJoinedBy('+', term.terms, drawSign)}</mrow>;
    case 'product':
      return drawnTermPair(term.left, term.right, drawSign);
    case 'weighted':
      return drawnTermPair(term.weights, term.rows, drawSign);
    case 'softmax':
      return drawnFunctionCall(<mi>softmax</mi>, term.of, drawSign);
    case 'stopped':
      return drawnFunctionCall(<mi>sg</mi>, term.of, drawSign);
    case 'stack':
      return (
        <mrow>
          <mo>[</mo>
          {termsJoinedBy(',', term.rows, drawSign)}
          <mo>]</mo>
        </mrow>
      );
  }
}

const drawnFunctionCall = (named: ReactNode, argument: EquationTerm, drawSign: SymbolDrawer): ReactNode => (
  <mrow>
    {named}
    <mo>(</mo>
    {drawnTerm(argument, drawSign)}
    <mo>)</mo>
  </mrow>
);

function drawnTermPair(left: EquationTerm, right: EquationTerm, drawSign: SymbolDrawer): ReactNode {
  const isTurned = left.kind === 'sign' && left.sign.isWhole && left.sign.experts.length > 0;
  const factor = drawnTerm(left, drawSign);
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
      {drawnTerm(right, drawSign)}
    </mrow>
  );
}

function SymbolLetter({ sign, topology }: { readonly sign: EquationSymbol; readonly topology: Topology }) {
  const { below, above } = scriptsOfSymbol(topology, sign);
  const Scripted = below === '' ? (above === '' ? Fragment : 'msup') : above === '' ? 'msub' : 'msubsup';
  return (
    <Scripted>
      <mi>{sign.letter}</mi>
      {below !== '' && <mn>{below}</mn>}
      {above !== '' && <mn>{above}</mn>}
    </Scripted>
  );
}

interface SubAndSuperscript {
  readonly below: string;
  readonly above: string;
}

const SHARED_LABEL = 's';

const ownerLabel = (owner: ExpertOwner): string => (owner === 'shared' ? SHARED_LABEL : String(owner + 1));

function indexLabelOf(specs: readonly { readonly owner: ExpertOwner }[], index: number): string {
  if (specs.every(({ owner }) => owner === 'shared')) return specs.length === 1 ? '' : String(index + 1);
  const owner = specs[index]?.owner ?? 'shared';
  const owners = specs.map((spec) => spec.owner);
  const place = owners.slice(0, index).filter((other) => other === owner).length;
  return new Set(owners).size === owners.length ? ownerLabel(owner) : `${ownerLabel(owner)},${place + 1}`;
}

function streamLabel({ levels }: Topology, level: number, stream: number): string {
  const below = levels[level];
  if (below) return indexLabelOf(below.units, stream);
  const experts = levels[0]?.experts ?? [];
  const isNobodys = experts.every(({ owner }) => owner === 'shared');
  return isNobodys
    ? String(stream + 1)
    : ownerLabel(experts.find(({ reads }) => reads === stream)?.owner ?? 'shared');
}

const joinedIndexLabels = (unit: string, expert: string): string =>
  [unit, expert].filter((part) => part !== '').join(expert.includes(',') ? ';' : ',');

function subscriptOf(
  topology: Topology,
  spec: LevelSpec,
  { letter, index, experts, isWhole }: EquationSymbol,
): string {
  if (letter === 'e' || (letter === 'E' && !isWhole)) return indexLabelOf(spec.experts, index);
  const unit = indexLabelOf(spec.units, index);
  if (letter === 'E') return experts.length === spec.experts.length && topology.numTasks > 1 ? '' : unit;
  return joinedIndexLabels(
    unit,
    isWhole || experts[0] === undefined ? '' : indexLabelOf(spec.experts, experts[0]),
  );
}

function scriptsOfSymbol(topology: Topology, sign: EquationSymbol): SubAndSuperscript {
  const { letter, level, index } = sign;
  if (letter === 'x') return { below: '', above: '' };
  if (letter === 'y' || letter === 'h') return { below: String(index + 1), above: '' };
  const above = isSingleLevelEquation(topology) ? '' : String(level + 1);
  if (letter === 'f') return { below: streamLabel(topology, level, index), above };
  const spec = topology.levels[level];
  return { below: spec ? subscriptOf(topology, spec, sign) : '', above };
}
