/** A compiler's message. */
export interface Diagnostic {
	severity: 'error' | 'warning';
	/** As the compiler names it; null where there is no place, as for a library that is not found. */
	file: string | null;
	line: number | null;
	column: number | null;
	message: string;
}

/** How many messages of a build are kept: a missing header makes thousands. */
const MAX_DIAGNOSTICS = 200;

/** The messages in the order of the output, each once, bounded. */
export function tidy(diagnostics: readonly Diagnostic[]): Diagnostic[] {
	const seen = new Set<string>();
	const kept: Diagnostic[] = [];
	for (const diagnostic of diagnostics) {
		const key = JSON.stringify(diagnostic);
		if (seen.has(key) || kept.length === MAX_DIAGNOSTICS) continue;
		seen.add(key);
		kept.push(diagnostic);
	}
	return kept;
}

/** `file:line: message`, or as much of it as there is. */
export function diagnosticLine({ file, line, severity, message }: Diagnostic): string {
	const place = file === null ? '' : line === null ? `${file}: ` : `${file}:${line}: `;
	return `${place}${severity === 'warning' ? 'warning: ' : ''}${message}`;
}
