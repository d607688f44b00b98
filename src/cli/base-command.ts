import { Command, Errors, Flags } from '@oclif/core';
import { PluginKitError } from '../errors.ts';

const ISSUES = 'https://github.com/falcosecurity/plugin-kit/issues';

/**
 * What every command has in common: `--json`, `--debug`, and how errors end.
 * Exit codes: 0 fine, 1 findings, 2 usage or configuration, 3 cannot run here, 70 a bug in plugin-kit, 130 interrupted.
 */
export abstract class BaseCommand extends Command {
	static override enableJsonFlag = true;
	static override baseFlags = {
		debug: Flags.boolean({ description: 'show stack traces of errors', helpGroup: 'GLOBAL' }),
	};

	protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
		// An error in the flags themselves is not a forgotten call of parse, which oclif else warns of outside production.
		this.parsed = true;
		if (this.argv.includes('--debug')) process.stderr.write(`${error.stack ?? error.message}\n`);
		const known = describeError(error);
		if (this.jsonEnabled()) {
			this.logJson({ error: { message: known.message, suggestions: known.suggestions, exitCode: known.exitCode } });
		} else {
			process.stderr.write(`plugin-kit: ${known.message}\n`);
			for (const suggestion of known.suggestions) process.stderr.write(`  ${suggestion}\n`);
		}
		process.exitCode = known.exitCode;
		return undefined;
	}
}

interface KnownError {
	exitCode: number;
	message: string;
	suggestions: readonly string[];
}

/** The exit code and the one line that an error deserves. */
function describeError(error: Error): KnownError {
	if (error instanceof PluginKitError) {
		return { exitCode: error.exitCode, message: error.message, suggestions: error.suggestions };
	}
	if (error instanceof Errors.CLIError) {
		const [first = error.message] = error.message.split('\nSee more help with');
		return { exitCode: 2, message: first.trim().replaceAll('\n', '; '), suggestions: ['See --help.'] };
	}
	if (error.name === 'ExitPromptError' || error.name === 'AbortError') {
		return { exitCode: 130, message: 'interrupted', suggestions: [] };
	}
	return {
		exitCode: 70,
		message: `bug in plugin-kit: ${error.message.split('\n')[0]}`,
		suggestions: [`Run it again with --debug and report the output at ${ISSUES}`],
	};
}
