// Comparison of byte ranges `[start, end)` without allocation. Constants come as whole arrays, values as ranges.

const fold = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

/** Whether the range holds exactly these bytes. */
export function rangeEquals(bytes: Uint8Array, start: number, end: number, constant: Uint8Array): boolean {
	const { length } = constant;
	if (end - start !== length) return false;
	for (let index = 0; index < length; index++) {
		if (bytes[start + index] !== constant[index]) return false;
	}
	return true;
}

/** The order of two ranges as `strcmp` gives it: negative, zero or positive. */
export function compareRanges(
	left: Uint8Array,
	leftStart: number,
	leftEnd: number,
	right: Uint8Array,
	rightStart: number,
	rightEnd: number,
): number {
	const leftLength = leftEnd - leftStart;
	const rightLength = rightEnd - rightStart;
	const length = Math.min(leftLength, rightLength);
	for (let index = 0; index < length; index++) {
		const difference = (left[leftStart + index] as number) - (right[rightStart + index] as number);
		if (difference !== 0) return difference;
	}
	return leftLength - rightLength;
}

/** Whether the range has these bytes from `at` on; the caller makes sure that they fit. */
function matchesAt(bytes: Uint8Array, at: number, part: Uint8Array, partStart: number, length: number): boolean {
	for (let index = 0; index < length; index++) {
		if (bytes[at + index] !== part[partStart + index]) return false;
	}
	return true;
}

/** Whether the range begins with the part. */
export function rangeStartsWith(
	bytes: Uint8Array,
	start: number,
	end: number,
	part: Uint8Array,
	partStart: number,
	partEnd: number,
): boolean {
	const length = partEnd - partStart;
	return length <= end - start && matchesAt(bytes, start, part, partStart, length);
}

/** Whether the range ends with the part. */
export function rangeEndsWith(
	bytes: Uint8Array,
	start: number,
	end: number,
	part: Uint8Array,
	partStart: number,
	partEnd: number,
): boolean {
	const length = partEnd - partStart;
	return length <= end - start && matchesAt(bytes, end - length, part, partStart, length);
}

/** Whether the part is somewhere in the range; an empty part always is. */
export function rangeContains(
	bytes: Uint8Array,
	start: number,
	end: number,
	part: Uint8Array,
	partStart: number,
	partEnd: number,
): boolean {
	const length = partEnd - partStart;
	if (length === 0) return true;
	const first = part[partStart];
	for (let at = start; at <= end - length; at++) {
		if (bytes[at] === first && matchesAt(bytes, at, part, partStart, length)) return true;
	}
	return false;
}

/** `rangeContains` with the letters A to Z and a to z taken as the same, and no others. */
export function rangeContainsFolded(
	bytes: Uint8Array,
	start: number,
	end: number,
	part: Uint8Array,
	partStart: number,
	partEnd: number,
): boolean {
	const length = partEnd - partStart;
	for (let at = start; at <= end - length; at++) {
		let index = 0;
		while (index < length && fold(bytes[at + index] as number) === fold(part[partStart + index] as number)) index++;
		if (index === length) return true;
	}
	return false;
}
