import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES, type ApiFunction } from '../../harness/abi/symbols.ts';
import { CATALOGUE } from '../../harness/catalogue.ts';
import type { Report } from '../../src/report/model.ts';
import { buildPlugins } from '../plugins/build.ts';
import { THREADS } from '../plugins/good/variants.ts';
import { eachAtOnce, judge } from './judge.ts';

const WAYS = [
	{ way: 'a fault', flag: 'BY_FAULT', check: 'robust.crash', verdict: 'crash' },
	{ way: 'exit(0)', flag: 'BY_EXIT', check: 'robust.no-exit', verdict: 'crash' },
	{ way: 'spinning', flag: 'BY_SPINNING', check: 'robust.hang', verdict: 'hang' },
] as const;

const EVERYTHING = ['SOURCE', 'EXTRACT', 'PARSE', 'ASYNC', 'LISTEN', 'METRICS'].map((name) => `-DGOOD_${name}=1`);
/** Functions that a plugin's ordinary life does not come to: Falco calls them only after a failure, or not at all. */
const NOT_ORDINARY: readonly ApiFunction[] = ['get_last_error', 'set_config', 'dump_state'];
/** A function that the good plugin of this test does not have. */
const ABSENT: readonly ApiFunction[] = ['get_required_event_schema_version'];

/** What `npm test` takes of it, in all three ways; `npm run proof` does it to every function. */
const SAMPLE: readonly ApiFunction[] = ['get_name', 'init', 'open', 'next_batch', 'extract_fields', 'close', 'destroy'];
const whole = process.env.PLUGIN_KIT_PROOF === '1';

const CASES = API_FUNCTION_NAMES.filter(
	(name) => (whole || SAMPLE.includes(name)) && !NOT_ORDINARY.includes(name) && !ABSENT.includes(name),
).flatMap((name) => WAYS.map((way) => ({ name, ...way, id: `deadly-${name}-${way.flag}` })));

const reports = new Map<string, Report>();

beforeAll(async () => {
	const libraries = await buildPlugins(
		CASES.map(({ id, name, flag }) => ({
			name: id,
			source: fileURLToPath(new URL('../plugins/deadly/deadly.c', import.meta.url)),
			cflags: [...EVERYTHING, `-DPK_OVERRIDE_${name.toUpperCase()}`, `-DDEADLY=plugin_${name}`, `-D${flag}`],
			ldflags: THREADS,
		})),
	);
	await eachAtOnce(CASES, async ({ id }) => {
		reports.set(id, await judge(libraries.get(id) ?? '', {}, 0.05));
	});
}, 900_000);

describe.each(WAYS)('a plugin that ends by $way', ({ flag, check, verdict }) => {
	it.each(CASES.filter((one) => one.flag === flag))(
		'in plugin_$name: the run ends and names the call',
		({ id, name }) => {
			const report = reports.get(id);
			const found = report?.checks.find((one) => one.id === check);
			expect(found?.verdict).toBe(verdict);
			expect(found?.findings[0]?.call).toBe(`plugin_${name}`);
			expect(report?.checks.map((one) => one.id)).toEqual(
				CATALOGUE.filter(({ profile }) => profile !== 'release').map((one) => one.id),
			);
			expect(report?.checks.filter((one) => one.verdict === 'error')).toEqual([]);
			if (flag !== 'BY_EXIT') expect(found?.findings[0]?.evidence).toContain(`plugin_${name}`);
		},
	);
});
