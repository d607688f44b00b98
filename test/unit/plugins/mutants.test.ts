import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ABI_CHECKS } from '../../../harness/checks/abi/index.ts';
import { FIELDS_CHECKS } from '../../../harness/checks/fields/index.ts';
import { META_CHECKS } from '../../../harness/checks/meta/index.ts';
import { SOURCES_CHECKS } from '../../../harness/checks/sources/index.ts';
import { buildPlugins } from '../../plugins/build.ts';
import { mutants as abi } from '../../plugins/mutants/abi/mutants.ts';
import { mutants as fields } from '../../plugins/mutants/fields/mutants.ts';
import { mutants as meta } from '../../plugins/mutants/meta/mutants.ts';
import { mutants as sources } from '../../plugins/mutants/sources/mutants.ts';

const GROUPS = [
	{ checks: ABI_CHECKS, mutants: abi },
	{ checks: META_CHECKS, mutants: meta },
	{ checks: FIELDS_CHECKS, mutants: fields },
	{ checks: SOURCES_CHECKS, mutants: sources },
];

describe('mutants of the groups abi, meta, fields and sources', () => {
	it('has at least one for every check, at the severity of the check', () => {
		for (const { checks, mutants } of GROUPS) {
			for (const { id, severity } of checks) {
				expect(
					mutants.some((mutant) => mutant.check === id && mutant.severity === severity),
					id,
				).toBe(true);
			}
		}
	});

	it('names each file of a group once', () => {
		for (const { mutants } of GROUPS) {
			const folder = dirname(mutants[0]?.source ?? '');
			const files = readdirSync(folder).filter((file) => file.endsWith('.c'));
			expect(mutants.map(({ source }) => basename(source)).toSorted()).toEqual(files.toSorted());
			expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
		}
	});

	it('builds without a warning', { timeout: 300_000 }, async () => {
		const all = GROUPS.flatMap(({ mutants }) => mutants);
		const built = await buildPlugins(all);
		expect(built.size).toBe(all.length);
	});
});
