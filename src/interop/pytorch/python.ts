/** Writes values as Python in lines of at most 88 columns, broken like Black's, except for filled lists. */

const LINE_WIDTH = 88;

export type PythonValue = number | string | boolean | null | PythonCall | readonly PythonValue[];

/** Call such as `name(key=value, ...)`; arguments without a key come first. */
export interface PythonCall {
  readonly call: string;
  readonly given: readonly (readonly [key: string | null, value: PythonValue])[];
}

export function pythonAssignment(name: string, value: PythonValue): string {
  return `${name} = ${writtenPython(value, 0, `${name} = `.length)}`;
}

// Invisible characters, and those that change how a line is shown.
const INVISIBLE_IN_PYTHON = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

// Python understands all escapes of JSON.
export const pythonString = (value: string): string =>
  JSON.stringify(value).replace(INVISIBLE_IN_PYTHON, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });

/** `used`: characters already taken on the line after `indent`. */
function writtenPython(value: PythonValue, indent: number, used: number): string {
  const flat = singleLinePython(value);
  const isNested = typeof value === 'object' && value !== null;
  // + 1 for the comma that follows
  if (!isNested || indent + used + flat.length + 1 <= LINE_WIDTH) return flat;
  const inner = indent + 4;
  if (!('call' in value) && value.every((item) => typeof item !== 'object'))
    return `[\n${filledLines(value.map(singleLinePython), inner)}${' '.repeat(indent)}]`;
  const [open, close] = 'call' in value ? [`${value.call}(`, ')'] : ['[', ']'];
  const parts: readonly (readonly [string | null, PythonValue])[] =
    'call' in value ? value.given : value.map((item) => [null, item] as const);
  const lines = parts.map(([key, part]) => {
    const prefix = key === null ? '' : `${key}=`;
    return `${' '.repeat(inner)}${prefix}${writtenPython(part, inner, prefix.length)},\n`;
  });
  return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
}

// Nobody reads a column of hundreds of words.
function filledLines(items: readonly string[], indent: number): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + item.length + 1 <= LINE_WIDTH)
      lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${item},`);
  }
  return lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('');
}

function singleLinePython(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value === 'string') return pythonString(value);
  if ('call' in value) {
    const given = value.given.map(([key, part]) =>
      key === null ? singleLinePython(part) : `${key}=${singleLinePython(part)}`,
    );
    return `${value.call}(${given.join(', ')})`;
  }
  return `[${value.map(singleLinePython).join(', ')}]`;
}

// Long integers get underscores; numbers beyond the safe integers stay floats.
function pythonNumber(value: number): string {
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && !String(value).includes('e'))
    return `${value}.0`;
  if (!Number.isInteger(value) || Math.abs(value) < 10_000) return String(value);
  return String(value).replace(/\B(?=(\d{3})+$)/g, '_');
}

/** `used`: characters already taken on the first line. */
export function wrappedSentence(sentence: string, indent: number, used: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const room = LINE_WIDTH - (lines.length === 0 ? used : indent);
    if (line !== '' && line.length + 1 + word.length > room - 3) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
