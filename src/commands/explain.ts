import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';

/** Says what a check of the conformance harness asserts, why, and how to mend what it finds. */
export default class Explain extends BaseCommand {
	static override description =
		'Explain a check of the conformance harness: what must hold, why, and how to fix it.\n' +
		'Without a check, list all of them; with the name of a group, those of the group.';
	static override examples = [
		'<%= config.bin %> explain fields.json-array',
		'<%= config.bin %> explain fields',
		'<%= config.bin %> explain --json',
	];
	static override args = {
		check: Args.string({ description: 'id of a check, such as abi.api-version, or of a group' }),
	};

	async run(): Promise<unknown> {
		const { args } = await this.parse(Explain);
		const { CATALOGUE } = await import('../../harness/catalogue.ts');
		const { explain } = await import('../conformance/explain.ts');
		const { renderCheckEntry, renderCheckList } = await import('../report/check-text.ts');
		const explanation = explain(CATALOGUE, args.check);
		const { stdout } = process;
		const options = { color: stdout.isTTY === true && stdout.hasColors(), width: Math.min(stdout.columns ?? 100, 120) };
		const exact = explanation.checks.find(({ id }) => id === args.check);
		const text = exact ? renderCheckEntry(exact, options) : renderCheckList(explanation.checks, options);
		this.log(text.trimEnd());
		return explanation;
	}
}
