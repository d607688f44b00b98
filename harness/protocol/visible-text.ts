/**
 * Text of a plugin made safe to print: control characters other than line feed and tab become `\xNN`, so that they cannot
 * drive a terminal or forge a line of a report.
 */
export function visibleText(text: string): string {
	return text.replace(/\p{Cc}|\u2028|\u2029|[\u202a-\u202e\u2066-\u2069]/gu, (char) => {
		if (char === '\n' || char === '\t') return char;
		const code = char.charCodeAt(0);
		return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
	});
}

/** The same in one line: line feeds and tabs are made visible too, and what is beyond `limit` characters is cut. */
export function visibleLine(text: string, limit = 200): string {
	const line = visibleText(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
	return line.length > limit ? `${line.slice(0, limit)}... (${line.length} characters)` : line;
}
