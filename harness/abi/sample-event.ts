import { encodeAsyncEvent, encodeEvent, encodePluginEvent } from './event.ts';
import { ASYNC_EVENT, EVENT_TYPES, PLUGIN_EVENT } from './event-types.ts';

/** How large the parameters are: as small as the type may have them, as in everyday life, as large as a driver makes them. */
export const SAMPLE_FORMS = ['minimal', 'typical', 'maximal'] as const;
export type SampleForm = (typeof SAMPLE_FORMS)[number];

/** Bytes of the parameter types that have a fixed size; all others are bytes of any length. */
const FIXED_SIZES: Readonly<Record<string, number>> = {
	int8: 1,
	int16: 2,
	int32: 4,
	int64: 8,
	uint8: 1,
	uint16: 2,
	uint32: 4,
	uint64: 8,
	errno: 8,
	fd: 8,
	fd32: 4,
	pid: 8,
	pid32: 4,
	flags8: 1,
	flags16: 2,
	flags32: 4,
	enumflags8: 1,
	enumflags16: 2,
	enumflags32: 4,
	uid: 4,
	gid: 4,
	syscallid: 2,
	sigtype: 1,
	sigset: 4,
	mode: 4,
	port: 2,
	ipv4addr: 4,
	ipv6addr: 16,
	reltime: 8,
	abstime: 8,
};

/** Texts that end with a terminator; a driver that could not read one leaves the parameter empty. */
const TEXTS = new Set(['charbuf', 'fspath', 'fsrelpath', 'charbufarray', 'charbuf_pair_array']);

const FIRST_THREAD = 1n;
/** A recent, fixed time, so that runs are alike. */
const TIMESTAMP = 1_700_000_000_000_000_000n;
/** What a driver copies of one parameter at most: the largest snapshot length. */
const LARGEST_PARAMETER = 65_000;
const LARGEST_EVENT = 64_000;
const LARGE_PAYLOAD = 256 * 1024;

function sampleParam(type: string, form: SampleForm, most: number): Uint8Array {
	const size = FIXED_SIZES[type];
	if (size !== undefined) return new Uint8Array(size).fill(form === 'minimal' ? 0 : form === 'typical' ? 1 : 0x7f);
	if (form === 'minimal') return new Uint8Array();
	if (!TEXTS.has(type)) return new Uint8Array(form === 'typical' ? 16 : most).fill(0x41);
	const text = new Uint8Array(form === 'typical' ? 16 : most).fill(0x61);
	text[text.length - 1] = 0;
	return text;
}

/** A well-formed event of a type, as a host may hand it to a plugin that declares the type. */
export function sampleEvent(code: number, form: SampleForm, pluginId = 0): Buffer {
	const payload = { minimal: '', typical: '{"sample":"typical"}', maximal: 'x'.repeat(LARGE_PAYLOAD) }[form];
	const data = Buffer.from(payload);
	if (code === PLUGIN_EVENT) return Buffer.from(encodePluginEvent({ ts: TIMESTAMP, id: pluginId, payload: data }));
	if (code === ASYNC_EVENT) {
		return Buffer.from(encodeAsyncEvent({ ts: TIMESTAMP, id: pluginId, name: 'sample', data }));
	}
	const params = EVENT_TYPES[code]?.params ?? [];
	const buffers = params.filter(({ type }) => FIXED_SIZES[type] === undefined).length;
	const most = Math.min(LARGEST_PARAMETER, Math.floor(LARGEST_EVENT / Math.max(1, buffers)));
	return Buffer.from(
		encodeEvent({
			ts: TIMESTAMP,
			tid: FIRST_THREAD,
			type: code,
			params: params.map(({ type }) => sampleParam(type, form, most)),
		}),
	);
}

/** Event types that a plugin sees: those it lists, else those of Falco's rule (`resolve_dylib_compatible_codes`). */
export function acceptedTypes(listed: readonly number[] | undefined, sources: readonly string[]): number[] {
	if (listed !== undefined && listed.length > 0) return [...new Set(listed)];
	const everything = sources.length === 0 || sources.includes('syscall');
	if (!everything) return [PLUGIN_EVENT];
	return EVENT_TYPES.filter(({ unused }) => !unused).map(({ code }) => code);
}
