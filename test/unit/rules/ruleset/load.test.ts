import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printCondition } from '../../../../src/rules/condition/print.ts';
import type { LoadError, LoadWarning } from '../../../../src/rules/file/load-result.ts';
import { decodeText } from '../../../../src/rules/values/byte-text.ts';
import { probeLoader } from './load-rows.ts';

/** A rules file, what is said of it with codes and places, and the conditions that it comes to. */
interface Row {
	readonly name: string;
	readonly yaml: string;
	readonly says: readonly string[];
	readonly rules?: readonly string[];
	readonly schema: string;
}

const rows = readFileSync(new URL('../../../fixtures/rules/load.jsonl', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line) as Row);

function said({ code, message, context }: LoadError | LoadWarning): string {
	const places = context.locations
		.slice(1)
		.map(({ itemType, itemName, mark }) => `${itemType}${itemName && ` '${itemName}'`} ${mark.line}:${mark.column}`);
	return `${code} ${places.join(' > ')}: ${message}`;
}

function answer(name: string, yaml: string): Row {
	const loader = probeLoader();
	const result = loader.load({ name, text: yaml });
	const warnings = result.warnings.filter(({ code }) => !code.startsWith('LOAD_UNUSED'));
	const conditions = loader.ruleset.rules.map(({ condition }) => decodeText(printCondition(condition)));
	return {
		name,
		yaml,
		says: [...result.errors, ...warnings].map(said),
		...(result.successful ? { rules: conditions } : {}),
		schema: result.schema.warnings[0] ?? result.schema.status,
	};
}

describe('loading a rules file', () => {
	it.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
		expect(answer(name, row.yaml)).toEqual(row);
	});

	it('never throws, has at most one error, and is successful without one', () => {
		const word = fc.constantFrom(
			'rule',
			'macro',
			'list',
			'items',
			'condition',
			'output',
			'desc',
			'priority',
			'source',
			'exceptions',
			'override',
			'append',
			'enabled',
			'tags',
			'name',
			'fields',
			'comps',
			'values',
			'required_engine_version',
			'required_plugin_versions',
			'version',
		);
		const value = fc.constantFrom(
			'm',
			'l',
			'INFO',
			'probe_src',
			'p.str',
			'p.str in (l)',
			'm and p.u64 = 1',
			'true',
			'[a, l]',
			'[[a]]',
			'{condition: append}',
			'{name: e, fields: [p.str], values: [[a]]}',
			'',
			'"%p.str"',
			'63',
		);
		const item = fc.array(fc.tuple(word, value), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(fc.array(item, { maxLength: 5 }), (items) => {
				const text = items.map((pairs) => `- {${pairs.map(([key, text]) => `${key}: ${text}`).join(', ')}}\n`).join('');
				const result = probeLoader().load({ name: 'f', text });
				expect(result.errors.length).toBe(result.successful ? 0 : 1);
			}),
			{ numRuns: 300 },
		);
	});
});
