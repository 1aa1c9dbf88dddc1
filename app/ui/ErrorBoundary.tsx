/** Keeps a fault in one panel from taking the page with it. */
import { Component, type ReactNode } from 'react';
import { text } from '../../src/index.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

interface Props {
  /** What failed, in the words of the page. */
  readonly name: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyState title={text.app.ui.panelFailed(this.props.name)} tone="bad">
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <Button onClick={() => this.setState({ error: null })}>{text.app.ui.tryAgain}</Button>
      </EmptyState>
    );
  }
}
