import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { readRegistry } from '../../registry/read.ts';
import { renderTable } from '../../registry/table.ts';

export interface RegistryTableResult {
	file: string;
	table: string;
}

export default class RegistryTable extends BaseCommand {
	static override summary = 'print the table of plugins that the registry generates for its README, byte for byte';
	static override examples = ['<%= config.bin %> <%= command.id %> registry.yaml'];
	static override args = { file: Args.string({ required: true, description: 'registry.yaml' }) };

	async run(): Promise<RegistryTableResult> {
		const { args } = await this.parse(RegistryTable);
		const table = renderTable(readRegistry(args.file));
		if (!this.jsonEnabled()) process.stdout.write(table);
		return { file: args.file, table };
	}
}
