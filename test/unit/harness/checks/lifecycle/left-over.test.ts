import { describe, expect, it } from 'vitest';
import { leftMemory, leftOver } from '../../../../../harness/checks/lifecycle/left-over.ts';
import type { ProcessResources } from '../../../../../harness/life/process-resources.ts';

function resources(descriptors: number): ProcessResources {
	return {
		threads: new Map([[1, 'main']]),
		descriptors: new Map(Array.from({ length: descriptors }, (_, fd) => [fd, `anon_inode:[eventfd]`])),
		children: new Map(),
		timers: new Map(),
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

describe('memory that is left over', () => {
	const KIB = 1024;
	const judgedSizes = (...sizes: number[]) =>
		leftMemory(
			sizes.map((size) => size * KIB),
			'life',
			'plugin_destroy',
		);

	it('is what grows by the same amount each time', () => {
		expect(judgedSizes(100, 500, 900, 1300)).toMatchObject([{ observed: '400 KiB more at least in each of 3 rounds' }]);
	});

	it('may be hidden once by what else uses memory', () => {
		expect(judgedSizes(100, 500, 900, 1412, 1812)).toMatchObject([
			{ observed: '400 KiB more at least in each of 4 rounds' },
		]);
	});

	it('is not what grows by chance, by little, or not any more', () => {
		expect(judgedSizes(100, 500, 800, 1300)).toEqual([]);
		expect(judgedSizes(100, 108, 116, 124)).toEqual([]);
		expect(judgedSizes(100, 500, 900, 900, 900)).toEqual([]);
	});
});
