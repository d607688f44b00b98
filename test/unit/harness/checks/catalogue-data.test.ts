import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ABI_CHECKS } from '../../../../harness/checks/abi/index.ts';
import { FIELDS_CHECKS } from '../../../../harness/checks/fields/index.ts';
import { META_CHECKS } from '../../../../harness/checks/meta/index.ts';
import { SOURCES_CHECKS } from '../../../../harness/checks/sources/index.ts';

const rows = new URL('../../../../../shared/data/checks.json', import.meta.url);
const CHECKS = [...ABI_CHECKS, ...META_CHECKS, ...FIELDS_CHECKS, ...SOURCES_CHECKS];

interface Row {
	id: string;
	severity: string;
	/** `all`, or capabilities joined by a comma, in the order of the research. */
	capability: string;
}

describe.skipIf(!existsSync(rows))('the catalogue of the research (shared data)', () => {
	const catalogue = () => JSON.parse(readFileSync(rows, 'utf8')) as Row[];

	it('has the same checks in the same order, with the same severity and capability', () => {
		const expected = catalogue().filter(({ id }) => CHECKS.some((check) => check.id === id));
		expect(
			CHECKS.map(({ id, severity, capabilities }) => ({
				id,
				severity,
				capability: capabilities === 'all' ? 'all' : capabilities.join(', '),
			})),
		).toEqual(expected.map(({ id, severity, capability }) => ({ id, severity, capability })));
	});
});

describe('the texts of the checks', () => {
	it('name the part of Falco or of the API on which each check rests', () => {
		for (const { id, why } of CHECKS) expect(why, id).toMatch(/Falco|libs|header|API|registry|host/);
	});

	it('end with a full stop, and titles without one', () => {
		for (const { id, title, asserts, why, fix } of CHECKS) {
			expect(title, id).not.toMatch(/\.$/);
			for (const text of [asserts, why, fix]) expect(text, id).toMatch(/[.\])]$/);
		}
	});
});
