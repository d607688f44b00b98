import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { NewProjectResult } from '../scaffold/new-project.ts';

/** `plugin-kit new`: flags and questions in, a project out. */
export default class New extends BaseCommand {
	static override summary = 'make a plugin project';
	static override description =
		'Makes a plugin project: sources, build, rules, README and plugin-kit.yaml. Every question has a flag; nothing is asked where there is no terminal.';
	static override examples = [
		'<%= config.bin %> <%= command.id %> my-plugin --lang c --capabilities source,extract',
		'<%= config.bin %> <%= command.id %> --name my-plugin --yes --dry-run',
	];
	static override args = {
		dir: Args.string({ description: 'folder of the project; a new one named after the plugin if not given' }),
	};
	static override flags = {
		lang: Flags.string({ description: 'language: go, cpp, rust or c', helpValue: 'LANGUAGE' }),
		name: Flags.string({ description: 'name of the plugin; that of the folder if not given', helpValue: 'NAME' }),
		source: Flags.string({ description: 'event source, its own or the one it reads', helpValue: 'SOURCE' }),
		capabilities: Flags.string({
			description: 'of source, extract, parse, async, listen, metrics, set_config',
			helpValue: 'LIST',
		}),
		description: Flags.string({ description: 'what the plugin does, in one sentence', helpValue: 'TEXT' }),
		contact: Flags.string({ description: 'where to report problems', helpValue: 'URL' }),
		'go-source': Flags.string({
			description: 'of a Go plugin: the SDK pulls events one by one, or a goroutine pushes them',
			options: ['pull', 'push'],
		}),
		sdk: Flags.string({
			description: 'of a C++ plugin: the header that comes with plugin-kit, or plugin-sdk-cpp of the Falco project',
			options: ['own', 'official'],
		}),
		yes: Flags.boolean({ char: 'y', description: 'ask nothing and take the usual answers' }),
		'dry-run': Flags.boolean({ description: 'list the files and write nothing' }),
		force: Flags.boolean({ description: 'add to a folder that is not empty, replacing files of the same names' }),
	};

	async run(): Promise<NewProjectResult> {
		const { args, flags } = await this.parse(New);
		const [{ basename, resolve }, { requireLinux }, { completeAnswers }, { newProject }, { askOnTerminal, canAsk }] =
			await Promise.all([
				import('node:path'),
				import('../toolchain/platform.ts'),
				import('../scaffold/questions.ts'),
				import('../scaffold/new-project.ts'),
				import('../cli/prompts.ts'),
			]);
		requireLinux(process.platform);
		const { lang, 'go-source': goSource, yes = false, 'dry-run': dryRun = false, force = false, ...given } = flags;
		const name = given.name ?? (args.dir === undefined ? undefined : basename(resolve(args.dir)));
		const answers = await completeAnswers(
			{
				...given,
				...(lang === undefined ? {} : { language: lang }),
				...(goSource === undefined ? {} : { goSource }),
				...(name === undefined ? {} : { name }),
			},
			{ takeUsual: yes, ...(canAsk() && !this.jsonEnabled() ? { ask: askOnTerminal } : {}) },
		);
		const result = await newProject({ target: args.dir ?? answers.name, answers, force, dryRun });
		this.show(result, args.dir ?? answers.name);
		return result;
	}

	private show(result: NewProjectResult, target: string): void {
		for (const { action, path } of result.files) this.log(`${action.padEnd(9)} ${path}`);
		this.log(result.written ? `\n${result.name} is ready in ${result.target}` : '\nnothing was written (--dry-run)');
		for (const note of result.notes) this.log(`note: ${note}`);
		if (result.written) this.log(`next: cd ${target} && plugin-kit test`);
	}
}
