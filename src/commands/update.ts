import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { Conflict } from '../text-diff/merge.ts';
import type { AskConflict } from '../update/bring-forward.ts';
import type { UpdateResult } from '../update/update-project.ts';

/** `plugin-kit update`: brings a project to the newest version of the template that made it. */
export default class Update extends BaseCommand {
	static override summary = 'bring a project to the newest version of its template';
	static override description =
		'Takes over what has changed in the template since the project was made. Lines that you have changed stay yours: where the template changes the same lines, you are asked on a terminal; elsewhere yours are kept and both are shown.';
	static override args = { dir: Args.string({ description: 'folder of the project, or one in it', default: '.' }) };
	static override flags = {
		'dry-run': Flags.boolean({ description: 'say what would change and write nothing' }),
		yes: Flags.boolean({ char: 'y', description: 'ask nothing, and keep your lines' }),
	};

	async run(): Promise<UpdateResult> {
		const { args, flags } = await this.parse(Update);
		const { canAsk } = await import('../cli/prompts.ts');
		const { updateProject } = await import('../update/update-project.ts');
		const asking = canAsk() && !flags.yes && !flags['dry-run'] && !this.jsonEnabled();
		const result = await updateProject(args.dir, {
			dryRun: flags['dry-run'] ?? false,
			ask: asking ? (path, conflict) => this.ask(path, conflict) : async () => 'yours',
		});
		this.show(result, flags['dry-run'] ?? false);
		return result;
	}

	private ask: AskConflict = async (path, conflict) => {
		const { select } = await import('@inquirer/prompts');
		for (const line of conflictLines(path, conflict)) this.log(line);
		return select({
			message: 'Both have changed these lines. Take',
			choices: [
				{ value: 'yours' as const, name: 'yours' },
				{ value: 'template' as const, name: "the template's" },
			],
		});
	};

	private show({ from, to, files, migrations }: UpdateResult, dryRun: boolean): void {
		if (from === to) {
			this.log(`version ${to} of the template: nothing to do`);
			return;
		}
		for (const migration of migrations) this.log(`version ${migration.to}: ${migration.title}`);
		for (const { path, action, note, conflicts } of files) {
			this.log(`${action.padEnd(8)} ${path}${note === null ? '' : ` (${note})`}`);
			for (const conflict of conflicts) {
				if (conflict.taken === 'yours') for (const line of conflictLines(path, conflict)) this.log(line);
			}
		}
		this.log(dryRun ? 'nothing was written (--dry-run)' : `the project is at version ${to} of the template`);
	}
}

function conflictLines(path: string, { line, yours, template }: Conflict): string[] {
	return [
		`  ${path}:${line}: yours (-) and the template's (+):`,
		...yours.map((text) => `    -${text}`),
		...template.map((text) => `    +${text}`),
	];
}
