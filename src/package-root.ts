import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of plugin-kit's own package.json, whether this runs from the sources or from `dist`. */
export const packageRoot: string = (() => {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
	return folder;
})();

/** plugin-kit's own version, as in its package.json. */
export function packageVersion(): string {
	return (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
}
