import { UINT64_MAX } from '../abi/enums.ts';
import { decodeEvent } from '../abi/event.ts';
import { PLUGIN_EVENT } from '../abi/event-types.ts';

/**
 * An event as the host passes it on: for plugin events without an id the plugin's own is filled in, the thread is none, and
 * a missing time is now (libs source_plugin.c:next writes all three into the plugin's own buffer).
 */
export function hostEvent(bytes: Buffer, pluginId: number): Buffer {
	const copy = Buffer.from(bytes);
	const decoded = decodeEvent(bytes);
	if (!decoded.ok || decoded.event.type !== PLUGIN_EVENT) return copy;
	const id = decoded.event.params[0];
	if (id?.length === 4) {
		const offset = id.byteOffset - bytes.byteOffset;
		if (copy.readUInt32LE(offset) === 0) copy.writeUInt32LE(pluginId >>> 0, offset);
	}
	copy.writeBigUInt64LE(UINT64_MAX, 8);
	if (copy.readBigUInt64LE(0) === UINT64_MAX) copy.writeBigUInt64LE(BigInt(Date.now()) * 1_000_000n, 0);
	return copy;
}
