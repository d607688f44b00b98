/**
 * A place in a text as Falco's YAML reader counts it: everything from 0, offset and column in bytes of UTF-8, and only
 * LF ends a line (yaml-cpp's `Mark`, see facts on rules files, "Lines/columns from YAML are 0-based").
 */
export interface Mark {
	readonly offset: number;
	readonly line: number;
	readonly column: number;
}

export const START: Mark = { offset: 0, line: 0, column: 0 };

/**
 * Turns indices of a JavaScript string (UTF-16 units) into marks (bytes). The text is measured once, line by line, so
 * that a lookup costs one binary search and what lies between it and the last one in the line.
 */
export class MarkTable {
	readonly #text: string;
	/** Index of the first UTF-16 unit of each line. */
	readonly #lineStarts: number[] = [0];
	/** Byte offset of the same place. */
	readonly #lineOffsets: number[] = [0];
	/** The last place that was measured, and its column: places come in order, and lines can be long. */
	#last = { line: 0, place: 0, column: 0 };

	constructor(text: string) {
		this.#text = text;
		let offset = 0;
		let start = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			offset += Buffer.byteLength(text.slice(start, end + 1));
			start = end + 1;
			this.#lineStarts.push(start);
			this.#lineOffsets.push(offset);
		}
	}

	/** The end of the text, whose column yaml-cpp puts back to 0 (its scanner's `EndStream`). */
	get end(): Mark {
		return { ...this.at(this.#text.length), column: 0 };
	}

	/** The mark of the UTF-16 index, which is clamped to the text. */
	at(index: number): Mark {
		const place = Math.max(0, Math.min(index, this.#text.length));
		let low = 0;
		let high = this.#lineStarts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#lineStarts[middle] ?? 0) <= place) low = middle;
			else high = middle - 1;
		}
		const known = this.#last.line === low && this.#last.place <= place;
		const from = known ? this.#last : { place: this.#lineStarts[low] ?? 0, column: 0 };
		const column = from.column + Buffer.byteLength(this.#text.slice(from.place, place));
		this.#last = { line: low, place, column };
		return { offset: (this.#lineOffsets[low] ?? 0) + column, line: low, column };
	}
}
