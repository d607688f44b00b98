import { describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES } from '../../../../harness/abi/symbols.ts';
import type { ReturnedText } from '../../../../harness/protocol/returned-text.ts';
import type { Description } from '../../../../harness/subjects.ts';
import { falcoBehaviour } from '../../../../src/falco/behaviour.ts';
import { loadedPlugin } from '../../../../src/run/loading/loaded-plugin.ts';

const text = (latin1: string): ReturnedText => ({ kind: 'text', latin1 });
const FIELDS = '[{"name":"d.f","type":"uint64","desc":"a number","arg":{"isKey":true}}]';

const DESCRIPTION: Description = {
	load: { kind: 'loaded', elapsedMs: 1 },
	exported: API_FUNCTION_NAMES,
	capabilities: ['source', 'extract'],
	requiredApiVersion: text('3.0.0'),
	name: text('demo'),
	description: text('Demo'),
	contact: text('nobody'),
	version: text('0.1.0'),
	id: 7,
	eventSource: text('demo_src'),
	fields: text(FIELDS),
	fieldsChanged: null,
	extractEventSources: { kind: 'absent' },
	parseEventSources: { kind: 'null' },
	asyncEventSources: text('["other", ""]'),
	asyncEvents: { kind: 'absent' },
	initSchema: null,
	loadStdout: '',
	loadStderr: '',
};

function loaded(description: Partial<Description> = {}, initConfig = '') {
	const configured = { name: 'x', library: '/demo.so', initConfig, openParams: '', place: 'falco.yaml:2:5' };
	return loadedPlugin(configured, 'c', { ...DESCRIPTION, ...description }, falcoBehaviour());
}

describe('a loaded plugin', () => {
	it('is what its library says, with its own source in every list', () => {
		expect(loaded()).toMatchObject({ name: 'demo', id: 7, source: 'demo_src', initConfig: '' });
		expect(loaded().compatible).toEqual({
			extract: new Set(['demo_src']),
			parse: new Set(['demo_src']),
			async: new Set(['other', 'demo_src']),
		});
		expect(loaded().fields).toEqual([
			{
				name: 'd.f',
				type: 'uint64',
				isList: false,
				addOutput: false,
				description: 'a number',
				argument: { isRequired: false, isIndex: false, isKey: true },
			},
		]);
	});

	it('is compatible with all sources where it has none and lists none', () => {
		expect(loaded({ capabilities: ['extract'], eventSource: text(''), id: 0 }).compatible.extract).toBeNull();
	});

	const refused: [string, Partial<Description>, string][] = [
		[
			'an API that is too new',
			{ requiredApiVersion: text('4.0.0') },
			'cannot load plugin /demo.so: plugin required API',
		],
		['a version that is none', { version: text('1') }, "plugin provided an invalid version string: '1'"],
		['fields that are no JSON', { fields: text('[') }, 'error in plugin demo: get_fields returned an invalid JSON'],
		['no fields', { fields: text('[]') }, 'must export at least one field'],
		['a field that Falco refuses', { fields: text('[{"name":"a"}]') }, 'has an entry that Falco refuses'],
		['sources that are no list', { extractEventSources: text('{}') }, 'a list of event sources is an invalid JSON'],
	];
	it.each(refused)("is refused for %s, in Falco's words", (_what, description, message) => {
		expect(() => loaded(description)).toThrow(message);
	});

	it('has a configuration that its schema accepts', () => {
		const schema =
			'{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","properties":{"max":{"maximum":10}}}';
		const initSchema = { text: text(schema), typeWritten: true, type: 1 };
		expect(loaded({ initSchema }).initConfig).toBe('{}');
		expect(loaded({ initSchema }, '{"max":10}').initConfig).toBe('{"max":10}');
		expect(() => loaded({ initSchema }, '{"max":11}')).toThrow(
			'falco.yaml:2:5: error in plugin demo init config: In <root>.max, it must be <= 10',
		);
		expect(() => loaded({ initSchema }, 'max')).toThrow('it is no JSON');
		expect(loaded({ initSchema: { ...initSchema, text: text('no schema') } }, '[]').initConfig).toBe('[]');
	});
});
