import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExtractionError, openPlugin, PluginDiedError, PluginRefusedError, UsageError } from '../../../src/index.ts';
import { buildPlugins } from '../../plugins/build.ts';

const sourceOf = (path: string) => fileURLToPath(new URL(`../../plugins/${path}`, import.meta.url));

const paths: Record<string, string> = {};
beforeAll(async () => {
	const built = await buildPlugins([
		{ name: 'good', source: sourceOf('good/good.c') },
		{ name: 'good-parse', source: sourceOf('good/good.c'), cflags: ['-DGOOD_PARSE=1', '-DGOOD_SOURCE=0'] },
		{ name: 'robust.crash', source: sourceOf('mutants/robust/crash.c') },
		{ name: 'robust.hang', source: sourceOf('mutants/robust/hang.c') },
	]);
	for (const [name, path] of built) paths[name] = path;
}, 60_000);
const at = (name: string) => paths[name] ?? '';

describe('openPlugin', () => {
	it('gives the plugin, its events and the values of their fields', async () => {
		await using plugin = await openPlugin(at('good'), { initConfig: { prefix: 'tester-' } });
		expect(plugin.description).toMatchObject({ name: 'good', id: 999, eventSource: 'good', apiVersion: '3.12.0' });
		expect(plugin.fields.map(({ name }) => name)).toContain('good.tags');
		const numbers: number[] = [];
		for await (const event of await plugin.open('70')) {
			numbers.push(event.number);
			if (event.number > 1) continue;
			expect(JSON.parse(event.payload.toString())).toMatchObject({ seq: 0, user: 'tester-0' });
			expect(event.bytes.readUInt16LE(20)).toBe(322);
			expect(event.time).toBe(1_700_000_000_000_000_000n);
			expect(await event.extract('good.user')).toBe('tester-0');
			expect(await event.extract('good.seq')).toBe(0n);
			expect(await event.extract('good.ok')).toBe(true);
			expect(await event.extract('good.took')).toBe(1_000_000n);
			expect(await event.extract('good.ip6')).toBe('fd00::1');
			expect(await event.extract('good.tags')).toEqual(['even', 'n1']);
			expect(await event.extract('good.item[1]')).toBe('n1');
			expect(await event.extract('good.item[7]')).toBeNull();
			expect(await event.summary()).toBe('0 by tester-0');
			await expect(event.extract('good.item')).rejects.toThrow(UsageError);
			await expect(event.extract('good.none')).rejects.toThrow('good.none is no field of the plugin');
		}
		expect(numbers).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
	});

	it('closes a stream that is left early, and opens another', async () => {
		await using plugin = await openPlugin(at('good'));
		for await (const event of await plugin.open('10')) {
			expect(event.number).toBe(1);
			break;
		}
		const stream = await plugin.open('1');
		expect((await stream.next())?.payload.toString()).toContain('"seq":0');
		expect(await stream.next()).toBeUndefined();
		await stream.close();
		await stream.close();
	});

	it('gives payloads to a plugin without a source, which parses them first', async () => {
		await using plugin = await openPlugin(at('good-parse'));
		const event = await plugin.give('{"seq":5,"user":"eve"}', 'good');
		expect(await event.extract('good.user')).toBe('eve');
		await expect(plugin.open('1')).rejects.toThrow('no event source');
	});

	it('says what the plugin says when it refuses', async () => {
		await expect(openPlugin(at('good'), { initConfig: '{"maxi":1}' })).rejects.toMatchObject({
			name: 'PluginRefusedError',
			call: 'plugin_init',
			reason: "init config: unknown key 'maxi'",
		});
		await using plugin = await openPlugin(at('good'));
		await expect(plugin.open('many')).rejects.toThrow(PluginRefusedError);
		expect(await (await plugin.open('1')).next()).toBeDefined();
	});

	it('turns a crash into an error with the words of `plugin-kit test`', async () => {
		const plugin = await openPlugin(at('robust.crash'));
		const event = await (await plugin.open('1')).next();
		const error = await event?.extract('good.seq').catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(PluginDiedError);
		expect(error).toMatchObject({ kind: 'crash', call: 'plugin_extract_fields' });
		expect((error as Error).message).toMatch(/^the plugin died of SIGSEGV in plugin_extract_fields\n/);
		expect((error as PluginDiedError).evidence).toContain('plugin_extract_fields');
		await expect(plugin.open('1')).rejects.toBe(error);
		await plugin.close();
	});

	it('turns a hang into an error', async () => {
		await using plugin = await openPlugin(at('robust.hang'), { timeoutScale: 0.1 });
		const event = await plugin.give('{"seq":1,"id":2}');
		await expect(event.extract('good.value[id]')).rejects.toMatchObject({
			kind: 'hang',
			message: expect.stringMatching(/^no return in plugin_extract_fields for /),
		});
	});

	it('ends with its signal', async () => {
		const abortion = new AbortController();
		const plugin = await openPlugin(at('good'), { signal: abortion.signal });
		abortion.abort();
		await plugin.close().catch(() => {});
		await expect(plugin.open('1')).rejects.toMatchObject({ name: 'AbortError' });
		await expect(openPlugin(at('good'), { signal: abortion.signal })).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('refuses what is no library, and a Falco that it does not know', async () => {
		await expect(openPlugin(sourceOf('good/good.c'))).rejects.toThrow(UsageError);
		await expect(openPlugin('/no/such.so')).rejects.toThrow(UsageError);
		await expect(openPlugin(at('good'), { falco: '0.1' })).rejects.toThrow(UsageError);
	});

	it('takes nothing after it was closed', async () => {
		const plugin = await openPlugin(at('good'));
		await plugin.close();
		await plugin.close();
		await expect(plugin.open('1')).rejects.toThrow('the plugin is closed');
		expect(new ExtractionError('a.b', 'x').message).toBe('a.b: x');
	});
});
