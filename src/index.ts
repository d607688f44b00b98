/**
 * Plugins for tests in code: load a Falco plugin in a child process, read its events, ask for its fields.
 *
 * ```ts
 * import { openPlugin } from 'falco-plugin-kit';
 *
 * const plugin = await openPlugin('./build/libdemo.so', { initConfig: { debug: true } });
 * for await (const event of await plugin.open('100')) {
 * 	expect(await event.extract('demo.user')).toBe('alice');
 * }
 * await plugin.close();
 * ```
 */
export type { Field, FieldType } from '../harness/abi/fields.ts';
export { CannotRunError, UsageError } from './errors.ts';
export { ExtractionError, PluginDiedError, PluginRefusedError } from './open-plugin/errors.ts';
export type { EventStream } from './open-plugin/event-stream.ts';
export type { ExtractedValue } from './open-plugin/field-value.ts';
export {
	type OpenPlugin,
	type OpenPluginOptions,
	openPlugin,
	type PluginDescription,
} from './open-plugin/open-plugin.ts';
export type { PluginEvent } from './open-plugin/plugin-event.ts';
