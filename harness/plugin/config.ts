import { textBytes } from '../memory/input-placement.ts';
import { asInt, type Plugin } from './plugin.ts';

/** set_config with a new configuration. Falco itself has no caller of it. */
export async function setConfig(plugin: Plugin, state: bigint, config: string | Uint8Array): Promise<number> {
	const { inputs } = plugin.surroundings;
	const text = inputs.place(textBytes(config), 'new configuration');
	const struct = Buffer.alloc(8);
	struct.writeBigUInt64LE(text.address, 0);
	const input = inputs.place(struct, 'set_config input');
	const rc = asInt(await plugin.invoke('set_config', [state, input.address]));
	input.release();
	text.release();
	return rc;
}
