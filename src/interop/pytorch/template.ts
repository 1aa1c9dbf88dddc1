/**
 * Fills Python templates. A line ending in `#: name and not other` stays if the condition holds, as do lines between `#: if name`, `#:
 * else` and `#: end`; `__NAME__` is replaced by a value.
 */

export type TemplateFacts = Readonly<Record<string, boolean>>;

/** Code of a template. Throws if it names an unknown condition or value. */
export function codeFromTemplate(
  template: string,
  facts: TemplateFacts,
  values: Readonly<Record<string, string>>,
): string {
  const holds = (condition: string): boolean =>
    condition.split(' and ').every((term) => {
      const name = term.replace(/^not /, '');
      return requiredEntry(facts, name) === (term === name);
    });
  const open: boolean[] = [];
  const kept = template.split('\n').flatMap((line) => {
    const [code = '', said] = line.split(/ *#: /);
    if (said?.startsWith('if ')) open.push(holds(said.slice(3)));
    else if (said === 'else') open.push(!open.pop());
    else if (said === 'end') open.pop();
    else if (open.every(Boolean) && (said === undefined || holds(said))) return [code];
    return [];
  });
  return kept
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/__([A-Z_]+)__/g, (_, name: string) => requiredEntry(values, name));
}

function requiredEntry<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`The template names '${name}'; it has ${Object.keys(record)}.`);
  return value;
}
