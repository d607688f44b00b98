import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { BuildResult } from '../toolchain/build-project.ts';

/** `plugin-kit build`: runs the build of a project and shows what the compiler says. */
export default class Build extends BaseCommand {
	static override summary = 'build a plugin project with its own toolchain';
	static override description =
		'Runs build.command of plugin-kit.yaml and checks the library that it makes. Exit codes: 1 if the code does not compile, 2 for a wrong plugin-kit.yaml, 3 if the toolchain is missing.';
	static override args = { dir: Args.string({ description: 'folder of the project, or one in it', default: '.' }) };

	async run(): Promise<BuildResult> {
		const { args } = await this.parse(Build);
		const { buildProject } = await import('../toolchain/build-project.ts');
		const interruption = new AbortController();
		const interrupt = () => interruption.abort();
		process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
		try {
			const result = await buildProject(args.dir, {
				signal: interruption.signal,
				onStart: (command) => process.stderr.write(`${command.join(' ')} ...\n`),
			});
			await this.show(result);
			process.exitCode = result.outcome === 'built' ? 0 : 1;
			return result;
		} finally {
			process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
		}
	}

	private async show({ diagnostics, output, library, project, durationMs }: BuildResult): Promise<void> {
		const { diagnosticLine } = await import('../toolchain/diagnostic.ts');
		for (const diagnostic of diagnostics) this.log(diagnosticLine(diagnostic));
		if (output !== null) this.log(output);
		const seconds = (durationMs / 1000).toFixed(1);
		if (library === null) this.log(`${project.name} does not build (${seconds} s)`);
		else this.log(`${library.path} (${(library.size / 1024).toFixed(0)} KiB, ${seconds} s)`);
	}
}
