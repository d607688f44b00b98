import { statSync } from 'node:fs';
import type { FalcoBehaviour } from '../../../harness/subjects.ts';
import { readLibrary } from '../../elf/library-file.ts';
import { UsageError } from '../../errors.ts';
import type { Discovery } from '../../inspect/inspection.ts';
import type { ConfiguredPlugin } from '../config/model.ts';
import { type LoadedPlugin, loadedPlugin, Refusal } from './loaded-plugin.ts';

/** Loads a library in a child process and tells what it says of itself. */
export type Discover = (library: string) => Promise<Discovery>;

/**
 * Asks every plugin what it is, each in a child of its own, one after the other as Falco loads them.
 * @throws UsageError where a library is not there, Refusal where Falco would not go on with what there is
 */
export async function loadPlugins(
	plugins: readonly ConfiguredPlugin[],
	falco: FalcoBehaviour,
	discover: Discover,
): Promise<LoadedPlugin[]> {
	const loaded: LoadedPlugin[] = [];
	for (const configured of plugins) {
		const { library, place } = configured;
		if (statSync(library, { throwIfNoEntry: false })?.isFile() !== true) {
			throw new UsageError(`${place}: there is no plugin library ${library}`);
		}
		const discovery = await discover(library);
		if (discovery.kind === 'none') throw new Refusal(`${library} cannot be loaded: ${discovery.reason}`);
		const reading = readLibrary(library);
		const language = reading.kind === 'object' ? reading.object.language : null;
		loaded.push(loadedPlugin(configured, language, discovery.description, falco));
	}
	refuseTwins(loaded);
	return loaded;
}

/** Falco refuses two plugins of one name, and two of one id. */
function refuseTwins(plugins: readonly LoadedPlugin[]): void {
	for (const [index, plugin] of plugins.entries()) {
		const before = plugins.slice(0, index);
		const { place } = plugin.configured;
		if (before.some(({ name }) => name === plugin.name)) {
			throw new Refusal(`${place}: a plugin of the name ${plugin.name} is loaded already`);
		}
		const twin = before.find(({ id }) => id !== 0 && id === plugin.id);
		if (twin !== undefined) {
			throw new Refusal(`${place}: plugin ${plugin.name} has the ID ${plugin.id}, as ${twin.name} has`);
		}
	}
}
