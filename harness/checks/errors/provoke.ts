import { schemaTextOf } from '../../init-config.ts';
import type { LiveContext } from '../../live-context.ts';

/** Parameters that hardly any source can open. A source that takes them is left in peace. */
const NO_SUCH_INPUTS = ['/nonexistent/plugin-kit-first', 'plugin-kit-second://nowhere'] as const;

/** Open parameters that ought to fail: the author's, else some that name nothing. */
export function failingParams({ inputs, plugin }: LiveContext): readonly string[] {
	if (!plugin.has('source')) return [];
	return inputs.badOpenParams.length > 0 ? inputs.badOpenParams : NO_SUCH_INPUTS;
}

/** Configurations that ought to fail: the author's, else a text that is none, unless a schema keeps it from the plugin. */
export function failingConfigs({ inputs, description }: LiveContext): readonly string[] {
	if (inputs.badInitConfigs.length > 0) return inputs.badInitConfigs;
	return schemaTextOf(description) === undefined ? ['{"plugin-kit": '] : [];
}

export const NOTHING_FAILED = 'nothing could be made to fail: give --bad-open-params or --bad-init-config';
