import { basename } from 'node:path';
import { type CrashPage, type CrashRecord, explainAddress } from '../../harness/protocol/crash-page.ts';
import type { SharedObject } from '../../harness/subjects.ts';
import { openLibrary } from '../elf/library-file.ts';
import { readElf } from '../elf/read.ts';
import { symbolAt } from '../elf/symbolise.ts';
import type { NativeFrame, ThreadStack } from './host-end.ts';

interface Mapping {
	start: bigint;
	end: bigint;
	/** Where the object begins: the start of its first mapping. */
	base: bigint;
	path: string;
}

/** The mappings of files in the text of /proc/PID/maps. */
export function parseMaps(text: string): Mapping[] {
	const bases = new Map<string, bigint>();
	const mappings: Mapping[] = [];
	for (const line of text.split('\n')) {
		const match = /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) \S{4} [0-9a-f]+ \S+ \d+ +(\/.*)$/.exec(line);
		if (!match) continue;
		const [, start = '', end = '', path = ''] = match;
		const from = BigInt(`0x${start}`);
		if (!bases.has(path)) bases.set(path, from);
		mappings.push({ start: from, end: BigInt(`0x${end}`), base: bases.get(path) ?? from, path });
	}
	return mappings;
}

const objects = new Map<string, SharedObject | undefined>();

function objectAt(path: string): SharedObject | undefined {
	if (!objects.has(path)) {
		const found = openLibrary(path);
		const reading = found.kind === 'file' ? readElf(found.bytes, path) : undefined;
		objects.set(path, reading?.kind === 'object' ? reading.object : undefined);
	}
	return objects.get(path);
}

/** Symbolises a stack of addresses with the mappings that the child wrote down and the ELF symbols of the files in them. */
export function stackOf(
	raw: { thread: string; isPluginThread: boolean; frames: readonly bigint[] },
	page: CrashPage,
	libraries: readonly string[],
): ThreadStack {
	const mappings = parseMaps(page.maps);
	const frames = raw.frames.map((address, index): NativeFrame => {
		// Frames but the innermost hold return addresses: the call itself is one byte before at the latest.
		const place = index === 0 ? address : address - 1n;
		const mapping = mappings.find(({ start, end }) => place >= start && place < end);
		const hex = `0x${address.toString(16)}`;
		if (!mapping) return { address: hex, module: '?', inPlugin: false, symbol: null, offset: 0 };
		const object = objectAt(mapping.path);
		const symbol = object && symbolAt(object, place - mapping.base);
		return {
			address: hex,
			module: basename(mapping.path),
			inPlugin: libraries.includes(mapping.path),
			symbol: symbol?.name ?? null,
			offset: symbol ? symbol.offset : Number(place - mapping.base),
		};
	});
	return { thread: raw.thread, isPluginThread: raw.isPluginThread, frames };
}

/** Where a faulting address lies, in words; null for a signal that was sent (abort). */
export function explainFault(crash: CrashRecord, page: CrashPage): string | null {
	if (crash.code <= 0) return null;
	const known = explainAddress(page.guards, crash.address);
	if (known) return `an access to ${known}`;
	if (crash.address < 4096n) return `an access to address 0x${crash.address.toString(16)}, near NULL`;
	return `an access to address 0x${crash.address.toString(16)}`;
}
