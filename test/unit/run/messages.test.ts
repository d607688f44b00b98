import { describe, expect, it } from 'vitest';
import { parseSourceMessage } from '../../../src/run/messages.ts';

describe('a message of a source', () => {
	it.each([
		{ kind: 'ready' },
		{ kind: 'progress', events: 3, probes: [] },
		{
			kind: 'run',
			message: { kind: 'alerts', source: 's', alerts: [{ rule: 'r', priority: 'Debug', time: '1', line: 'l' }] },
		},
		{ kind: 'run', message: { kind: 'source-ended', source: 's', how: 'eof', message: '', evidence: '' } },
		{ kind: 'done' },
	])('is believed when it is sound: %j', (message) => {
		expect(parseSourceMessage(message)).toBe(message);
	});

	it.each([
		undefined,
		'ready',
		{ kind: 'nothing' },
		{ kind: 'progress' },
		{ kind: 'run', message: { kind: 'alerts', source: 's', alerts: [{ rule: 'r' }] } },
		{ kind: 'run', message: { kind: 'summary', source: 's', events: 'many', alerts: [] } },
		{ kind: 'run', message: { kind: 'alerts', alerts: [] } },
	])('is left out when it is not: %j', (message) => {
		expect(parseSourceMessage(message)).toBeUndefined();
	});
});
