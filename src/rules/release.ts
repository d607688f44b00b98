/**
 * What differs between the Falco releases whose rules engine is re-implemented here, as data (facts: version matrix of
 * the rules page, and sections 1.1 and 3.2).
 */
export interface FalcoRelease {
	readonly version: string;
	/** The engine version that rules files can require. */
	readonly engineVersion: string;
	/**
	 * The nesting limit of the condition parser, in productions, when nobody sets one; `undefined` where Falco's guard
	 * does nothing.
	 */
	readonly parserDepth: number | undefined;
	/** The nesting limit that Falco sets for the conditions of rules and macros. */
	readonly ruleParserDepth: number | undefined;
	/** Whether the finished text line of an alert is JSON-escaped and its invalid UTF-8 replaced. */
	readonly escapesAlertText: boolean;
}

const RELEASES = {
	'0.44': {
		version: '0.44.1',
		engineVersion: '0.62.0',
		parserDepth: undefined,
		ruleParserDepth: undefined,
		escapesAlertText: false,
	},
	'0.45': {
		version: '0.45.0',
		engineVersion: '0.63.0',
		parserDepth: 100,
		ruleParserDepth: 1000,
		escapesAlertText: true,
	},
} as const satisfies Record<string, FalcoRelease>;

/** The newest Falco release: what is meant where no version is asked for. */
export const DEFAULT_RELEASE: FalcoRelease = RELEASES['0.44'];

/** The versions that `--falco` accepts, oldest first: `major.minor`, each also with a patch number. */
export const KNOWN_RELEASES: readonly string[] = Object.keys(RELEASES);

/** The release that a `--falco` value names (`0.44`, `0.44.1`, `v0.45.0`), or `undefined` where there is no such one. */
export function findRelease(version: string): FalcoRelease | undefined {
	const [, minor] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(version) ?? [];
	return minor !== undefined && Object.hasOwn(RELEASES, minor) ? RELEASES[minor as keyof typeof RELEASES] : undefined;
}
