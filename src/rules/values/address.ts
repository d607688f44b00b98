import type { ByteText } from './byte-text.ts';
import { parseNumber } from './number.ts';

/** A parsed constant, or Falco's message about it. */
export type ParsedAddress =
	| { readonly kind: 'address'; readonly bytes: Uint8Array }
	| { readonly kind: 'error'; readonly message: string };

/** A network: an address of 4 or 16 bytes and how many of its bits count. */
export interface Network {
	readonly bytes: Uint8Array;
	readonly prefix: number;
}

export type ParsedNetwork =
	| { readonly kind: 'network'; readonly network: Network }
	| { readonly kind: 'error'; readonly message: string };

/** An address constant (rules facts, section 1.5): with a dot it is read as IPv4, without as IPv6, as `inet_pton` does. */
export function parseAddress(text: ByteText): ParsedAddress {
	const isV4 = text.includes('.');
	const bytes = isV4 ? parseV4(text) : parseV6(text);
	return bytes === undefined
		? { kind: 'error', message: `unrecognized ${isV4 ? 'IPv4' : 'IPv6'} address ${text}` }
		: { kind: 'address', bytes };
}

/**
 * A network constant: an address, `/`, and a length of 0 to 32 (IPv4) or 1 to 128 (IPv6). The length is a number as C's
 * `sscanf` reads it, of which the last eight bits count (libsinsp's `parseu8`): `/264` is `/8`.
 */
export function parseNetwork(text: ByteText): ParsedNetwork {
	const slash = text.indexOf('/');
	if (slash < 0) return { kind: 'error', message: `unrecognized IP network ${text}` };
	const address = parseAddress(text.slice(0, slash));
	if (address.kind === 'error') return address;
	const { bytes } = address;
	const length = text.slice(slash + 1);
	const number = parseNumber(length);
	const prefix = number === undefined ? Number.NaN : Number(BigInt.asUintN(8, number));
	const isValid = bytes.length === 4 ? prefix >= 0 && prefix <= 32 : prefix >= 1 && prefix <= 128;
	return isValid
		? { kind: 'network', network: { bytes, prefix } }
		: { kind: 'error', message: `${text}: invalid netmask length ${length}` };
}

/** Whether the address in the range is in the network; another family or length never is. */
export function networkContains(network: Network, bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start !== network.bytes.length) return false;
	const whole = network.prefix >> 3;
	for (let index = 0; index < whole; index++) {
		if (bytes[start + index] !== network.bytes[index]) return false;
	}
	const bits = network.prefix & 7;
	if (bits === 0) return true;
	return (((bytes[start + whole] as number) ^ (network.bytes[whole] as number)) & (0xff00 >> bits)) === 0;
}

/** An address as text: dotted, or the short form of RFC 5952. `undefined` where it is neither 4 nor 16 bytes long. */
export function printAddress(bytes: Uint8Array): string | undefined {
	if (bytes.length === 4) return bytes.join('.');
	if (bytes.length !== 16) return undefined;
	const groups = Array.from({ length: 8 }, (_, index) =>
		(((bytes[2 * index] as number) << 8) | (bytes[2 * index + 1] as number)).toString(16),
	);
	// As inet_ntop does: addresses with an IPv4 address in them show it.
	const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
	const isCompatible = groups.slice(0, 6).every((group) => group === '0') && groups[6] !== '0';
	if (isMapped || isCompatible) return `::${isMapped ? 'ffff:' : ''}${bytes.subarray(12).join('.')}`;
	const run = longestZeroRun(groups);
	if (run.length < 2) return groups.join(':');
	return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
	let best = { start: 0, length: 0 };
	for (let start = 0; start < groups.length; start++) {
		let length = 0;
		while (groups[start + length] === '0') length++;
		if (length > best.length) best = { start, length };
	}
	return best;
}

function parseV4(text: ByteText): Uint8Array | undefined {
	const parts = text.split('.');
	const valid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256);
	return valid ? Uint8Array.from(parts, Number) : undefined;
}

function parseV6(text: ByteText): Uint8Array | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const groups = [...head, ...tail];
	if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
	const missing = 8 - groups.length;
	if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
	const words = [...head, ...Array<string>(missing).fill('0'), ...tail].map((group) => Number.parseInt(group, 16));
	return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 0xff]));
}
