import { fileURLToPath } from 'node:url';
import { CAPABILITIES, type Capability } from '../../../harness/abi/symbols.ts';
import type { PluginSource } from '../build.ts';

/** A plugin without a fault: the harness may say nothing worse than `info` about it. */
export interface CleanPlugin extends PluginSource {
	capabilities: readonly Capability[];
	/** What it shows that a harness may not hold against it. */
	shows: string;
}

/** Plugins with threads name libpthread, so that they load where it is not yet a part of libc. */
export const THREADS = ['-Wl,--no-as-needed', '-l:libpthread.so.0'] as const;

const good = fileURLToPath(new URL('good.c', import.meta.url));
const clean = (file: string) => fileURLToPath(new URL(`../clean/${file}.c`, import.meta.url));
const text = (value: string) => JSON.stringify(value);

const flagOf = {
	source: 'GOOD_SOURCE',
	extract: 'GOOD_EXTRACT',
	parse: 'GOOD_PARSE',
	async: 'GOOD_ASYNC',
	listen: 'GOOD_LISTEN',
} as const satisfies Record<Capability, string>;

/** good.c with exactly these capabilities, and what else the flags say. */
function capable(
	name: string,
	capabilities: readonly Capability[],
	shows: string,
	flags: readonly string[] = [],
): CleanPlugin {
	const chosen = CAPABILITIES.map(
		(capability) => `-D${flagOf[capability]}=${Number(capabilities.includes(capability))}`,
	);
	const ldflags = capabilities.includes('async') ? THREADS : [];
	return { name, source: good, cflags: [...chosen, ...flags], ldflags, capabilities, shows };
}

/** A plugin of its own file in `test/plugins/clean`. */
function trap(
	name: string,
	capabilities: readonly Capability[],
	shows: string,
	{ file = name, cflags = [], ldflags = [] }: { file?: string; cflags?: string[]; ldflags?: readonly string[] } = {},
): CleanPlugin {
	return { name, source: clean(file), cflags, ldflags, capabilities, shows };
}

const both = ['source', 'extract'] as const;

/** One plugin for each useful set of capabilities. */
export const CAPABILITY_SETS: readonly CleanPlugin[] = [
	capable('source', ['source'], 'a source alone, which the host gives no tables'),
	capable('source-extract', both, 'the good plugin as it is'),
	capable('extract', ['extract'], 'fields for the events of another plugin'),
	capable('parse-extract', ['parse', 'extract'], 'state from the events of another plugin'),
	capable('source-parse', ['source', 'parse'], 'parsing without extraction'),
	capable('source-async', ['source', 'async'], 'async events beside own events'),
	capable('async', ['async'], 'async events into the stream of another plugin'),
	capable('listen', ['source', 'listen'], 'capture listening'),
	capable('everything', ['source', 'extract', 'parse', 'async', 'listen'], 'all that the API has', [
		'-DGOOD_METRICS=1',
		'-DGOOD_SET_CONFIG=1',
		`-DGOOD_EVENT_SCHEMA_VERSION=${text('4.0.0')}`,
	]),
	capable('syscalls', ['parse', 'extract'], 'system call events, with the event schema that they need', [
		`-DGOOD_PARSE_SOURCES=${text('["syscall"]')}`,
		`-DGOOD_EXTRACT_SOURCES=${text('["syscall"]')}`,
		'-DGOOD_PARSE_TYPES={3,203}',
		'-DGOOD_EXTRACT_TYPES={3,203}',
		`-DGOOD_EVENT_SCHEMA_VERSION=${text('4.0.0')}`,
	]),
];

