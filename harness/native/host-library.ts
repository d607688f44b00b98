import koffi, { type LibraryHandle } from 'koffi';
import { type Address, addressOf, nativeHostPath } from './library.ts';

/** Loaded once and kept: koffi would unload a library whose last reference is gone. */
let loaded: LibraryHandle | undefined;

function library(): LibraryHandle {
	loaded ??= koffi.load(nativeHostPath());
	return loaded;
}

/** The types of `plugin-host.h` as koffi spells them. */
type Parameter = 'address' | 'u32' | 'i32' | 'u64' | 'text';
const SPELLING: Record<Parameter | 'void', string> = {
	address: 'void *',
	u32: 'uint32_t',
	i32: 'int32_t',
	u64: 'uint64_t',
	text: 'const char *',
	void: 'void',
};

/** Result and parameters of every exported function that JavaScript calls. */
const FUNCTIONS = {
	nh_start: ['i32', 'address', 'i32'],
	nh_page_address: ['address'],
	nh_record_crashes: ['i32', 'i32'],
	nh_last_words_fd: ['i32'],
	nh_last_words_said: ['void'],
	nh_layout_rows: ['address'],
	nh_layout_count: ['u32'],
	nh_thread_create: ['address', 'text'],
	nh_thread_fd: ['i32', 'address'],
	nh_thread_slot: ['u32', 'address'],
	nh_thread_post: ['i32', 'address', 'u32', 'address', 'u64', 'u64', 'u64', 'u64', 'u64', 'u64', 'u64', 'u64'],
	nh_thread_take: ['i32', 'address', 'address'],
	nh_thread_stop: ['i32', 'address'],
	nh_read_memory: ['i32', 'address', 'address', 'u64', 'address'],
	nh_violation_ring: ['address'],
	nh_log_ring: ['address'],
	nh_async_ring: ['address'],
	nh_keep_whole_asyncs: ['void'],
	nh_owner_create: ['address'],
	nh_owner_set_error: ['void', 'address', 'text'],
	nh_owner_set_plugin_state: ['void', 'address', 'address'],
	nh_owner_script_async: ['void', 'address', 'u32', 'u64', 'u64', 'u32', 'address'],
	nh_owner_arm_async: ['void', 'address', 'u32'],
	nh_owner_hold_async: ['void', 'address', 'u32'],
	nh_owner_async_counters: ['void', 'address', 'address'],
	nh_registry_create: ['address', 'address', 'u32'],
	nh_registry_reset: ['void', 'address'],
	nh_registry_refuse_lookup: ['void', 'address', 'u64'],
	nh_registry_lookups: ['u64', 'address'],
	nh_registry_share: ['void', 'address', 'address'],
	nh_reader_functions: ['address'],
	nh_writer_functions: ['address'],
	nh_fields_functions: ['address'],
	nh_tables_end_call: ['void', 'address'],
	nh_host_add_table: ['address', 'address', 'text', 'i32'],
	nh_host_find_table: ['address', 'address', 'text'],
	nh_host_add_field: ['address', 'address', 'text', 'i32', 'u32'],
	nh_host_add_table_field: ['address', 'address', 'text', 'i32', 'u32'],
	nh_host_entry: ['address', 'address', 'address'],
	nh_host_find_entry: ['address', 'address', 'address'],
	nh_host_set: ['i32', 'address', 'text', 'address'],
	nh_host_get: ['i32', 'address', 'text', 'address'],
	nh_host_table_size: ['u64', 'address'],
	nh_host_clear: ['void', 'address'],
	nh_host_held: ['u32', 'address'],
	nh_host_table_at: ['address', 'address', 'u32'],
	nh_host_table_name: ['text', 'address'],
	nh_host_key_type: ['i32', 'address'],
	nh_host_plugin_table: ['address', 'address'],
	nh_routines_open: ['i32', 'address'],
	nh_routines_close: ['void', 'address'],
	nh_routines_counters: ['void', 'address', 'address'],
} as const satisfies Record<string, readonly [Parameter | 'void', ...Parameter[]]>;

type HostFunctionName = keyof typeof FUNCTIONS;

interface Arguments {
	address: Address;
	u32: number;
	i32: number;
	u64: bigint | number;
	text: string;
}
interface Results {
	address: Address;
	u32: number;
	i32: number;
	u64: bigint;
	text: string;
	void: undefined;
}
type ArgumentsOf<P extends readonly unknown[]> = { [I in keyof P]: P[I] extends Parameter ? Arguments[P[I]] : never };
type Signature<R> = R extends readonly [infer Result extends keyof Results, ...infer Rest]
	? (...args: ArgumentsOf<Rest>) => Results[Result]
	: never;

/** The native host's functions, typed. */
export type HostLibrary = { readonly [N in HostFunctionName]: Signature<(typeof FUNCTIONS)[N]> };

function declare(name: HostFunctionName): (...args: unknown[]) => unknown {
	const [result, ...parameters] = FUNCTIONS[name];
	const call = library().func(
		name,
		SPELLING[result],
		parameters.map((parameter) => SPELLING[parameter]),
	);
	switch (result) {
		case 'address':
			return (...args) => addressOf(call(...args));
		case 'u64':
			return (...args) => BigInt(call(...args));
		default:
			return call;
	}
}

let declared: HostLibrary | undefined;

/** Loads the native host on first use. Throws when `dist/native` has none for this machine. */
export function hostLibrary(): HostLibrary {
	declared ??= Object.fromEntries(
		Object.keys(FUNCTIONS).map((name) => [name, declare(name as HostFunctionName)]),
	) as unknown as HostLibrary;
	return declared;
}

/** Address of an exported function of the native host, to be handed to a plugin or posted to a thread. */
export function hostAddress(name: string): Address {
	return addressOf(library().symbol(name));
}
