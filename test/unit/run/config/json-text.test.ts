import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigNode } from '../../../../src/run/config/config-node.ts';
import { jsonOfConfig } from '../../../../src/run/config/json-text.ts';

const scalar = (text: string): ConfigNode => ({ kind: 'scalar', place: '', text });

describe('a mapping as JSON', () => {
	it.each([
		['42', '42'],
		['-7', '-7'],
		['+7', '7'],
		['0x10', '16'],
		['010', '8'],
		['0', '0'],
		['2147483647', '2147483647'],
		['2147483648', '2147483648.0'],
		['3000000000', '3000000000.0'],
		['08', '8.0'],
		['1e3', '1000.0'],
		['1.50', '1.5'],
		['-0.25', '-0.25'],
		['.5', '0.5'],
		['0.001', '0.001'],
		['0.00001', '1e-05'],
		['1e15', '1e+15'],
		['123456789012345.5', '123456789012345.5'],
		['1234567890123456', '1.234567890123456e+15'],
		['1e300', '1e+300'],
		['1e999', '"1e999"'],
		['0xffffffffff', '"0xffffffffff"'],
		['.inf', 'null'],
		['yes', 'true'],
		['Off', 'false'],
		['tRue', '"tRue"'],
		['text "quoted"', '"text \\"quoted\\""'],
		['', '""'],
	])('types the scalar %s as %s', (text, json) => {
		expect(jsonOfConfig(scalar(text))).toBe(json);
	});

	it('sorts keys by bytes, and has null for what is empty', () => {
		const entry = (key: string, value: ConfigNode) => ({ key, keyPlace: '', value });
		const sequence = (...items: ConfigNode[]): ConfigNode => ({ kind: 'sequence', place: '', items });
		const node: ConfigNode = {
			kind: 'mapping',
			place: '',
			entries: [
				entry('z', sequence()),
				entry('é', scalar('e')),
				entry('B', sequence(scalar('1'), { kind: 'null', place: '' })),
				entry('a', { kind: 'mapping', place: '', entries: [] }),
			],
		};
		expect(jsonOfConfig(node)).toBe('{"B":[1,null],"a":null,"z":null,"é":"e"}');
	});

	it('prints any number so that it reads back as itself', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(JSON.parse(jsonOfConfig(scalar(value.toExponential())))).toBe(value === 0 ? 0 : value);
			}),
		);
	});
});
