import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';

describe('the behaviour of a Falco release', () => {
	it('is that of the newest one by default', () => {
		expect(falcoBehaviour()).toEqual({
			release: '0.44.1',
			apiVersion: '3.12.0',
			eventSchema: '4.5.1',
			eagerBinding: true,
			absentArgIndex: 0xffff_ffff_ffff_ffffn,
			refusesEmptyFields: true,
			checksEventSchema: true,
		});
	});

	it('changes with 0.42 and 0.43', () => {
		expect(falcoBehaviour('0.41.3')).toMatchObject({
			eagerBinding: false,
			refusesEmptyFields: false,
			checksEventSchema: false,
		});
		expect(falcoBehaviour('0.42.0')).toMatchObject({ eagerBinding: true, absentArgIndex: 0n });
		expect(falcoBehaviour('0.43.0')).toMatchObject({ absentArgIndex: 0xffff_ffff_ffff_ffffn });
	});

	it('takes a minor for its newest patch', () => {
		expect(falcoBehaviour('0.41').release).toBe('0.41.3');
	});

	it.each(['0.30.0', '0.4', '9.9.9', '', 'latest'])('is not invented for the unknown release %j', (release) => {
		expect(() => falcoBehaviour(release)).toThrow(UsageError);
	});
});
