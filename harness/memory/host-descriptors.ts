import { readdirSync, readlinkSync } from 'node:fs';
import type { ApiFunction } from '../abi/symbols.ts';
import { CLOSED_DESCRIPTOR_EXIT } from '../protocol/exit-codes.ts';
import { endProcess } from './end-process.ts';

/** What this process talks and waits through, by its target; files that are only read come and go. */
const LASTING = /^(socket:|pipe:|anon_inode:)/;
/** Functions in which plugins close what they opened, and what they did not. */
const CLOSING: ReadonlySet<ApiFunction> = new Set(['init', 'open', 'close', 'destroy']);
/** The standard streams are judged as what they are, and diverted now and then. */
const STANDARD_STREAMS = 3;

function targetOf(fd: number): string | undefined {
	try {
		return readlinkSync(`/proc/self/fd/${fd}`);
	} catch {
		return undefined;
	}
}

/**
 * Ends the process when a call has closed a descriptor of this process, with an exit code that says so: without its channel
 * it could say nothing else, and would wait for ever for what another descriptor was to tell.
 *
 * @returns what is to be called after each call of the plugin
 */
export function watchDescriptors(): (call: ApiFunction) => void {
	const own = readdirSync('/proc/self/fd')
		.map(Number)
		.filter((fd) => fd >= STANDARD_STREAMS)
		.flatMap((fd) => {
			const target = targetOf(fd);
			return target !== undefined && LASTING.test(target) ? [{ fd, target }] : [];
		});
	return (call) => {
		if (!CLOSING.has(call)) return;
		if (own.some(({ fd, target }) => targetOf(fd) !== target)) endProcess(CLOSED_DESCRIPTOR_EXIT);
	};
}
