import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../harness/catalogue.ts';
import type { LiveCheck } from '../../../harness/define-check.ts';
import { planGroups } from '../../../src/conformance/plan-groups.ts';

const SURVIVES = { survivesFailures: true };
const live = CATALOGUE.filter((check) => check.stage === 'live');
const some = (isolation: LiveCheck['isolation'], count: number) =>
	live.filter((check) => check.isolation === isolation).slice(0, count);

describe('which live checks share a child', () => {
	it('runs every check once', () => {
		const planned = planGroups(live, SURVIVES).flat();
		expect(planned.map(({ id }) => id).toSorted()).toEqual(live.map(({ id }) => id).toSorted());
	});

	it('puts one that needs a fresh process first in its child', () => {
		for (const group of planGroups(live, SURVIVES)) {
			expect(group.slice(1).filter(({ isolation }) => isolation === 'fresh')).toEqual([]);
		}
	});

	it('leaves one that spoils its process alone', () => {
		for (const group of planGroups(live, SURVIVES).filter((one) => one.some(({ isolation }) => isolation === 'own'))) {
			expect(group).toHaveLength(1);
		}
	});

	it('leaves one that may end its process alone where the runtime does not survive failures', () => {
		const risky = some('risky', 1);
		const shared = some('shared', 3);
		expect(planGroups([...risky, ...shared], { survivesFailures: false })[0]).toEqual(risky);
		expect(planGroups([...risky, ...shared], SURVIVES)[0]?.length).toBeGreaterThan(1);
	});

	it('deals the others out over two children at least, so that two run at a time', () => {
		expect(planGroups(some('shared', 10), SURVIVES).map((group) => group.length)).toEqual([5, 5]);
		expect(planGroups(some('shared', 1), SURVIVES)).toHaveLength(1);
		expect(planGroups([], SURVIVES)).toEqual([]);
	});
});
