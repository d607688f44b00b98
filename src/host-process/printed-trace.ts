/** What a runtime printed of its own end, as far as it can be read: foreign text, shown as such and never believed. */
export interface PrintedTrace {
	runtime: 'go' | 'rust' | 'sanitizer' | 'c++';
	/** The one line that says what happened. */
	headline: string;
	/** Places in the source, innermost first, as `file:line`. */
	places: readonly string[];
}

const MOST_PLACES = 5;

interface Reader {
	runtime: PrintedTrace['runtime'];
	headline: RegExp;
	place: RegExp;
	/** Frames of the runtime itself, which say nothing to the author. */
	foreign: RegExp;
}

/** How each runtime words it. The order is that of certainty. */
const READERS: readonly Reader[] = [
	{
		runtime: 'sanitizer',
		headline: /^.*(?:ERROR: \w+Sanitizer: .*|:\d+:\d+: runtime error: .*)$/m,
		place: /^\s+#\d+ 0x[0-9a-f]+ in .* (\/\S+?:\d+)(?::\d+)?$/gm,
		foreign: /\/(?:libsanitizer|sanitizer_common)\//,
	},
	{
		runtime: 'go',
		headline: /^(?:panic: .*|fatal error: .*)$/m,
		place: /^\t(\/\S+\.go:\d+)(?: \+0x[0-9a-f]+)?$/gm,
		foreign: /\/src\/(?:runtime|internal)\//,
	},
	{
		runtime: 'rust',
		headline: /^thread '.*' (?:\(\d+\) )?panicked at .*$/m,
		place: /(?:panicked at |^\s+at )(\.?[^\s:]+\.rs:\d+)(?::\d+)?/gm,
		foreign: /\/rustc\/|\/library\/(?:std|core|alloc)\//,
	},
	{
		runtime: 'c++',
		headline: /^terminate called .*$/m,
		place: /(?!)/g,
		foreign: /(?!)/,
	},
];

/** Reads the trace that a runtime left on standard error; undefined where there is none that is known. */
export function readPrintedTrace(text: string): PrintedTrace | undefined {
	for (const { runtime, headline, place, foreign } of READERS) {
		const [said] = headline.exec(text) ?? [];
		if (said === undefined) continue;
		const places = [...text.matchAll(place)].flatMap(([, where]) => (where && !foreign.test(where) ? [where] : []));
		return { runtime, headline: said.trim(), places: [...new Set(places)].slice(0, MOST_PLACES) };
	}
	return undefined;
}
