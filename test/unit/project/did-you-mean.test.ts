import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../../src/project/did-you-mean.ts';

const KEYS = ['init-config', 'bad-init-config', 'open-params', 'samples', 'with'];

describe('didYouMean', () => {
	it.each([
		['init_config', 'init-config'],
		['Open-Params', 'open-params'],
		['sampels', 'samples'],
		['wiht', 'with'],
		['zebra', undefined],
		['', undefined],
	])('%j -> %j', (word, meant) => {
		expect(didYouMean(word, KEYS)).toBe(meant);
	});
});
