import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.ts';
import { buildPlugin } from '../../plugins/build.ts';
import { folderWith, runHere } from './run-here.ts';

const oracle = join(packageRoot, '../shared/data/oracle');
const read = (name: string): string => readFileSync(join(oracle, name), 'utf8');

function buildProbe(): Promise<string> {
	const cflags = ['include', 'include/plugin'].map((folder) => `-I${join(oracle, folder)}`);
	return buildPlugin({ name: 'probe', source: join(oracle, 'probe.c'), cflags: [...cflags, '-Wno-error'] });
}

/** Where plugin-kit means to differ: a bug of Falco, and fields that count their calls. */
const DIFFERENT = new Map([
	['tolower(p.upperlist) intersects (a)', 'T'],
	['p.calls = 1 and p.calls = 1', 'F'],
	['p.str=Hello and p.str contains ell and p.calls = 2', 'F'],
]);

// The answers of the real engine lie beside a checkout, where they are kept at all.
describe.skipIf(!existsSync(oracle))('the whole command, asked what the real engine was asked (shared data)', () => {
	it('writes the same alerts and statistics, byte for byte', async () => {
		const [expected = '', rules = ''] = read('alerts.txt').split('--- rules file used:\n');
		const file = join(folderWith({ 'rules.yaml': rules }), 'rules.yaml');
		const shown: string[] = [];
		for (const shape of ['false', 'true']) {
			const option = ['rule_matching=all', `json_output=${shape}`, 'json_include_message_property=true'];
			const machine = { hostname: 'HOST', offsetSeconds: 0 };
			shown.push((await runHere([await buildProbe()], { rules: [file], option, falco: '0.45' }, { machine })).stdout);
		}
		expect(shown.join('')).toBe(expected);
	});

	it('answers every condition', async () => {
		const rows = read('filters.tsv')
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('# '))
			.map((line) => line.split('\t'));
		const condition = rows.map(([, text = '']) => text);
		const { result } = await runHere([await buildProbe()], { condition, falco: '0.45' });
		if (result.kind !== 'probes') throw new Error('no probes');
		const answers = result.results.map((outcome) => {
			if ('error' in outcome) return outcome.error.stage === 'evaluate' ? 'X' : 'E';
			return 'matches' in outcome && outcome.matches > 0 ? 'T' : 'F';
		});
		expect(answers.map((answer, index) => [condition[index], answer])).toEqual(
			rows.map(([answer, text = '']) => [text, DIFFERENT.get(text) ?? answer]),
		);
	});

	it('prints every format', async () => {
		const rows = read('format.jsonl')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as { format: string; shown?: boolean; output?: string; error?: string });
		const format = rows.map((row) => row.format);
		const { result } = await runHere([await buildProbe()], { format, falco: '0.45' });
		if (result.kind !== 'probes') throw new Error('no probes');
		const answers = result.results.map((outcome) => ('lines' in outcome ? outcome.lines : 'error'));
		expect(answers).toEqual(rows.map(({ shown, output, error }) => (error ? 'error' : shown ? [output] : [])));
	});
});
