import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FieldRequest } from '../../harness/abi/field-request.ts';
import type { FieldAnswer } from '../../harness/protocol/field-answer.ts';
import type { ScenarioResult } from '../../harness/protocol/scenario.ts';
import { CannotRunError } from '../errors.ts';
import { replaceFile } from '../project/replace-file.ts';
import type { Mismatch } from '../report/model.ts';
import { unifiedDiff } from '../text-diff/line-diff.ts';
import type { GoldenFile } from './model.ts';

type Read = Extract<ScenarioResult, { kind: 'read' }>;

/**
 * The values of the golden file's fields as JSON lines, an event each: numbers and times as their digits, lists as arrays, null
 * for no value.
 */
export function goldenText(golden: GoldenFile, requests: readonly FieldRequest[], read: Read): string {
	const answers = new Map(read.answers.map(({ event, field, answer }) => [`${event} ${field}`, answer]));
	const count = Math.min(golden.events, read.events);
	const lines = Array.from({ length: count }, (_, index) => {
		const cells = golden.fields.map((field, column) => {
			const answer = answers.get(`${index + 1} ${field}`);
			return [field, answer ? goldenValue(answer, requests[column]?.field.isList === true) : null];
		});
		return `${JSON.stringify({ event: index + 1, ...Object.fromEntries(cells) })}\n`;
	});
	return lines.join('');
}

function goldenValue(answer: FieldAnswer, isList: boolean): unknown {
	switch (answer.kind) {
		case 'values':
			return isList ? answer.values : answer.values[0];
		case 'none':
			return null;
		case 'failed':
			return { failed: answer.error };
		case 'unreadable':
			return { unreadable: answer.reason };
	}
}

/**
 * Compares with the golden file, or writes it where that was asked for.
 * @throws CannotRunError where it can't be read or written.
 */
export function checkGolden(
	golden: GoldenFile,
	text: string,
	mode: 'compare' | 'update',
): { mismatches: Mismatch[]; written: boolean } {
	const kept = readGolden(golden.path);
	if (kept === text) return { mismatches: [], written: false };
	if (mode === 'update') {
		writeGolden(golden.path, text);
		return { mismatches: [], written: true };
	}
	const { place } = golden;
	if (kept === undefined) {
		const message = 'the golden file is not there yet: look at what `plugin-kit test --update` writes, and keep it';
		return { mismatches: [{ message, place }], written: false };
	}
	const diff = unifiedDiff(kept, text, 60).join('\n');
	const message = 'the values are not those of the golden file (- golden, + observed)';
	return { mismatches: [{ message, place, diff }], written: false };
}

function readGolden(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return undefined;
		throw new CannotRunError(`${path}: can't be read (${code})`);
	}
}

function writeGolden(path: string, text: string): void {
	try {
		mkdirSync(dirname(path), { recursive: true });
	} catch (error) {
		throw new CannotRunError(`${dirname(path)}: can't be made (${(error as NodeJS.ErrnoException).code})`);
	}
	replaceFile(path, text);
}
