import { describe, expect, it } from 'vitest';
import { enabledSources, sourcesOf } from '../../../../src/run/loading/sources.ts';
import { extractorOf, pluginOf, sourceOf } from './some-plugins.ts';

function sources(plugins: Parameters<typeof sourcesOf>[0]) {
	const warnings: string[] = [];
	return { sources: sourcesOf(plugins, (warning) => warnings.push(warning)), warnings };
}

describe('event sources', () => {
	it('have the plugins that have to do with them, in load order', () => {
		const plugins = [
			extractorOf('json', 'json.value'),
			sourceOf('a'),
			extractorOf('only-b', 'b.f', ['b']),
			sourceOf('b'),
		];
		const found = sources(plugins).sources.map(({ name, opened, plugins: on }) => [
			name,
			opened,
			on.map((one) => one.name),
		]);
		expect(found).toEqual([
			['a', 1, ['json', 'a']],
			['b', 2, ['json', 'only-b', 'b']],
		]);
	});

	it('are opened by the first plugin that provides them', () => {
		const { sources: found, warnings } = sources([sourceOf('first', 's'), sourceOf('second', 's', { id: 8 })]);
		expect(found).toMatchObject([{ name: 's', opened: 0, pluginId: 7 }]);
		expect(warnings).toEqual(["plugin 'second' provides 's' as 'first' does, which is loaded before it and is opened"]);
	});

	it('say which plugin parses and sends async events', () => {
		const helper = pluginOf('helper', {
			capabilities: ['parse', 'async'],
			compatible: { extract: null, parse: null, async: new Set(['b']) },
		});
		const [a, b] = sources([sourceOf('a'), sourceOf('b'), helper]).sources;
		expect(a?.plugins.at(-1)).toMatchObject({ name: 'helper', parses: true, sendsAsync: false, fields: [] });
		expect(b?.plugins.at(-1)).toMatchObject({ name: 'helper', parses: true, sendsAsync: true });
	});

	it('ask a plugin in Rust for one field a call: its SDK spoils what is asked for together', () => {
		const found = sources([sourceOf('a', 'a', { language: 'rust' }), sourceOf('b')]).sources;
		expect(found.map(({ plugins }) => plugins[0]?.extracts)).toEqual(['one-field-a-call', 'several-fields-a-call']);
	});

	it("do not take a plugin that none of them has a use for, in Falco's words", () => {
		expect(() => sources([sourceOf('a'), extractorOf('lost', 'l.f', ['elsewhere'])])).toThrow(
			"Plugin 'lost' is loaded but unused as not compatible with any known event source",
		);
		expect(sources([extractorOf('any', 'a.f')]).sources).toEqual([]);
	});

	it('do not take fields of one name twice', () => {
		expect(() => sources([sourceOf('a'), extractorOf('x', 'evt.num')])).toThrow(
			"Plugin 'x' supports extraction of field 'evt.num' that is overlapping for source 'a'",
		);
		expect(() => sources([sourceOf('a'), extractorOf('x', 'f.f'), extractorOf('y', 'f.f')])).toThrow("Plugin 'y'");
		const apart = [sourceOf('a'), sourceOf('b'), extractorOf('x', 'f.f', ['a']), extractorOf('y', 'f.f', ['b'])];
		expect(sources(apart).sources).toHaveLength(2);
	});
});

describe('--enable-source and --disable-source', () => {
	const { sources: all } = sources([sourceOf('a'), sourceOf('b')]);
	const names = (enable: string[], disable: string[]) =>
		enabledSources(all, { enable, disable }).map(({ name }) => name);

	it('choose among the sources', () => {
		expect(names([], [])).toEqual(['a', 'b']);
		expect(names(['b'], [])).toEqual(['b']);
		expect(names([], ['b', 'syscall'])).toEqual(['a']);
	});

	it('are refused where they mean nothing', () => {
		expect(() => names(['a'], ['b'])).toThrow('exclude each other');
		expect(() => names(['c'], [])).toThrow("no loaded plugin provides the event source 'c'");
		expect(() => names([], ['a', 'b'])).toThrow('every event source is disabled');
		expect(() => enabledSources([], { enable: [], disable: [] })).toThrow('no loaded plugin provides an event source');
	});
});
