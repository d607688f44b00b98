import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../errors.ts';

const LARGEST_SAMPLE = 16 * 1024 * 1024;
const MOST_SAMPLES = 10_000;

/** Payloads from files: the whole file is one, but a `.jsonl` or `.ndjson` file has one a line. Latin-1, one char a byte. */
export function readSamples(files: readonly string[]): string[] {
	const samples = files.flatMap((file) => {
		const text = readSample(file);
		if (!/\.(jsonl|ndjson)$/.test(file)) return [text];
		return text.split(/\r?\n/).filter((line) => line.trim() !== '');
	});
	if (samples.length > MOST_SAMPLES)
		throw new UsageError(`more than ${MOST_SAMPLES} samples`, ['Give fewer payloads.']);
	return samples;
}

function readSample(file: string): string {
	try {
		const stat = statSync(file);
		if (!stat.isFile()) throw new UsageError(`sample ${file} is not a file`, ['Give files with one payload each.']);
		if (stat.size > LARGEST_SAMPLE)
			throw new UsageError(`sample ${file} is larger than 16 MiB`, ['Give a smaller payload.']);
		return readFileSync(file, 'latin1');
	} catch (cause) {
		if (cause instanceof UsageError) throw cause;
		const { code } = cause as NodeJS.ErrnoException;
		throw new UsageError(`sample ${file} cannot be read: ${code ?? 'unknown error'}`, ['Check the path.'], { cause });
	}
}