/** What is legal and easily taken for a fault. Source: facts/checks.md section 6. */
export const TRAPS: readonly CleanPlugin[] = [
	trap('idless', ['source'], 'no ID and no event source'),
	trap('id-zero', ['source'], 'ID 0 and an empty event source', { file: 'idless', cflags: ['-DIDLESS_EXPORTS'] }),
	trap('null-state', ['source'], 'NULL as state, with success'),
	trap('small-handles', both, 'states that are no addresses'),
	trap('strict-last-error', both, 'get_last_error may be called after failures only'),
	trap('shared-text', both, 'descriptive texts in one buffer'),
	trap('timeouts', both, 'timeouts with and without events'),
	trap('big-events', both, 'events over 64 KiB'),
	trap('zero-copy', both, 'values that point into the event'),
	trap('failure-means-none', both, 'FAILURE from extract_fields for "no value"'),
	trap('empty-field', both, 'a field that never has a value'),
	trap('number-cache', both, 'what was read of an event, kept by the number of the event'),
	trap('syscall-fields', ['extract', 'parse'], 'fields of system calls, of which the harness makes the events'),
	trap('sync-symbol', both, 'a foreign export with the prefix of the API'),
	trap('linked-extras', ['source'], 'optional functions of a capability that is not there'),
	trap('early-tick', ['source', 'extract', 'async'], 'an async event before the setter returned', { ldflags: THREADS }),
	trap('needs-threads', ['source', 'extract', 'parse'], 'a plugin that needs the thread table'),
	trap('stub-set-config', both, 'set_config that always fails, without text'),
	trap('one-stream', both, 'a second open that is refused'),
	trap('endless', both, 'no end, and no progress'),
	trap('unavailable', both, 'an open that fails cleanly, and no list of parameters'),
	trap('runtime', ['source', 'extract', 'async'], 'threads and signal handlers of a runtime', {
		ldflags: [...THREADS, '-Wl,-z,nodelete'],
	}),
	trap('hooked', ['source', 'extract', 'parse', 'async'], 'the good plugin through the hooks of mutants', {
		ldflags: THREADS,
	}),
	capable('one-by-one', both, 'one event a call', ['-DGOOD_BATCH=1']),
	capable('wide-buffers', both, 'memory that grows until all buffers were used once', [
		'-DGOOD_BATCH=128',
		'-DGOOD_SLOT=262144',
	]),
	capable('unstamped', both, 'timestamps that the host fills in', ['-DGOOD_TIMESTAMP(seq)=((void)(seq),UINT64_MAX)']),
	capable('back-in-time', both, 'timestamps that go back by less than a second', [
		'-DGOOD_TIMESTAMP(seq)=(UINT64_C(1700000000000000000)+((seq)^1)*UINT64_C(1000000))',
	]),
	capable('null-lists', both, 'NULL for source lists and schema', [
		'-DGOOD_EXTRACT_SOURCES=NULL',
		'-DGOOD_SCHEMA=NULL',
		'-DGOOD_SCHEMA_TYPE=SS_PLUGIN_SCHEMA_NONE',
		'-DGOOD_OPEN_PARAMS=NULL',
	]),
	capable('empty-lists', both, 'empty lists', [
		`-DGOOD_EXTRACT_SOURCES=${text('[]')}`,
		`-DGOOD_OPEN_PARAMS=${text('[]')}`,
	]),
	capable('empty-text', both, 'an empty text for a source list', [`-DGOOD_EXTRACT_SOURCES=${text('')}`]),
	capable('camel-case', both, 'a field name in camel case', [
		`-DGOOD_MORE_FIELDS(NEXT)=NEXT("good.userName","string","Name of the user","",good_field_user)`,
	]),
	capable('shared-source', both, 'an event source that other plugins have too', [
		`-DGOOD_EVENT_SOURCE=${text('k8s_audit')}`,
	]),
	capable('other-types', both, 'async events among the types, for a source that is not of the drivers', [
		'-DGOOD_EXTRACT_TYPES={322,402}',
	]),
	capable('build-metadata', both, 'build metadata in the version', [`-DGOOD_VERSION=${text('1.2.3+build.5')}`]),
	capable('older-api', both, 'an older API version', [`-DGOOD_API_VERSION=${text('3.8.0')}`, '-DGOOD_OFFSETS=0']),
	capable('rich-schema', both, 'a schema with $schema, definitions and an odd default', [
		`-DGOOD_SCHEMA=${text(
			JSON.stringify({
				$schema: 'http://json-schema.org/draft-07/schema#',
				title: 'Good',
				definitions: { max: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 0 } },
				type: 'object',
				additionalProperties: false,
				properties: { max: { $ref: '#/definitions/max' } },
			}),
		)}`,
	]),
	capable('without-offsets', both, 'value offsets ignored', ['-DGOOD_OFFSETS=0']),
];

/** All clean plugins. */
export const CLEAN_PLUGINS: readonly CleanPlugin[] = [...CAPABILITY_SETS, ...TRAPS];
