import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import type { Overrun } from '../../record.ts';

/** What a call was given room for. */
const ROOM: Record<Overrun['output'], string> = {
	integer: 'its output of four bytes',
	requests: 'the array of requests',
	'value offsets': 'the struct of value offsets',
};

export default defineCheck<RecordCheck>({
	id: 'memory.framework-memory',
	title: 'outputs are written as wide as they are',
	asserts:
		'A plugin writes four bytes, not more, where it is given room for a result code, a count or a percentage, and nothing beside ' +
		'the requests and the value offsets of extract_fields.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'plugin_api.h: ss_plugin_rc and the counts are 32 bits, and num_fields says how many requests there are. All of them lie on ' +
		'the stack of libs, and what is behind them is the next variable.',
	fix: 'Use ss_plugin_rc and uint32_t for the pointers, not size_t or a 64-bit int of your language, and stop at num_fields.',
	judge({ record }) {
		const findings = record.overruns.map(({ call, output }) => ({
			message: `plugin_${call} writes beyond ${ROOM[output]}`,
			call: `plugin_${call}`,
			expected: 'the bytes beside it stay as they are',
			observed: 'they have changed',
		}));
		return judged(findings, `the outputs of ${record.calls.length} calls`);
	},
});
