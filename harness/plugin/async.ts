import { asInt, type Plugin } from './plugin.ts';

/** Gives the plugin the host's handler for async events, or takes it away; always from the host's own thread. */
export async function setAsyncHandler(plugin: Plugin, state: bigint, handler: 'set' | 'reset'): Promise<number> {
	const owner = plugin.ownerOf(state);
	if (handler === 'set') owner.native.armAsync();
	const address = handler === 'set' ? owner.callbacks.asyncHandler : 0n;
	const rc = asInt(await plugin.invoke('set_async_event_handler', [state, owner.address, address]));
	if (handler === 'reset') owner.native.disarmAsync();
	return rc;
}

/** dump_state: the plugin writes its state as async events, through the handler of the dump and within the call. */
export async function dumpState(plugin: Plugin, state: bigint): Promise<number> {
	const owner = plugin.ownerOf(state);
	return asInt(await plugin.invoke('dump_state', [state, owner.address, owner.callbacks.dumpHandler]));
}
