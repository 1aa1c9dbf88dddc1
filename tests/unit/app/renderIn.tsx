/** A part of the page. */
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Playground } from '../../../app/state/createPlayground.ts';
import { PlaygroundContext } from '../../../app/state/playground.ts';

export const renderIn = (playground: Playground, part: ReactNode) =>
  render(<PlaygroundContext value={playground}>{part}</PlaygroundContext>);
