/**
 * An error that the user can act on: one line of what is wrong and where, and what to do about it.
 * Anything else that is thrown is a bug of plugin-kit (exit 70). Findings about a plugin are data, never errors.
 */
export class PluginKitError extends Error {
	readonly exitCode: 2 | 3;
	/** What to do next, each a sentence of its own. */
	readonly suggestions: readonly string[];

	constructor(exitCode: 2 | 3, message: string, suggestions: readonly string[] = [], options?: ErrorOptions) {
		super(message, options);
		this.name = new.target.name;
		this.exitCode = exitCode;
		this.suggestions = suggestions;
	}
}

/** Wrong flags, arguments, configuration or input files: exit 2. */
export class UsageError extends PluginKitError {
	constructor(message: string, suggestions?: readonly string[], options?: ErrorOptions) {
		super(2, message, suggestions, options);
	}
}

/** Nothing is wrong with the request, but this machine cannot do it (toolchain, file system, architecture): exit 3. */
export class CannotRunError extends PluginKitError {
	constructor(message: string, suggestions?: readonly string[], options?: ErrorOptions) {
		super(3, message, suggestions, options);
	}
}
