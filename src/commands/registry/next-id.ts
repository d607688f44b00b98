import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { UsageError } from '../../errors.ts';

export interface RegistryNextIdResult {
	schemaVersion: 1;
	file: string;
	id: number;
}

export default class RegistryNextId extends BaseCommand {
	static override summary = 'print the id that the next plugin gets: the lowest unused one';
	static override examples = ['<%= config.bin %> <%= command.id %> registry.yaml'];
	static override args = { file: Args.string({ required: true, description: 'registry.yaml' }) };

	async run(): Promise<RegistryNextIdResult> {
		const { args } = await this.parse(RegistryNextId);
		const { nextFreeId, takenIds } = await import('../../registry/next-id.ts');
		const { readRegistry } = await import('../../registry/read.ts');
		const id = nextFreeId(takenIds(readRegistry(args.file)));
		if (id === undefined) throw new UsageError(`${args.file}: every public id is taken`);
		this.log(String(id));
		return { schemaVersion: 1, file: args.file, id };
	}
}
