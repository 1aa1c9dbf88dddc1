/** Elements of MathML Core, which the types of React do not list. */
import type { HTMLAttributes, Ref } from 'react';

interface MathProps extends HTMLAttributes<MathMLElement> {
  readonly ref?: Ref<MathMLElement>;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathProps & { readonly display?: 'block' | 'inline' };
      mi: MathProps & { readonly mathvariant?: 'normal' };
      mn: MathProps;
      mo: MathProps;
      mrow: MathProps;
      mtext: MathProps;
      msub: MathProps;
      msup: MathProps;
      msubsup: MathProps;
    }
  }
}
