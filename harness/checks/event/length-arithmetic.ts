import { decodeEvent, EVENT_HEADER_SIZE } from '../../abi/event.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

export default defineCheck<RecordCheck>({
	id: 'event.length-arithmetic',
	title: 'the lengths of an event add up',
	asserts:
		'The length of an event is the 26-byte header, the table of parameter lengths and the parameters. Unused bytes at the end ' +
		'are a warning.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs scap_event_decode_params gives up on lengths that do not add up and leaves no parameters; reading one then throws, ' +
		'and Falco exits far from the cause. Before Falco 0.44 it read out of bounds.',
	fix: 'len = 26 + 4 + 4 + 4 + payload length, with the two length words at offset 26 (4) and 30 (payload length).',
	judge({ record }) {
		if (record.events.length === 0) return skipped('the plugin delivered no event');
		const findings = record.events.flatMap(({ bytes, number }): FindingDraft[] => {
			const draft = judgeEvent(bytes);
			const evidence = `event ${number} begins ${bytes.subarray(0, 48).toString('hex')}`;
			return draft ? [{ call: 'plugin_next_batch', evidence, ...draft }] : [];
		});
		return judged(firstOfEach(findings), `${record.events.length} events`);
	},
});

function judgeEvent(bytes: Buffer): FindingDraft | undefined {
	const decoded = decodeEvent(bytes);
	if (decoded.ok) {
		if (decoded.slack === 0) return undefined;
		return {
			severity: 'warning',
			message: 'an event is longer than its parameters',
			expected: `length ${decoded.len - decoded.slack}`,
			observed: `length ${decoded.len}, ${decoded.slack} bytes unused`,
		};
	}
	const message = 'the lengths of an event do not add up';
	switch (decoded.fault) {
		case 'no-header':
			return { message, expected: `at least ${EVENT_HEADER_SIZE} bytes`, observed: `${decoded.available} bytes` };
		case 'len-too-small':
			return {
				message,
				expected: `at least ${decoded.needed} bytes for header and length table`,
				observed: `length ${decoded.len}`,
			};
		case 'len-past-end':
			return {
				message,
				expected: 'a length that is the size of the event',
				observed: `length ${decoded.len} of which ${decoded.available} bytes were kept`,
			};
		case 'params-past-len':
			return {
				message,
				expected: `parameters that end within ${decoded.len} bytes`,
				observed: `parameter ${decoded.param} ends at ${decoded.needed}`,
			};
	}
}
