/** Keeps a fault in one panel from taking the page with it. */
import { Component, type ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import { EmptyState } from './Banner.tsx';
import { Button } from './Button.tsx';

interface Props {
  /** The part that failed, in the words of the page; left out: nothing is shown in its place. */
  readonly name?: string | undefined;
  /** Shown below the words about what failed. */
  readonly ownContent?: ReactNode;
  /** Called before what failed is shown again. */
  readonly onTryAgain?: () => void;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  readonly #tryAgain = (): void => {
    this.props.onTryAgain?.();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    const { name, ownContent, children } = this.props;
    if (error === null) return children;
    if (name === undefined) return null;
    return (
      <>
        <EmptyState title={text.app.ui.panelFailed(name)} tone="bad">
          <p>{error instanceof Error ? error.message : String(error)}</p>
          <Button onClick={this.#tryAgain}>{text.app.ui.tryAgain}</Button>
        </EmptyState>
        {ownContent}
      </>
    );
  }
}
