import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';
import { compileCondition } from '../../../src/rules/condition/compile.ts';
import { parseCondition } from '../../../src/rules/condition/parse.ts';
import { findRelease } from '../../../src/rules/release.ts';
import { decodeText } from '../../../src/rules/values/byte-text.ts';
import { UTC } from '../../../src/rules/values/time.ts';
import type { ProbeResult, RulesWork, RunPlan } from '../../../src/run/plan.ts';
import { buildPlugin } from '../../plugins/build.ts';
import { probeFields } from '../rules/probe-events.ts';
import { planOf, probeWork, ran, rulesWork } from './events-plan.ts';

// The answers of the real engine, played through real extraction of the plugin on which they were recorded. They lie
// beside the project on the machine where it is made; what they found is in the tests of src/rules too.
const shared = ['../../../../shared/']
	.map((path) => fileURLToPath(new URL(`${path}data/oracle/`, import.meta.url)))
	.find((path) => existsSync(path));

const RELEASE = findRelease('0.45');

async function probePlan(work: RunPlan['work']): Promise<RunPlan> {
	const folder = shared ?? '';
	const library = await buildPlugin({
		name: 'probe',
		source: `${folder}probe.c`,
		cflags: [`-I${folder}include`, '-Wno-unused-parameter', '-Wno-error'],
	});
	const owner = probeFields().classes.find(({ isBuiltIn }) => isBuiltIn !== true);
	if (owner === undefined || RELEASE === undefined) throw new Error('no probe');
	const plugin = {
		library,
		name: 'probe',
		initConfig: '',
		fields: owner.fields,
		extracts: 'several-fields-a-call' as const,
		parses: false,
		sendsAsync: false,
	};
	const source = { name: 'probe_src', plugins: [plugin], opened: 0, pluginId: 999, openParams: '' };
	return { ...planOf([source], work), falco: falcoBehaviour(), release: RELEASE };
}

async function results(work: RunPlan['work']): Promise<readonly ProbeResult[]> {
	const { messages } = await ran(await probePlan(work));
	return messages.flatMap((message) => (message.kind === 'probe-results' ? message.results : []));
}

/** In the words of the recording: T or F, E and a stage, or X. */
function verdictOf(result: ProbeResult | undefined): string {
	if (result?.kind === 'matches') return result.matches === 1 ? 'T' : 'F';
	if (result?.kind !== 'condition-error') return 'nothing';
	return result.stage === 'evaluate' ? 'X' : `E ${result.stage}`;
}

/** Whether we say that Falco does something else. */
function diverges(condition: string): boolean {
	const parsed = parseCondition(condition, RELEASE ? { release: RELEASE } : {});
	if (parsed.kind === 'error') return false;
	const compiled = compileCondition(parsed.ast, probeFields());
	return compiled.kind === 'compiled' && compiled.warnings.some(({ kind }) => kind === 'divergence');
}

describe.skipIf(shared === undefined)("the real engine's answers, through real extraction (shared data)", () => {
	const read = (name: string) => (shared === undefined ? '' : readFileSync(`${shared}${name}`, 'utf8'));

	it('to conditions', async () => {
		const rows = read('filters.tsv')
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('#'))
			.map((row) => ({
				verdict: row.slice(0, row.indexOf('\t')),
				stage: row.slice(row.lastIndexOf('\t') + 1),
				condition: row.slice(row.indexOf('\t') + 1, row.lastIndexOf('\t')),
			}))
			// What p.calls counts are calls, and that there are fewer of them is the point.
			.filter(({ condition }) => !condition.includes('p.calls'));
		expect(rows.length).toBeGreaterThan(100);
		const answers = await results(probeWork(rows.map(({ condition }) => condition)));
		const differing = rows.flatMap(({ verdict, stage, condition }, index) => {
			const expected = stage === '' ? verdict : `${verdict} ${stage}`;
			const got = verdictOf(answers[index]);
			return got === expected || (diverges(condition) && /^[TF]$/.test(got)) ? [] : [{ condition, expected, got }];
		});
		expect(differing).toEqual([]);
	});

	it('to formats', async () => {
		const rows = read('format.jsonl')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as { format: string; shown?: boolean; output?: string; error?: string })
			.filter(({ format }) => !format.includes('p.calls') && !format.includes('evt.hostname'));
		const answers = await results(
			probeWork(
				[],
				rows.map(({ format }) => format),
			),
		);
		const differing = rows.flatMap(({ format, shown, output, error }, index) => {
			const answer = answers[index];
			const got =
				answer?.kind === 'lines' ? (answer.lines[0] === undefined ? '' : decodeText(answer.lines[0])) : 'error';
			const expected = error !== undefined ? 'error' : shown === true ? output : '';
			return got === expected ? [] : [{ format, expected, got }];
		});
		expect(differing).toEqual([]);
	});

	it.each(['text', 'json'] as const)('as alerts in %s', async (shape) => {
		const [printed = '', rules = ''] = read('alerts.txt').split('--- rules file used:\n');
		const lines = printed.trimEnd().split('\n');
		const firstJson = lines.findIndex((line) => line.startsWith('{'));
		const expected = (shape === 'text' ? lines.slice(0, firstJson) : lines.slice(firstJson)).filter(
			(line) => line.startsWith('{') || /^\d\d:/.test(line),
		);
		const alerts: RulesWork['alerts'] = {
			shape,
			include: ['message', 'output', 'output_fields', 'tags'],
			time: 'clock',
			hostname: 'HOST',
			zone: UTC,
		};
		const run = await ran(await probePlan(rulesWork(rules, { matching: 'all', alerts })));
		expect(run.lines.map(decodeText)).toEqual(expected);
	});
});
