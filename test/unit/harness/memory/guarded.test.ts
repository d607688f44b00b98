import { afterAll, describe, expect, it } from 'vitest';
import { explainAddress } from '../../../../harness/protocol/guarded-range.ts';
import { Child, Folder } from '../native/child.ts';

const folder = new Folder();
const library = folder.library('reads');
afterAll(() => folder[Symbol.dispose]());

describe('guarded memory', () => {
	it.each([
		['reads_past_end', 'end', 'read-only', '3 bytes past the end of the event'],
		['reads_before', 'start', 'live', '2 bytes before the start of the event'],
		['writes', 'end', 'read-only', 'byte 3 of the event, which is read-only'],
		['reads_last', 'end', 'revoked', 'byte 7 of the event, which is no longer valid'],
	])('%s at the %s of %s memory faults, and the page says where', async (name, edge, state, text) => {
		const { signal, page } = await new Child(folder, 'guard.ts', [library, name, edge, state]).ended;
		expect(signal).toBe('SIGSEGV');
		expect(page.crash?.call).toBe('extract_fields');
		expect(explainAddress(page.guards, page.crash?.address ?? 0n)).toBe(text);
	});

	it.each([
		['reads_last', 'end', 'read-only', 56],
		['writes', 'start', 'live', 1],
	])('%s at the %s of %s memory is allowed', async (name, edge, state, result) => {
		const { output } = await new Child(folder, 'guard.ts', [library, name, edge, state]).ended;
		expect(output).toBe(`returned ${result}\n`);
	});
});
