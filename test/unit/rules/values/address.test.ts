import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkContains, parseAddress, parseNetwork, printAddress } from '../../../../src/rules/values/address.ts';

describe('addresses', () => {
	it('are read exactly where Node reads them, zones and IPv4 in IPv6 aside', () => {
		const groups = fc.constantFrom('0', '1', 'ff', 'abcd', '12345', 'g', '', ':', '::', '.', '255', '256', '01');
		const separator = fc.constantFrom(':', '.');
		const text = fc.tuple(fc.array(groups, { maxLength: 9 }), separator).map(([parts, glue]) => parts.join(glue));
		fc.assert(
			fc.property(fc.oneof(text, fc.ipV4(), fc.ipV6()), (address) => {
				const hasDot = address.includes('.');
				if (hasDot && address.includes(':')) return;
				const parsed = parseAddress(address);
				expect(parsed.kind === 'address').toBe(isIP(address) !== 0);
				if (parsed.kind === 'address') expect(parsed.bytes.length).toBe(hasDot ? 4 : 16);
			}),
			{ numRuns: 1000 },
		);
	});

	it('are refused with an IPv4 address in an IPv6 one (1.5)', () => {
		expect(parseAddress('::ffff:1.2.3.4')).toEqual({
			kind: 'error',
			message: 'unrecognized IPv4 address ::ffff:1.2.3.4',
		});
	});

	it.each([
		['0:0:0:0:0:0:0:0', '::'],
		['::1', '::1'],
		['1::', '1::'],
		['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
		['2001:0db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['0:1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7'],
		['::ffff:102:304', '::ffff:1.2.3.4'],
		['10.0.0.1', '10.0.0.1'],
	])('%j prints as %j', (text, printed) => {
		const parsed = parseAddress(text);
		expect(parsed.kind === 'address' && printAddress(parsed.bytes)).toBe(printed);
	});

	it('print to what is read back the same', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 16, maxLength: 16, max: 2 }), (bytes) => {
				const printed = printAddress(bytes) ?? '';
				if (printed.includes('.')) return;
				expect(parseAddress(printed)).toEqual({ kind: 'address', bytes });
			}),
		);
	});

	it.each([
		['10.0.0.0/+8', 8],
		['10.0.0.0/ 8', 8],
		['10.0.0.0/264', 8],
		['10.0.0.0/-248', 8],
		['10.0.0.0/256', 0],
		['::/257', 1],
	])('have a length of which eight bits count: %j', (text, prefix) => {
		expect(parseNetwork(text)).toMatchObject({ kind: 'network', network: { prefix } });
	});

	it.each(['10.0.0.0/33', '10.0.0.0/8 ', '10.0.0.0/', '10.0.0.0/8/8', '::/0', '::/129', '::/256'])(
		'refuses the network %j',
		(text) => {
			expect(parseNetwork(text).kind).toBe('error');
		},
	);

	it('are in a network where their first bits are the same', () => {
		const bits = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
		const four = fc.uint8Array({ minLength: 4, maxLength: 4, max: 3 });
		fc.assert(
			fc.property(four, four, fc.nat(32), (network, address, prefix) => {
				const parsed = parseNetwork(`${network.join('.')}/${prefix}`);
				if (parsed.kind === 'error') throw new Error(parsed.message);
				const isInside = networkContains(parsed.network, Uint8Array.from([9, ...address]), 1, 5);
				expect(isInside).toBe(bits(network).slice(0, prefix) === bits(address).slice(0, prefix));
			}),
		);
	});
});
