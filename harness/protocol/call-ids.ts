import { API_FUNCTION_NAMES, type ApiFunction } from '../abi/symbols.ts';

/** What a child does beside the functions of the API; ids from 64 on. */
export const HOST_CALLS = {
	dlopen: 64,
	dlsym: 65,
	dlerror: 66,
	dlclose: 67,
	/** The pump's own reading of what next_batch returned; a fault there is a bad pointer that the plugin gave. */
	read_batch: 68,
	/** The pump's own reading of an extracted value. */
	read_value: 69,
	/** A routine that the plugin subscribed, run by our pool. */
	routine: 70,
	/** A function of a table that the plugin owns. */
	plugin_table: 71,
	/** The native loops, between two calls into the plugin. */
	pump: 72,
	/** Whatever a check lets a worker thread do. */
	worker: 73,
} as const;
export type HostCall = keyof typeof HOST_CALLS;
/** A call that a breadcrumb can name: a function of the API (without `plugin_`), or one of ours. */
export type CallName = ApiFunction | HostCall;

const HOST_CALL_NAMES = new Map<number, HostCall>(
	Object.entries(HOST_CALLS).map(([name, id]) => [id, name as HostCall]),
);

function isHostCall(name: CallName): name is HostCall {
	return Object.hasOwn(HOST_CALLS, name);
}

/** The number that stands for a call in the page; never 0, which means that none is under way. */
export function callId(name: CallName): number {
	return isHostCall(name) ? HOST_CALLS[name] : API_FUNCTION_NAMES.indexOf(name) + 1;
}

export function callName(id: number): CallName | undefined {
	return HOST_CALL_NAMES.get(id) ?? API_FUNCTION_NAMES[id - 1];
}
