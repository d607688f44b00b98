import { packageRoot, packageVersion } from '../package-root.ts';

/** Runs the command line; never returns normally with an exit code other than 0 unset. */
export async function main(argv: string[]): Promise<void> {
	// `--version` is asked by scripts and CI far more often than anything else, and needs no command framework.
	if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
		process.stdout.write(
			`falco-plugin-kit/${packageVersion()} ${process.platform}-${process.arch} node-${process.version}\n`,
		);
		return;
	}
	const { handle, run, settings } = await import('@oclif/core');
	// With NODE_ENV=test or development oclif would look for TypeScript sources and complain that there are none.
	settings.enableAutoTranspile = false;
	// The framework does so for standard output alone: whoever reads no more (`2>&1 | head`) is no reason to fail.
	process.stderr.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	try {
		await run(argv, packageRoot);
		await written(process.stdout);
	} catch (error) {
		await handle(error instanceof Error ? error : new Error(String(error)));
	}
}

/** Resolves when all is written, or nobody will ever read it. */
function written(stream: NodeJS.WritableStream): Promise<void> {
	return new Promise((resolve) => {
		stream.write('', () => resolve());
	});
}
