import { intOutput } from '../memory/outputs.ts';
import { readMemory } from '../memory/safe-read.ts';
import type { EventTypesReading } from '../record.ts';
import type { Plugin } from './plugin.ts';

/** get_extract_event_types or get_parse_event_types, as since API 3.1: the count first, then the state. */
export async function eventTypes(
	plugin: Plugin,
	name: 'get_extract_event_types' | 'get_parse_event_types',
	state: bigint,
): Promise<EventTypesReading | null> {
	if (!plugin.exports(name)) return null;
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const count = intOutput(arena, 'count');
	const array = await plugin.invoke(name, [count.address, state]);
	const written = plugin.stored(name, count);
	arena.reset(mark);
	const wanted = written.written ? written.value >>> 0 : 0;
	if (array === 0n || wanted === 0) return { count: written, array, types: [], readable: 0 };
	const read = readMemory(array, Math.min(wanted, 65_536) * 2);
	if (read.kind === 'fault') return { count: written, array, types: undefined, readable: read.bytes.length >> 1 };
	const bytes = Buffer.from(read.bytes);
	const types = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16LE(index * 2));
	return { count: written, array, types, readable: types.length };
}
