import { Args, Flags } from '@oclif/core';
import type { AdoptResult } from '../adopt/adopt-project.ts';
import { BaseCommand } from '../cli/base-command.ts';

/** `plugin-kit init`: adopts a plugin project that is there already. */
export default class Init extends BaseCommand {
	static override summary = 'adopt an existing plugin project';
	static override description =
		'Finds how the project is built (Makefile, Cargo.toml, go.mod, CMakeLists.txt) and writes plugin-kit.yaml and what else is missing. Nothing that is there is changed.';
	static override args = { dir: Args.string({ description: 'folder of the project', default: '.' }) };
	static override flags = { 'dry-run': Flags.boolean({ description: 'list the files and write nothing' }) };

	async run(): Promise<AdoptResult> {
		const { args, flags } = await this.parse(Init);
		const { adoptProject } = await import('../adopt/adopt-project.ts');
		const result = adoptProject(args.dir, { dryRun: flags['dry-run'] ?? false });
		const { build, files, notes, name, written } = result;
		for (const { action, path } of files) this.log(`${action.padEnd(7)} ${path}`);
		this.log(`\n${name}: ${build.command.join(' ')} makes ${build.output} (from ${build.from})`);
		for (const note of notes) this.log(`note: ${note}`);
		this.log(written ? 'next: plugin-kit test' : 'nothing was written (--dry-run)');
		return result;
	}
}
