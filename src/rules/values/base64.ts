const INVALID = 0xff;
const DIGITS = new Uint8Array(256).fill(INVALID);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((digit, value) => {
	DIGITS[digit.charCodeAt(0)] = value;
});
const PAD = 0x3d;

/** How many bytes `decodeBase64` may write for a text of this length. */
export function base64Capacity(length: number): number {
	return Math.ceil(length / 4) * 3;
}

/**
 * Decodes the range as standard base64 as libsinsp does (`Base64::decodeWithoutPadding`), and gives the number of bytes
 * written; -1 where it is no base64. Up to two `=` at the end are dropped, wanted or not; bits that are left over in the
 * last digit must be zero. `target` has at least `base64Capacity` bytes.
 */
export function decodeBase64(bytes: Uint8Array, start: number, end: number, target: Uint8Array): number {
	let last = end;
	while (last > start && end - last < 2 && bytes[last - 1] === PAD) last--;
	if (last === start) return end === start ? 0 : -1;
	if ((last - start) % 4 === 1) return -1;
	let written = 0;
	let bits = 0;
	let count = 0;
	for (let at = start; at < last; at++) {
		const digit = DIGITS[bytes[at] as number] as number;
		if (digit === INVALID) return -1;
		bits = ((bits << 6) | digit) & 0xffffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			target[written] = (bits >> count) & 0xff;
			written++;
		}
	}
	return (bits & ((1 << count) - 1)) === 0 ? written : -1;
}
