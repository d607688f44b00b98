import { UsageError } from '../errors.ts';
import { readRegularFile } from '../project/read-file.ts';

const LARGEST_SAMPLE = 16 * 1024 * 1024;
const MOST_SAMPLES = 10_000;

/** Payloads from files: the whole file is one, but a `.jsonl` or `.ndjson` file has one a line. Latin-1, one char a byte. */
export function readSamples(files: readonly string[]): string[] {
	const samples = files.flatMap((file) => {
		const text = readRegularFile(file, LARGEST_SAMPLE).toString('latin1');
		if (!/\.(jsonl|ndjson)$/.test(file)) return [text];
		return text.split(/\r?\n/).filter((line) => line.trim() !== '');
	});
	if (samples.length > MOST_SAMPLES)
		throw new UsageError(`more than ${MOST_SAMPLES} samples`, ['Give fewer payloads.']);
	return samples;
}
