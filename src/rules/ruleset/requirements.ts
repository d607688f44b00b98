import type { RequiredPlugin } from '../file/definition.ts';
import { parseVersion, satisfies } from '../file/version.ts';

/** A plugin that is loaded, used or not, under the name and version that its library tells. */
export interface LoadedPlugin {
	readonly name: string;
	readonly version: string;
}

/**
 * Checks the plugins that rules files ask for, as Falco does after loading them: of each requirement the first
 * alternative that names a loaded plugin decides (facts on rules files, "Version requirements").
 *
 * @returns Falco's message for the first requirement that is not met, or `undefined`
 */
export function unmetPluginRequirement(
	requirements: readonly (readonly RequiredPlugin[])[],
	plugins: readonly LoadedPlugin[],
): string | undefined {
	for (const alternatives of requirements) {
		const message = unmet(alternatives, plugins);
		if (message !== undefined) return message;
	}
	return undefined;
}

function unmet(alternatives: readonly RequiredPlugin[], plugins: readonly LoadedPlugin[]): string | undefined {
	for (const { name, version } of alternatives) {
		const plugin = plugins.find((candidate) => candidate.name === name);
		if (plugin === undefined) continue;
		const present = parseVersion(plugin.version);
		const required = parseVersion(version);
		if (present !== undefined && required !== undefined && satisfies(present, required)) return undefined;
		return `Plugin '${name}' version '${plugin.version}' is not compatible with required plugin version '${version}'`;
	}
	const asked = alternatives.map(({ name, version }) => `${name} (>= ${version})`);
	return `Plugin requirement not satisfied, must load one of: ${asked.join(', ')}`;
}
