import { describe, expect, it } from 'vitest';
import type { Description } from '../../../../harness/subjects.ts';
import { libraryFacts } from '../../../../src/registry/library.ts';
import { registryIn } from '../../../../src/registry/read.ts';
import { judgeIdAvailable } from '../../../../src/registry/readiness/id-available.ts';
import { description, text } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';
import { REGISTRY } from '../fixtures/registries.ts';

const judge = (changes: Partial<Description>) =>
	verdicts(
		judgeIdAvailable({
			library: libraryFacts(description(changes), 'libbuoy.so'),
			registry: registryIn(REGISTRY, 'registry.yaml'),
			asOf: '2026-08-04',
		}),
	);

describe('judgeIdAvailable', () => {
	it('passes the next free id, and the own id of a registered plugin', () => {
		expect(judge({ id: 2 })).toEqual([]);
		expect(judge({ id: 1, name: text('harbour') })).toEqual([]);
	});

	it.each([
		[999, ['warning: 999 is the id for development, which others use too']],
		[1, ['error: the id 1 belongs to harbour']],
		[0, ['error: the id 0 belongs to nothing']],
		[4, ['warning: 4 is free, but ids are given in order']],
		[1_073_741_824, ['warning: 1073741824 is a private id and cannot be registered']],
	])('judges the id %d', (id, expected) => {
		expect(judge({ id })).toEqual(expected);
	});

	it('finds a registered plugin with another id than its own', () => {
		expect(judge({ id: 2, name: text('harbour') })).toEqual(['error: the registry has harbour with the id 1']);
	});

	it('is skipped for a plugin that needs no id', () => {
		expect(judge({ id: null, eventSource: { kind: 'absent' } })).toEqual([
			'skipped: the plugin sources no events of its own, so it needs no id',
		]);
	});
});
