/** The map as text, as it is recorded for the page. */
import type { PayMap } from '../../src/studies/sweep/map.ts';

/** A line per cell, so that a change of one is seen as one. */
export const writtenMap = ({ cells, ...made }: PayMap): string => {
  const lines = cells.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  return `${JSON.stringify(made).slice(0, -1)},\n  "cells": [\n${lines}\n  ]\n}\n`;
};
