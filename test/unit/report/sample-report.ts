import { type CheckReport, type Finding, type Report, summarize } from '../../../src/report/model.ts';

function check(part: Partial<CheckReport> & Pick<CheckReport, 'id' | 'title' | 'verdict'>): CheckReport {
	return { reason: null, tried: null, durationMs: 12, findings: [], ...part };
}

function finding(part: Partial<Finding> & Pick<Finding, 'severity' | 'message'>): Finding {
	return { fix: 'Mend it.', reproduce: 'plugin-kit test lib.so --check some.check --seed 1', ...part };
}

/** A report of these checks. */
export function reportOf(checks: readonly CheckReport[]): Report {
	return {
		schemaVersion: 1,
		plugin: {
			path: 'build/libdemo.so',
			name: 'demo',
			version: '0.1.0',
			apiVersion: '3.12.0',
			description: 'A demo',
			id: 999,
			eventSource: 'demo',
			capabilities: ['source', 'extract'],
			language: 'c',
			architecture: 'x86_64',
		},
		run: { profile: 'ci', falco: '0.44.1', seed: 1, durationMs: 1234, pluginKit: '0.1.0' },
		summary: summarize(checks),
		checks,
		tests: [],
	};
}

const crash = finding({
	severity: 'error',
	message: 'the plugin died of SIGSEGV in plugin_next_batch',
	call: 'plugin_next_batch',
	expected: 'the call returns',
	observed: 'SIGSEGV, read of address 0x0',
	evidence: 'thread 7 (the host called the plugin on it):\n  #0 plugin_next_batch+0x1c (libdemo.so)',
	reproduce: 'plugin-kit test build/libdemo.so --check robust.crash --seed 1',
});

/** One check of every verdict. */
export const SAMPLE: Report = reportOf([
	check({ id: 'abi.dlopen-now', title: 'the library loads', verdict: 'pass', tried: 'loaded in 3 ms' }),
	check({
		id: 'meta.id-range',
		title: 'the ID is one that a plugin may have',
		verdict: 'info',
		findings: [finding({ severity: 'info', message: 'the plugin has the ID 999', call: 'plugin_get_id' })],
	}),
	check({
		id: 'fields.unknown-keys',
		title: 'no unknown keys',
		verdict: 'warning',
		findings: [
			finding({
				severity: 'warning',
				message: 'field demo.num has the unknown key "islist"',
				call: 'plugin_get_fields',
				expected: 'one of name, type, desc',
				observed: '"islist"',
				fix: 'Write "isList", which is what Falco reads.',
			}),
		],
	}),
	check({
		id: 'extract.cardinality',
		title: 'one value for a field that is no list',
		verdict: 'fail',
		findings: [
			finding({ severity: 'warning', message: 'a list is long' }),
			finding({ severity: 'error', message: 'demo.num has 2 values', call: 'plugin_extract_fields' }),
			finding({ severity: 'error', message: 'demo.num has 2 values', call: 'plugin_extract_fields' }),
		],
	}),
	check({ id: 'robust.crash', title: 'the plugin does not crash', verdict: 'crash', findings: [crash] }),
	check({
		id: 'robust.hang',
		title: 'the plugin does not hang',
		verdict: 'hang',
		findings: [finding({ severity: 'error', message: 'no return in plugin_open for 10.0 s', call: 'plugin_open' })],
	}),
	check({
		id: 'parse.unparsed-extract',
		title: 'extraction without parsing',
		verdict: 'skipped',
		reason: 'no parse capability',
	}),
	check({ id: 'perf.alloc', title: 'allocations', verdict: 'not-measured', reason: 'the Go heap is not seen' }),
	check({ id: 'event.length', title: 'lengths add up', verdict: 'error', reason: 'the host ended without a verdict' }),
]);

const HOSTILE_TEXT =
	'\u001b[31m]]></failure><x a="\'&%25\r\n::error::forged, a:b |@admin <img src=x> [a](https://e.org) ```\n# head \ud800 \u202e \ufffe';

/** Everything that a plugin can say is hostile. */
export const HOSTILE: Report = {
	...reportOf([
		check({
			id: 'meta.strings-valid',
			title: HOSTILE_TEXT,
			verdict: 'fail',
			findings: [
				finding({
					severity: 'error',
					message: HOSTILE_TEXT,
					call: HOSTILE_TEXT,
					expected: HOSTILE_TEXT,
					observed: HOSTILE_TEXT,
					evidence: HOSTILE_TEXT,
					fix: HOSTILE_TEXT,
					reproduce: HOSTILE_TEXT,
				}),
			],
		}),
		check({ id: 'meta.name-format', title: HOSTILE_TEXT, verdict: 'skipped', reason: HOSTILE_TEXT }),
		check({ id: 'meta.id-range', title: HOSTILE_TEXT, verdict: 'error', reason: HOSTILE_TEXT }),
	]),
	plugin: { ...SAMPLE.plugin, name: HOSTILE_TEXT, version: HOSTILE_TEXT },
};
