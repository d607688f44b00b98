import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { DocsResult } from '../readme/document-fields.ts';

/** `plugin-kit docs`: the table of fields in the README, from the built library. */
export default class Docs extends BaseCommand {
	static override summary = 'write the table of fields in the README';
	static override description =
		'Asks the built library for its fields and writes them between the markers of the README, in the form of the official plugins.';
	static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --check'];
	static override args = { dir: Args.string({ description: 'folder of the project, or one in it', default: '.' }) };
	static override flags = {
		check: Flags.boolean({ description: 'write nothing; exit code 1 and a diff if the table is not current' }),
	};

	async run(): Promise<DocsResult> {
		const { args, flags } = await this.parse(Docs);
		const { documentFields } = await import('../readme/document-fields.ts');
		const result = await documentFields(args.dir, flags.check ? 'check' : 'write');
		if (flags.check) for (const line of result.diff) this.log(line);
		this.log(`${result.file}: ${result.fields.length} fields, ${result.state}`);
		process.exitCode = result.state === 'stale' ? 1 : 0;
		return result;
	}
}
