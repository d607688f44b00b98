import { UsageError } from '../errors.ts';
import type { Language } from '../toolchain/languages.ts';

/** Ways in which the projects of one language differ. */
export type Variant = 'pull' | 'push' | 'own' | 'official';

/** What decides between the variants of a language: a flag of `new`. The first choice is the usual one. */
interface VariantFlag {
	language: Language;
	flag: string;
	choices: readonly [Variant, ...Variant[]];
}

export const VARIANT_FLAGS = {
	/** How the event source gets its events: the SDK asks for each, or a goroutine sends them. */
	goSource: { language: 'go', flag: '--go-source', choices: ['pull', 'push'] },
	/** The header that plugin-kit brings, or the SDK of the Falco project. */
	sdk: { language: 'cpp', flag: '--sdk', choices: ['own', 'official'] },
} as const satisfies Record<string, VariantFlag>;

/** What the flags of the variants say. */
export type GivenVariants = Partial<Record<keyof typeof VARIANT_FLAGS, string>>;

/**
 * The variant that the flags ask for, or the usual one of the language; undefined where it has none.
 * @throws UsageError for an unknown choice, and for a flag of another language.
 */
export function chooseVariant(language: Language, given: GivenVariants): Variant | undefined {
	const rows = Object.entries(VARIANT_FLAGS) as [keyof typeof VARIANT_FLAGS, VariantFlag][];
	let chosen: Variant | undefined;
	for (const [key, row] of rows) {
		const asked = given[key];
		if (row.language === language) chosen = asked === undefined ? row.choices[0] : choice(row, asked);
		else if (asked !== undefined) throw new UsageError(`${row.flag}: only for --lang ${row.language}`);
	}
	return chosen;
}

function choice({ flag, choices }: VariantFlag, asked: string): Variant {
	const found = choices.find((each) => each === asked);
	if (found === undefined) throw new UsageError(`${flag}: '${asked}' is unknown (known are ${choices.join(', ')})`);
	return found;
}
