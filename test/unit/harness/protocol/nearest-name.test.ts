import { describe, expect, it } from 'vitest';
import { nearestName, nearestNames } from '../../../../harness/protocol/nearest-name.ts';

describe('the nearest name', () => {
	it('forgives case and a few wrong letters', () => {
		expect(nearestName('islist', ['isList', 'isKey'])).toBe('isList');
		expect(nearestName('hiden', ['hidden', 'info'])).toBe('hidden');
	});

	it('is none where all are far', () => {
		expect(nearestName('colour', ['isList', 'isKey'])).toBeUndefined();
		expect(nearestName('', ['a'])).toBeUndefined();
	});

	it('comes first among all that are near', () => {
		expect(nearestNames('abi.api-versio', ['abi.api-versions', 'abi.api-version'])).toEqual([
			'abi.api-version',
			'abi.api-versions',
		]);
	});
});
