/** Keeps a failure in one panel from taking down the page. */
import { Component, type ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import { EmptyState } from './Banner.tsx';
import { Button } from './Button.tsx';

interface ErrorBoundaryProps {
  /** Name in the message; absent: nothing is shown instead. */
  readonly name?: string | undefined;
  readonly ownContent?: ReactNode;
  readonly onTryAgain?: () => void;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: unknown }> {
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
