import { UsageError } from '../errors.ts';
import { LANGUAGE_NAMES, type Language } from '../toolchain/languages.ts';
import type { Answers } from './answers.ts';
import { DEFAULT_CAPABILITIES, parseCapabilities, SCAFFOLD_CAPABILITIES } from './capabilities.ts';
import { checkName, checkSource, sourceFor } from './names.ts';
import { TEMPLATE_LANGUAGES } from './templates.ts';
import { chooseVariant, type GivenVariants } from './variants.ts';

/** What the flags say; what they don't is asked or taken as usual. */
export interface GivenAnswers extends GivenVariants {
	language?: string;
	name?: string;
	source?: string;
	capabilities?: string;
	description?: string;
	contact?: string;
}

type Key = Exclude<keyof GivenAnswers, keyof GivenVariants>;

/** One question of `new`: its flag, how it is asked, and what is taken where nobody asks. */
export interface Question {
	key: Key;
	flag: string;
	message: string;
	/** Where there is a choice. */
	choices?: readonly { value: string; name: string }[];
	/** Several of the choices, joined by commas. */
	several?: boolean;
	/** Undefined: there is none, or the question does not arise. */
	usual(given: GivenAnswers): string | undefined;
	/** @throws UsageError */
	check(text: string): unknown;
	/** False where the answer follows from the others. */
	asked(given: GivenAnswers): boolean;
	/** The usual answer will do where nobody can be asked, even without `--yes`. */
	optional?: boolean;
}

/** In the order in which they are asked. */
const QUESTIONS: readonly Question[] = [
	{
		key: 'language',
		flag: '--lang',
		message: 'Language',
		choices: TEMPLATE_LANGUAGES.map((language) => ({ value: language, name: LANGUAGE_NAMES[language] })),
		usual: () => TEMPLATE_LANGUAGES[0],
		check: checkLanguage,
		asked: () => TEMPLATE_LANGUAGES.length > 1,
	},
	{
		key: 'name',
		flag: '--name',
		message: 'Name of the plugin, as in the registry',
		usual: () => undefined,
		check: checkName,
		asked: () => true,
	},
	{
		key: 'capabilities',
		flag: '--capabilities',
		message: 'Capabilities',
		choices: SCAFFOLD_CAPABILITIES.map((capability) => ({ value: capability, name: capability })),
		several: true,
		usual: () => DEFAULT_CAPABILITIES.join(','),
		check: parseCapabilities,
		asked: () => true,
	},
	{
		key: 'source',
		flag: '--source',
		message: 'Event source',
		usual: (given) => (producesEvents(given) && given.name !== undefined ? sourceFor(given.name) : undefined),
		check: checkSource,
		asked: producesEvents,
	},
	{
		key: 'description',
		flag: '--description',
		message: 'What it does, in one sentence',
		usual: (given) => `Falco plugin ${given.name ?? ''}`.trim(),
		check: String,
		asked: () => true,
		optional: true,
	},
	{
		key: 'contact',
		flag: '--contact',
		message: 'Where to report problems (URL)',
		usual: (given) => `https://github.com/OWNER/${given.name ?? 'plugin'}`,
		check: String,
		asked: () => true,
		optional: true,
	},
];

function producesEvents({ capabilities = '' }: GivenAnswers): boolean {
	return capabilities.split(',').some((word) => word.trim() === 'source');
}

function checkLanguage(text: string): Language {
	const language = TEMPLATE_LANGUAGES.find((each) => each === text);
	if (language === undefined) {
		throw new UsageError(`--lang: there is no template for '${text}' (known are ${TEMPLATE_LANGUAGES.join(', ')})`);
	}
	return language;
}

/** Asks a person; resolves to the answer as the flag would have it. */
export type Ask = (question: Question, usual: string | undefined) => Promise<string>;

/**
 * The answers from what the flags give: the rest is asked where there is somebody to ask (`ask`), else taken as usual
 * where that is allowed (`takeUsual`, of `--yes`).
 * @throws UsageError for a flag that is wrong, and naming all that are missing.
 */
export async function completeAnswers(
	given: GivenAnswers,
	{ ask, takeUsual }: { ask?: Ask; takeUsual: boolean },
): Promise<Answers> {
	const answers: GivenAnswers = { ...given };
	for (const { key, check } of QUESTIONS) if (answers[key] !== undefined) check(answers[key]);
	const missing: string[] = [];
	for (const question of QUESTIONS) {
		if (answers[question.key] !== undefined) continue;
		const usual = question.usual(answers);
		if (ask !== undefined && !takeUsual && question.asked(answers)) {
			answers[question.key] = await ask(question, usual);
			question.check(answers[question.key] ?? '');
		} else if (usual !== undefined && (takeUsual || question.optional || !question.asked(answers))) {
			answers[question.key] = usual;
		} else if (question.asked(answers)) {
			missing.push(question.flag);
		}
	}
	if (missing.length > 0) throw missingError(missing, takeUsual);
	const language = checkLanguage(answers.language ?? '');
	return {
		language,
		variant: chooseVariant(language, given),
		name: answers.name ?? '',
		source: answers.source ?? null,
		capabilities: parseCapabilities(answers.capabilities ?? ''),
		description: answers.description ?? '',
		contact: answers.contact ?? '',
	};
}

function missingError(flags: readonly string[], takeUsual: boolean): UsageError {
	const names = flags.join(', ');
	if (takeUsual) return new UsageError(`missing: ${names}, for which there is no usual answer`);
	return new UsageError(`missing: ${names}, and there is no terminal to ask on`, [
		'Give them, or --yes, which takes the usual answers for all but --name.',
	]);
}
