import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { canAsk } from '../cli/prompts.ts';
import { UsageError } from '../errors.ts';
import type { Conversation, PluginPorts } from '../registry/ports.ts';
import type { RegisterResult } from '../registry/register-result.ts';

export default class Register extends BaseCommand {
	static override summary =
		"prepare a plugin's registration: the entry, one signed-off commit, the text of the pull request";
	static override description =
		'Works in a clone of falcosecurity/plugins or of a fork, on top of what the clone knows as upstream main; the files ' +
		'that are checked out there stay as they are. The library has to pass the release profile, and to report the id of the entry. ' +
		'With a registry.yaml that stands alone, the entry is written into it.';
	static override examples = [
		'<%= config.bin %> <%= command.id %> --registry ../plugins --dry-run',
		'<%= config.bin %> <%= command.id %> --registry ../plugins --fetch --apply-id',
	];
	static override args = { project: Args.string({ default: '.', description: 'folder of the plugin project' }) };
	static override flags = {
		registry: Flags.string({ required: true, description: 'clone of falcosecurity/plugins, or a registry.yaml' }),
		'dry-run': Flags.boolean({ description: 'show the diff and the text of the pull request, and write nothing' }),
		fetch: Flags.boolean({ description: 'ask upstream for its main first' }),
		'apply-id': Flags.boolean({
			description: "change the id in the plugin's source, build, and look again",
			exclusive: ['dry-run'],
		}),
		renumber: Flags.boolean({ description: 'make the branch of an earlier run anew, with the id that is free now' }),
		yes: Flags.boolean({ char: 'y', description: 'answer every question with yes, the sign-off too' }),
		push: Flags.boolean({ description: 'run git push and gh pr create', exclusive: ['dry-run'] }),
	};

	/** What does the plugin's part; tests put their own here. */
	protected async ports(): Promise<PluginPorts> {
		return (await import('../registry/service-ports.ts')).servicePorts;
	}

	async run(): Promise<RegisterResult> {
		const { args, flags } = await this.parse(Register);
		const { prepareRegistration } = await import('../registry/register.ts');
		const { notReadyResult, registerResult } = await import('../registry/register-result.ts');
		const { assertSigner, send, submit, writeRegistry } = await import('../registry/submit.ts');
		const conversation = this.#conversation(flags.yes);
		const request = {
			registry: flags.registry,
			project: args.project,
			fetch: flags.fetch,
			applyId: flags['apply-id'],
			renumber: flags.renumber,
			now: new Date(),
		};
		if (!flags['dry-run']) await assertSigner(flags.registry);
		const registration = await prepareRegistration(request, await this.ports(), conversation);
		if (!('entry' in registration)) {
			process.exitCode = 1;
			return this.#show(notReadyResult(registration));
		}
		if (flags['dry-run']) return this.#show(registerResult('dry-run', registration));
		const { place } = registration;
		if (place.kind === 'file') {
			await writeRegistry(place.file, registration.after);
			return this.#show(registerResult('written', registration));
		}
		const submission = await submit(registration, place, conversation);
		if (!flags.push) return this.#show(registerResult('committed', registration, submission));
		await send(place, submission, conversation);
		return this.#show(registerResult('pushed', registration, submission));
	}

	async #show(result: RegisterResult): Promise<RegisterResult> {
		const { renderRegisterResult } = await import('../registry/register-result.ts');
		this.log(renderRegisterResult(result));
		return result;
	}

	#conversation(yes: boolean): Conversation {
		return {
			say: (line) => {
				process.stderr.write(`${line}\n`);
			},
			confirm: async (question) => {
				if (yes) return true;
				if (!canAsk() || this.jsonEnabled()) {
					throw new UsageError(`nobody can answer: ${question}`, ['Answer every question with yes: --yes.']);
				}
				const { confirm } = await import('@inquirer/prompts');
				return confirm({ message: question, default: false });
			},
		};
	}
}
