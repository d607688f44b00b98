import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFreeId, takenIds } from '../../../src/registry/next-id.ts';
import { registryIn } from '../../../src/registry/read.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, REGISTRY } from './fixtures/registries.ts';

describe('nextFreeId', () => {
	it('fills the first gap', () => {
		expect(nextFreeId(takenIds(registryIn(REGISTRY, 'r.yaml')))).toBe(2);
	});

	it('passes over 999, which is for development', () => {
		expect(nextFreeId(new Set(Array.from({ length: 998 }, (_, index) => index + 1)))).toBe(1000);
	});

	it.skipIf(!hasLiveRegistry)('is 29 for the live registry (shared data)', () => {
		expect(nextFreeId(takenIds(registryIn(readFileSync(LIVE_REGISTRY_FILE, 'utf8'), 'r.yaml')))).toBe(29);
	});

	it('is free, and everything below it is not', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 })), (ids) => {
				const taken = new Set(ids);
				const id = nextFreeId(taken) ?? 0;
				expect(taken.has(id)).toBe(false);
				for (let lower = 1; lower < id; lower++) expect(taken.has(lower)).toBe(true);
			}),
		);
	});
});
