import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';

export default defineCheck<RecordCheck>({
	id: 'memory.framework-memory',
	title: 'outputs are written as wide as they are',
	asserts: 'A plugin writes four bytes, not more, where it is given room for a result code, a count or a percentage.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'plugin_api.h: ss_plugin_rc and the counts are 32 bits. They lie on the stack of libs, and what is behind them is the next ' +
		'variable.',
	fix: 'Use ss_plugin_rc and uint32_t for the pointers, not size_t or a 64-bit int of your language.',
	judge({ record }) {
		const findings = record.overruns.map((name) => ({
			message: `plugin_${name} writes beyond its output of four bytes`,
			call: `plugin_${name}`,
			expected: '4 bytes',
			observed: 'the bytes behind them have changed',
		}));
		return judged(findings, `the outputs of ${record.calls.length} calls`);
	},
});
