import { UsageError } from '../errors.ts';
import { LANGUAGE_NAMES, type Language } from '../toolchain/languages.ts';
import type { Answers } from './answers.ts';
import { C_TEMPLATE } from './languages/c.ts';
import { CPP_TEMPLATE } from './languages/cpp.ts';
import { CPP_OFFICIAL_TEMPLATE } from './languages/cpp-official.ts';
import { GO_TEMPLATE } from './languages/go.ts';
import { RUST_TEMPLATE } from './languages/rust.ts';
import type { Template, TemplateFile } from './template.ts';
import type { Variant } from './variants.ts';

/** The templates by language, in the order in which they are offered; the first, which needs no network, is the usual one. A new language is a row here and a file in `languages/`. */
const TEMPLATES: Partial<Record<Language, Template>> = {
	c: C_TEMPLATE,
	cpp: CPP_TEMPLATE,
	go: GO_TEMPLATE,
	rust: RUST_TEMPLATE,
};

/** Variants that have a template of their own; the others differ from their language's in single files. */
const VARIANT_TEMPLATES: Partial<Record<Variant, Template>> = { official: CPP_OFFICIAL_TEMPLATE };

/** The languages that `new` offers. */
export const TEMPLATE_LANGUAGES = Object.keys(TEMPLATES) as Language[];

/** What decides between the templates. */
type TemplateChoice = Pick<Answers, 'language' | 'variant' | 'capabilities'>;

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
	{ from: '_shared/github/ci.yaml.ejs', to: '.github/workflows/ci.yaml' },
	{ from: '_shared/github/release.yaml.ejs', to: '.github/workflows/release.yaml' },
	{ from: '_shared/devcontainer/devcontainer.json.ejs', to: '.devcontainer/devcontainer.json' },
	{ from: '_shared/vscode/extensions.json.ejs', to: '.vscode/extensions.json' },
	{ from: '_shared/rules/rules.yaml.ejs', to: 'rules/NAME_rules.yaml', when: ['rules'] },
];

/**
 * The template for a language, or a variant of it, that can do all of this.
 * @throws UsageError where there is none, naming the languages that could.
 */
export function templateFor({ language, variant, capabilities }: TemplateChoice): Template {
	const able = (template: Template) => capabilities.every((capability) => template.capabilities.includes(capability));
	const template = (variant && VARIANT_TEMPLATES[variant]) ?? TEMPLATES[language];
	if (template !== undefined && able(template)) return template;
	const others = Object.values(TEMPLATES).filter(able);
	const suggestions = others.map((other) => `--lang ${other.language} has a template for it.`);
	if (template === undefined) {
		throw new UsageError(`--lang: there is no template for ${LANGUAGE_NAMES[language]}`, suggestions);
	}
	const missing = capabilities.filter((capability) => !template.capabilities.includes(capability));
	throw new UsageError(`--capabilities: ${template.sdk} does not support ${missing.join(', ')}`, suggestions);
}
