import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LoadRow, loadAsRow } from './load-rows.ts';

// The real engine's answers lie beside the project on the machine where it is made.
const recorded = join(process.cwd(), '../shared/data/oracle/load.jsonl');

describe.skipIf(!existsSync(recorded))('rules files that the real engine answered on (shared data)', () => {
	const rows = existsSync(recorded)
		? readFileSync(recorded, 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as LoadRow)
		: [];

	it.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
		expect(loadAsRow(name, row.yaml)).toEqual(row);
	});
});
