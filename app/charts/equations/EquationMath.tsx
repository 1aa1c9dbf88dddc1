/** Draws an equation in MathML Core, whose layout browsers know. */
import { Fragment, type ReactNode } from 'react';
import { type Equation, isFlat, type Sign, signsOf, type Term } from '../../../src/models/equations.ts';
import type { LevelSpec, Owner, Topology } from '../../../src/models/topology.ts';
import styles from './Equations.module.css';

interface DrawProps {
  readonly topology: Topology;
  /** Place in the list of all signs of the page, by which a symbol is found again. */
  readonly first: number;
  readonly isLit: (sign: Sign) => boolean;
  /** The symbol of the keyboard's or the pointer's cursor. */
  readonly current: number | null;
}

interface EquationMathProps extends DrawProps {
  readonly equation: Equation;
}

export function EquationMath({ equation, ...props }: EquationMathProps) {
  return (
    <math>
      <mrow>{joinedBy(placed(equation.sides, props.first), props, '=')}</mrow>
    </math>
  );
}

interface Placed {
  readonly term: Term;
  readonly first: number;
}

/** Terms with the places of their first signs. */
function placed(terms: readonly Term[], first: number): readonly Placed[] {
  let next = first;
  return terms.map((term) => {
    const start = next;
    next += signsOf(term).length;
    return { term, first: start };
  });
}

const joinedBy = (parts: readonly Placed[], props: DrawProps, sign: string): ReactNode =>
  parts.map(({ term, first }, at) => (
    <Fragment key={first}>
      {at > 0 && <mo>{sign}</mo>}
      <Drawn term={term} {...props} first={first} />
    </Fragment>
  ));

function Drawn({ term, ...props }: DrawProps & { readonly term: Term }): ReactNode {
  const { first } = props;
  switch (term.kind) {
    case 'sign':
      return <Tied sign={term.sign} {...props} />;
    case 'one':
      return <Tied sign={term.sign} isOne={true} {...props} />;
    case 'call':
      return (
        <mrow>
          <Tied sign={term.sign} {...props} />
          <mo>(</mo>
          <Drawn term={term.argument} {...props} first={first + 1} />
          <mo>)</mo>
        </mrow>
      );
    case 'sum':
      return <mrow>{joinedBy(placed(term.terms, first), props, '+')}</mrow>;
    case 'product':
      return <Pair left={term.left} right={term.right} {...props} />;
    case 'weighted':
      return <Pair left={term.weights} right={term.rows} {...props} />;
    case 'softmax':
      return (
        <mrow>
          <mi>softmax</mi>
          <mo>(</mo>
          <Drawn term={term.of} {...props} />
          <mo>)</mo>
        </mrow>
      );
    case 'stack':
      return (
        <mrow>
          <mo>[</mo>
          {joinedBy(placed(term.rows, first), props, ',')}
          <mo>]</mo>
        </mrow>
      );
  }
}

/** A product; sums in it stand in parentheses, whole weights are turned into a row. */
function Pair({ left, right, ...props }: DrawProps & { readonly left: Term; readonly right: Term }) {
  const [one, other] = placed([left, right], props.first);
  const drawn = <Drawn {...props} term={left} first={one?.first ?? 0} />;
  const isTurned = left.kind === 'sign' && left.sign.isWhole && left.sign.experts.length > 0;
  return (
    <mrow>
      {left.kind === 'sum' && <mo>(</mo>}
      {isTurned ? (
        <msup>
          <mrow>{drawn}</mrow>
          <mi mathvariant="normal">⊤</mi>
        </msup>
      ) : (
        drawn
      )}
      {left.kind === 'sum' && <mo>)</mo>}
      <Drawn {...props} term={right} first={other?.first ?? 0} />
    </mrow>
  );
}

interface TiedProps extends DrawProps {
  readonly sign: Sign;
  readonly isOne?: boolean;
}

function Tied({ sign, isOne = false, topology, first, isLit, current }: TiedProps) {
  return (
    <mrow
      className={styles['symbol']}
      data-sign={first}
      data-lit={isLit(sign) || undefined}
      data-current={current === first || undefined}
    >
      {isOne ? <mn>1</mn> : <Letter sign={sign} topology={topology} />}
    </mrow>
  );
}

function Letter({ sign, topology }: { readonly sign: Sign; readonly topology: Topology }) {
  const { below, above } = scriptsOf(topology, sign);
  const letter = <mi>{sign.letter}</mi>;
  if (below !== '' && above !== '')
    return (
      <msubsup>
        {letter}
        <mn>{below}</mn>
        <mn>{above}</mn>
      </msubsup>
    );
  if (below !== '')
    return (
      <msub>
        {letter}
        <mn>{below}</mn>
      </msub>
    );
  if (above === '') return letter;
  return (
    <msup>
      {letter}
      <mn>{above}</mn>
    </msup>
  );
}

/** Labels below and above a letter. */
interface Scripts {
  readonly below: string;
  readonly above: string;
}

const SHARED = 's';

const ownerLabel = (owner: Owner): string => (owner === 'shared' ? SHARED : String(owner + 1));

/** Label of one of them: its number where nobody owns any; else the owner, with a number where an owner has several. */
function labelOf(specs: readonly { readonly owner: Owner }[], index: number): string {
  if (specs.every(({ owner }) => owner === 'shared')) return specs.length === 1 ? '' : String(index + 1);
  const owner = specs[index]?.owner ?? 'shared';
  const owners = specs.map((spec) => spec.owner);
  const place = owners.slice(0, index).filter((other) => other === owner).length;
  return new Set(owners).size === owners.length ? ownerLabel(owner) : `${ownerLabel(owner)},${place + 1}`;
}

/** Streams below the first level are those of its experts. */
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
