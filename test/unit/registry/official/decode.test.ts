import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeOfficially } from '../../../../src/registry/official/decode.ts';

/** Answers of gopkg.in/yaml.v2 2.4.0, decoding into structs like the official checker's. */
interface Answer {
	input: string;
	error?: string;
	plugins?: readonly Record<string, unknown>[];
	reservedSources?: readonly string[];
}

const answers: Answer[] = readFileSync(join(import.meta.dirname, '../fixtures/go-yaml-v2.jsonl'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line));

/** Syntax errors that both readers see but name differently; then no official words are claimed. */
const isSyntax = (error: string) => /^yaml: line \d+: /.test(error);

describe('decodeOfficially', () => {
	it.each(answers.filter(({ error }) => error === undefined))(
		'reads $input as Go does',
		({ input, plugins, reservedSources }) => {
			const decoding = decodeOfficially(input);
			expect(decoding.kind).toBe('decoded');
			if (decoding.kind !== 'decoded') return;
			const seen = decoding.registry.plugins.map(({ line: _, extraction: __, ...entry }) => ({
				...entry,
				sourcing: { ...entry.sourcing, id: String(entry.sourcing.id) },
			}));
			expect(seen).toEqual(plugins);
			expect(decoding.registry.reservedSources).toEqual(reservedSources);
		},
	);

	it.each(answers.filter(({ error }) => error !== undefined && !isSyntax(error)))(
		'refuses $input with the words of Go',
		({ input, error }) => {
			expect(decodeOfficially(input)).toMatchObject({ kind: 'refused', message: error });
		},
	);

	it.each(answers.filter(({ error }) => error !== undefined && isSyntax(error)))(
		'refuses $input, and claims no other words than those of Go',
		({ input, error }) => {
			const decoding = decodeOfficially(input);
			expect(decoding.kind).toBe('refused');
			if (decoding.kind === 'refused' && decoding.message !== undefined) expect(decoding.message).toBe(error);
		},
	);
});
