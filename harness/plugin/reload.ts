import { hostDlclose, isResident } from '../native/loading.ts';
import type { PluginCalls } from './calls.ts';
import { Plugin } from './plugin.ts';

/** Unloads the library as Falco does after destroy, loads it again, and lets the calls go to the new one. */
export async function reload(
	calls: PluginCalls,
	path: string,
): Promise<{ kind: 'fresh' | 'resident' } | { kind: 'refused'; error: string }> {
	const { surroundings, handle } = calls.plugin;
	await hostDlclose(surroundings.thread, handle);
	const kind = isResident(path) ? 'resident' : 'fresh';
	const loaded = await Plugin.load(surroundings, path);
	if ('refused' in loaded) return { kind: 'refused', error: loaded.refused };
	calls.plugin = loaded;
	return { kind };
}
