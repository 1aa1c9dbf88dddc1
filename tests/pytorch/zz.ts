import { mkdirSync, writeFileSync } from 'node:fs';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { exportOwnFiles } from './ownFiles.ts';
import { exampleCsv } from '../../src/data/table/example.ts';
import { parseTable } from '../../src/data/table/csv/parseTable.ts';
import { guessSetup } from '../../src/data/table/guess.ts';
import { reportOn } from '../../src/data/importer/importer.ts';
import { readFileSync } from 'node:fs';
const out = process.argv[2] ?? '';
mkdirSync(out, { recursive: true });
const backend = await startBackend('wasm');
await backend.activate();
const files = await exportOwnFiles(out);
writeFileSync(`${out}/files.json`, JSON.stringify(files));
const csvs = [exampleCsv(), ...files.filter(f => f.csv).map((f) => readFileSync(`${out}/${f.csv}`, 'utf8'))];
const dated = exampleCsv(400).trim().split('\n').map((l, r) => r === 0 ? `day,user_id,${l}` : `${1 + (r % 28)}/${1 + (r % 12)}/24 7:05 PM,${r % 50},${l}`).join('\n');
csvs.push(dated, dated.replaceAll('day', 'dayX'));
const said: unknown[] = [];
for (const csv of csvs) {
  const { table } = await parseTable({ name: 'a.csv', bytes: new Blob([csv]).stream() });
  if (table === null) { said.push(null); continue; }
  const setup = guessSetup(table);
  said.push(setup, reportOn(table, setup));
  for (const role of ['number', 'categories', 'date', 'id', 'prior', 'priorId', 'ignored'] as const) {
    const other = { ...setup, dealBy: role === 'date' ? 'time' as const : setup.dealBy, columns: setup.columns.map((c) => c.role === 'target' ? c : { ...c, role }) };
    said.push(reportOn(table, other));
  }
}
writeFileSync(`${out}/said.json`, JSON.stringify(said, null, 1));
process.exit(0);
