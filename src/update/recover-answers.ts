import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPABILITIES } from '../../harness/abi/symbols.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFile } from '../project/model.ts';
import type { Answers } from '../scaffold/answers.ts';
import { SCAFFOLD_CAPABILITIES, type ScaffoldCapability } from '../scaffold/capabilities.ts';
import type { Language } from '../toolchain/languages.ts';

/**
 * What the template was told when it made a project: on record in plugin-kit.yaml since version 2 of the C template, else read from
 * what the first version made of it.
 * @throws UsageError naming what can't be told from the files any more.
 */
export function recoverAnswers(folder: string, file: ProjectFile, language: Language): Answers {
	const { name, template } = file;
	const capabilities = template?.capabilities ?? capabilitiesIn(folder);
	const source = template?.source === undefined ? sourceIn(folder, capabilities) : template.source;
	const description = template?.description ?? returnedText(folder, name, 'plugin_get_description');
	const contact = template?.contact ?? returnedText(folder, name, 'plugin_get_contact');
	if (capabilities.length > 0 && source !== undefined && description !== undefined && contact !== undefined) {
		return { language, name, source, capabilities, description, contact };
	}
	const missing = [
		...(capabilities.length === 0 ? ['capabilities'] : []),
		...(source === undefined ? ['source'] : []),
		...(description === undefined ? ['description'] : []),
		...(contact === undefined ? ['contact'] : []),
	];
	throw new UsageError(
		`${join(folder, 'plugin-kit.yaml')}: the files do not tell any more what the template was told of ${missing.join(', ')}`,
		[`Write it below 'template:', for example ${missing.map((key) => `${key}: ${EXAMPLES[key]}`).join(', ')}`],
	);
}

const EXAMPLES: Record<string, string> = {
	capabilities: '[source, extract]',
	source: 'logins',
	description: 'What it does',
	contact: 'https://example.org',
};

function textOf(folder: string, path: string): string {
	const file = join(folder, path);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The C template has a file for each capability; set_config is a function in config.c. */
function capabilitiesIn(folder: string): ScaffoldCapability[] {
	const files = [...CAPABILITIES, 'metrics'];
	return SCAFFOLD_CAPABILITIES.filter((capability) =>
		files.includes(capability)
			? existsSync(join(folder, `src/${capability}.c`))
			: textOf(folder, 'src/config.c').includes('plugin_set_config('),
	);
}

/** Undefined where it can't be told; null where there is none. */
function sourceIn(folder: string, capabilities: readonly ScaffoldCapability[]): string | null | undefined {
	const own = /^#define PLUGIN_EVENT_SOURCE "([a-z0-9_]+)"/m.exec(textOf(folder, 'src/plugin.h'));
	if (own) return own[1];
	if (capabilities.includes('source')) return undefined;
	for (const capability of ['extract', 'parse', 'async']) {
		const read = /_event_sources\(void\) \{\n\treturn "\[\\"([a-z0-9_]+)\\"\]";/.exec(
			textOf(folder, `src/${capability}.c`),
		);
		if (read) return read[1];
	}
	return null;
}

function returnedText(folder: string, name: string, call: string): string | undefined {
	const match = new RegExp(`${call}\\(void\\) \\{\\n\\treturn "((?:[^"\\\\\\n]|\\\\.)*)";`).exec(
		textOf(folder, `src/${name}.c`),
	);
	return match?.[1]?.replace(/\\(.)/g, '$1');
}
