/** Draws an equation in MathML Core, whose layout browsers know. */
import { Fragment, type ReactNode } from 'react';
import { type Equation, type Sign, signsOf, type Term } from '../../../src/models/equations.ts';
import type { Topology } from '../../../src/models/topology.ts';
import styles from './Equations.module.css';
import { scriptsOf } from './scripts.ts';

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
