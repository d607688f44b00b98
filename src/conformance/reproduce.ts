/** Quotes one argument for a POSIX shell, only where it needs it. */
export function shellQuote(argument: string): string {
	return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The command line that runs just one check of a library again, with what the author had told the harness. */
export function reproduceCommand(library: string, check: string, seed: number, flags: readonly string[]): string {
	const words = ['plugin-kit', 'test', library, '--check', check, '--seed', String(seed), ...flags];
	return words.map(shellQuote).join(' ');
}
