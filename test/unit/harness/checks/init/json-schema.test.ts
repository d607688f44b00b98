import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../../../harness/checks/init/json-schema.ts';

const kindOf = (schema: unknown) => compileSchema(JSON.stringify(schema)).kind;

describe('the schema of a configuration', () => {
	it.each([
		['none of the keywords', {}],
		['a dialect that nobody has', { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }],
		['draft 4, with boolean bounds', { id: 'urn:x', type: 'integer', minimum: 1, exclusiveMinimum: true }],
		['definitions', { definitions: { n: { type: 'number' } }, properties: { a: { $ref: '#/definitions/n' } } }],
		['$defs, as the Go generators write them', { $defs: { n: { type: 'number' } }, $ref: '#/$defs/n' }],
		['unknown keywords and formats', { 'x-order': 1, type: 'string', format: 'duration-of-ours' }],
		['a property that is called id', { properties: { id: { type: 'integer' }, $schema: { type: 'string' } } }],
	])('is taken with %s', (_, schema) => expect(kindOf(schema)).toBe('schema'));

	it.each([
		['no-object', []],
		['no-object', true],
		['no-object', null],
		['remote', { properties: { a: { $ref: 'https://example.org/a.json' } } }],
		['invalid', { type: 'no such type' }],
		['invalid', { $ref: '#/definitions/missing' }],
	])('is %s for %j', (kind, schema) => expect(kindOf(schema)).toBe(kind));

	it('is no JSON where it is cut off', () => expect(compileSchema('{"a":').kind).toBe('no-json'));

	it('says which configurations reach init', () => {
		const compiled = compileSchema('{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}');
		if (compiled.kind !== 'schema') throw new Error(compiled.kind);
		expect(['{"a":1}', '{"a":"1"}', '{}', '', '{'].map(compiled.accepts)).toEqual([true, false, false, false, false]);
	});

	it('accepts by properties whatever they are called', () => {
		const compiled = compileSchema('{"properties":{"id":{"type":"integer"}},"additionalProperties":false}');
		if (compiled.kind !== 'schema') throw new Error(compiled.kind);
		expect(compiled.accepts('{"id":"text"}')).toBe(false);
		expect(compiled.accepts('{"id":1}')).toBe(true);
	});
});
