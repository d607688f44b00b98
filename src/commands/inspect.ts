import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { Inspection } from '../inspect/inspection.ts';

export default class Inspect extends BaseCommand {
	static override summary = 'Show what a plugin library says of itself, and which Falco releases load it.';
	static override description =
		'Reads the library without loading it (architecture, needed libraries, C library), then asks it in a process of its own (name, capabilities, fields, schema).';
	static override examples = [
		'<%= config.bin %> <%= command.id %> build/libmyplugin.so',
		'<%= config.bin %> <%= command.id %> libmyplugin.so --json',
	];
	static override args = {
		library: Args.string({ required: true, description: 'the shared library of the plugin (.so)' }),
	};

	async run(): Promise<Inspection> {
		const { args } = await this.parse(Inspect);
		const { inspectLibrary } = await import('../inspect/inspect-library.ts');
		const { discoverPlugin } = await import('../inspect/discover-plugin.ts');
		const inspection = await inspectLibrary(args.library, discoverPlugin);
		if (!this.jsonEnabled()) {
			const { renderInspection } = await import('../inspect/text.ts');
			process.stdout.write(renderInspection(inspection));
		}
		return inspection;
	}
}
