import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';

export interface RegistryTableResult {
	schemaVersion: 1;
	file: string;
	table: string;
}

export default class RegistryTable extends BaseCommand {
	static override summary = 'print the table of plugins that the registry generates for its README, byte for byte';
	static override examples = ['<%= config.bin %> <%= command.id %> registry.yaml'];
	static override args = { file: Args.string({ required: true, description: 'registry.yaml' }) };

	async run(): Promise<RegistryTableResult> {
		const { args } = await this.parse(RegistryTable);
		const { readRegistry } = await import('../../registry/read.ts');
		const { renderTable } = await import('../../registry/table.ts');
		const table = renderTable(readRegistry(args.file));
		if (!this.jsonEnabled()) process.stdout.write(table);
		return { schemaVersion: 1, file: args.file, table };
	}
}
