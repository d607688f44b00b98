import { describe, expect, it } from 'vitest';
import { leftOver } from '../../../../../harness/checks/lifecycle/left-over.ts';
import type { ProcessResources } from '../../../../../harness/life/process-resources.ts';

function resources(descriptors: number): ProcessResources {
	return {
		threads: new Map([[1, 'main']]),
		descriptors: new Map(Array.from({ length: descriptors }, (_, fd) => [fd, `anon_inode:[eventfd]`])),
		children: new Map(),
	};
}

const judged = (...counts: number[]) => leftOver(counts.map(resources), 'life', 'plugin_destroy');

describe('what is left over', () => {
	it('is what grows in every round', () => {
		expect(judged(3, 4, 5, 6)).toMatchObject([{ message: 'a file descriptor is left behind by each life' }]);
	});

	it('is not what a runtime keeps from some round on', () => {
		expect(judged(3, 7, 7, 7)).toEqual([]);
		expect(judged(3, 4, 4, 5)).toEqual([]);
	});
});
