import { UsageError } from '../errors.ts';
import { LANGUAGE_NAMES, type Language } from '../toolchain/languages.ts';
import type { ScaffoldCapability } from './capabilities.ts';
import { C_TEMPLATE } from './languages/c.ts';
import type { Template, TemplateFile } from './template.ts';

/** The templates by language. A new language is a row here and a file in `languages/`. */
export const TEMPLATES: Partial<Record<Language, Template>> = { c: C_TEMPLATE };

/** The languages that `new` offers. */
export const TEMPLATE_LANGUAGES = Object.keys(TEMPLATES) as Language[];

/** Files that a project in any language has. */
export const SHARED_FILES: readonly TemplateFile[] = [
	{ from: '_shared/plugin-kit.yaml.ejs', to: 'plugin-kit.yaml' },
	{ from: '_shared/README.md.ejs', to: 'README.md' },
	{ from: '_shared/CHANGELOG.md.ejs', to: 'CHANGELOG.md' },
	{ from: '_shared/LICENSE', to: 'LICENSE' },
	{ from: '_shared/gitignore', to: '.gitignore' },
	{ from: '_shared/editorconfig', to: '.editorconfig' },
	{ from: '_shared/falco.yaml.ejs', to: 'falco.yaml' },
	{ from: '_shared/tests/tests.yaml.ejs', to: 'tests/NAME.yaml', when: ['extract'] },
	{ from: '_shared/rules/rules.yaml.ejs', to: 'rules/NAME_rules.yaml', when: ['rules'] },
];

/**
 * The template for a language that can do all of this.
 * @throws UsageError where there is none, naming the languages that could.
 */
export function templateFor(language: Language, capabilities: readonly ScaffoldCapability[]): Template {
	const able = (template: Template) => capabilities.every((capability) => template.capabilities.includes(capability));
	const template = TEMPLATES[language];
	if (template !== undefined && able(template)) return template;
	const others = Object.values(TEMPLATES).filter(able);
	const suggestions = others.map((other) => `--lang ${other.language} has a template for it.`);
	if (template === undefined) {
		throw new UsageError(`--lang: there is no template for ${LANGUAGE_NAMES[language]}`, suggestions);
	}
	const missing = capabilities.filter((capability) => !template.capabilities.includes(capability));
	throw new UsageError(
		`--capabilities: the SDK for ${LANGUAGE_NAMES[language]} does not support ${missing.join(', ')}`,
		suggestions,
	);
}
