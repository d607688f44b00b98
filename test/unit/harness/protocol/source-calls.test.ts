import { describe, expect, it } from 'vitest';
import { isReplyTo, parseSourceMessage } from '../../../../harness/protocol/source-calls.ts';

describe('messages of the source host', () => {
	it('are taken where a sound host could have sent them', () => {
		expect(parseSourceMessage({ kind: 'ready' })).toEqual({ kind: 'ready' });
		const reply = { kind: 'reply', id: 1, reply: { kind: 'end' } };
		expect(parseSourceMessage(reply)).toEqual(reply);
		expect(parseSourceMessage({ kind: 'broken', id: 1, message: 'x' })).toBeDefined();
	});

	it.each([
		null,
		'ready',
		{},
		{ kind: 'reply', id: '1', reply: { kind: 'end' } },
		{ kind: 'reply', id: 1, reply: 'end' },
		{ kind: 'reply', id: 1, reply: {} },
		{ kind: 'broken', id: 1 },
		{ kind: 'other', id: 1 },
	])('are dropped otherwise: %j', (value) => {
		expect(parseSourceMessage(value)).toBeUndefined();
	});

	it('answer only what was asked', () => {
		expect(isReplyTo('next', { kind: 'event' })).toBe(true);
		expect(isReplyTo('open', { kind: 'event' })).toBe(false);
	});
});
