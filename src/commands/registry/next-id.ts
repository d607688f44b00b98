import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { UsageError } from '../../errors.ts';
import { nextFreeId, takenIds } from '../../registry/next-id.ts';
import { readRegistry } from '../../registry/read.ts';

export interface RegistryNextIdResult {
	file: string;
	id: number;
}

export default class RegistryNextId extends BaseCommand {
	static override summary = 'print the id that the next plugin gets: the lowest unused one';
	static override examples = ['<%= config.bin %> <%= command.id %> registry.yaml'];
	static override args = { file: Args.string({ required: true, description: 'registry.yaml' }) };

	async run(): Promise<RegistryNextIdResult> {
		const { args } = await this.parse(RegistryNextId);
		const id = nextFreeId(takenIds(readRegistry(args.file)));
		if (id === undefined) throw new UsageError(`${args.file}: every public id is taken`);
		this.log(String(id));
		return { file: args.file, id };
	}
}
