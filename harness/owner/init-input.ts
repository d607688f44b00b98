import { type PlacedInput, textBytes } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { placeInitTables } from './standing-inputs.ts';
import { structBytes } from './struct-bytes.ts';

/**
 * `ss_plugin_init_input` as Falco fills it (`sinsp_plugin::init`): tables only for plugins that parse or extract, the log
 * function and the owner always.
 */
export function ownerInitInput(plugin: Plugin, config: string | Uint8Array): PlacedInput {
	const { inputs, owners } = plugin.surroundings;
	const owner = owners.next();
	const text = inputs.place(textBytes(config), 'init config');
	const tables = plugin.has('extract') || plugin.has('parse') ? placeInitTables(inputs, owner.standing) : undefined;
	const input = inputs.place(
		structBytes('ss_plugin_init_input', {
			config: text.address,
			owner: owner.address,
			get_owner_last_error: owner.callbacks.getOwnerLastError,
			tables: tables?.address ?? 0n,
			log_fn: owner.callbacks.log,
		}),
		'init input',
	);
	return {
		address: input.address,
		release: () => {
			input.release();
			tables?.release();
			text.release();
		},
	};
}
