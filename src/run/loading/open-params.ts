import { describeReturned } from '../../../harness/protocol/describe-text.ts';
import type { ReturnedText } from '../../../harness/protocol/returned-text.ts';
import type { FalcoBehaviour } from '../../../harness/subjects.ts';
import { type OpenParam, parseOpenParams } from '../../inspect/inspection.ts';
import { PluginDiedError } from '../../open-plugin/errors.ts';
import { SourceSession } from '../../open-plugin/source-session.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';

/** What a plugin suggests for open, or why it suggests nothing. */
export type OpenParamsAnswer =
	| { readonly kind: 'listed'; readonly params: readonly OpenParam[] }
	| { readonly kind: 'none'; readonly reason: string };

/**
 * Initialises a plugin as it is configured, in a child of its own, and asks it for `list_open_params`, as Falco does for
 * `--plugin-info`. Never throws for what the plugin does.
 */
export async function askOpenParams(
	plugin: LoadedPlugin,
	falco: FalcoBehaviour,
	timeoutScale: number,
): Promise<OpenParamsAnswer> {
	if (!plugin.capabilities.includes('source')) return none('the plugin has no events of its own');
	const { library } = plugin.configured;
	const session = new SourceSession({ library, timeoutScale });
	try {
		const loaded = await session.request('load', {
			library,
			falco: { ...falco, absentArgIndex: `0x${falco.absentArgIndex.toString(16)}` },
			initConfig: plugin.initConfig,
		});
		if (loaded.kind === 'refused') {
			await session.end();
			return none(`the plugin could not be initialised: ${loaded.error}`);
		}
		const answer = await session.request('open-params', {});
		await session.end();
		return answered(answer.text);
	} catch (error) {
		if (error instanceof PluginDiedError) return none(error.message);
		throw error;
	}
}

function answered(text: ReturnedText): OpenParamsAnswer {
	if (text.kind === 'absent') return none('the plugin does not export plugin_list_open_params');
	if (text.kind === 'null' || (text.kind === 'text' && text.latin1 === '')) return none('the plugin suggests none');
	const params = parseOpenParams(text);
	if (params !== undefined) return { kind: 'listed', params };
	return none(
		`plugin_list_open_params returned ${describeReturned(text)}, for which Falco ends: that is no JSON array`,
	);
}

function none(reason: string): OpenParamsAnswer {
	return { kind: 'none', reason };
}
