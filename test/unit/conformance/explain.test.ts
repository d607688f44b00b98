import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../harness/catalogue.ts';
import { ABI_CHECKS } from '../../../harness/checks/abi/index.ts';
import { FIELDS_CHECKS } from '../../../harness/checks/fields/index.ts';
import { explain } from '../../../src/conformance/explain.ts';
import { UsageError } from '../../../src/errors.ts';
import { renderCheckEntry, renderCheckList } from '../../../src/report/check-text.ts';

const catalogue = [...ABI_CHECKS, ...FIELDS_CHECKS];
const plain = { color: false, width: 80 };
const ids = (wanted?: string) => explain(catalogue, wanted).checks.map(({ id }) => id);

function refusal(wanted: string): UsageError {
	try {
		ids(wanted);
	} catch (error) {
		if (error instanceof UsageError) return error;
	}
	throw new Error(`${wanted} was not refused`);
}

describe('explain', () => {
	it('finds a check, a group, and all', () => {
		expect(ids('fields.json-array')).toEqual(['fields.json-array']);
		expect(ids('abi')).toEqual(ABI_CHECKS.map(({ id }) => id));
		expect(ids()).toHaveLength(catalogue.length);
	});

	it('suggests near ids for a wrong one, and exits with 2', () => {
		const error = refusal('fields.json-arrays');
		expect(error.exitCode).toBe(2);
		expect(error.suggestions[0]).toMatch(/^Did you mean fields\.json-array[,?]/);
		expect(refusal('api-version').suggestions[0]).toContain('abi.api-version');
		expect(refusal('sources.json-array').suggestions[0]).toContain('fields.json-array');
	});

	it('suggests nothing where nothing is near', () => {
		expect(refusal('zzzzzzzzzz').suggestions).toEqual(['List all checks: plugin-kit explain']);
	});

	it('shows everything that the catalogue says of a check', () => {
		const [entry] = explain(catalogue, 'abi.id-source-pair').checks;
		if (!entry) throw new Error('no such check');
		const text = renderCheckEntry(entry, plain).replaceAll(/\s+/g, ' ');
		for (const part of [entry.id, entry.title, entry.asserts, entry.why, entry.fix]) expect(text).toContain(part);
		expect(text).toContain('error; for plugins with the capability source; from profile dev on');
	});

	it('lists checks under their groups', () => {
		const lines = renderCheckList(explain(catalogue, undefined).checks, plain).split('\n');
		expect(lines[0]).toBe('abi');
		expect(lines).toContain('fields');
		expect(lines.filter((line) => line.startsWith('  '))).toHaveLength(catalogue.length);
	});

	it('gives for --json what its schema says, for the whole catalogue', () => {
		const path = new URL('../../../docs/schemas/explain.schema.json', import.meta.url);
		const ajv = new Ajv.default();
		const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
		const printed = JSON.parse(JSON.stringify(explain(CATALOGUE, undefined)));
		expect(validate(printed), ajv.errorsText(validate.errors)).toBe(true);
	});
});
