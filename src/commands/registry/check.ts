import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import type { RegistryFinding } from '../../registry/finding.ts';

export interface RegistryCheckResult {
	schemaVersion: 1;
	file: string;
	ok: boolean;
	findings: RegistryFinding[];
}

/** Words that Make prints after the official checker was silent. */
const OFFICIAL_OK = 'The plugin registry is OK';

export default class RegistryCheck extends BaseCommand {
	static override summary = 'check a registry.yaml by the rules of the official checker and by stricter ones';
	static override description =
		'Findings come with file, line and column, and with the words of the official checker where it has any. ' +
		'Exit code 1 when something is wrong.';
	static override examples = ['<%= config.bin %> <%= command.id %> registry.yaml'];
	static override args = { file: Args.string({ required: true, description: 'registry.yaml' }) };
	static override flags = {
		official: Flags.boolean({ description: 'ask only what the official checker asks, and answer in its words' }),
	};

	async run(): Promise<RegistryCheckResult> {
		const { args, flags } = await this.parse(RegistryCheck);
		const { checkRegistry, checkRegistryOfficially } = await import('../../registry/check.ts');
		const { readRegistryFile } = await import('../../registry/document.ts');
		const { renderFinding } = await import('../../registry/finding.ts');
		const text = readRegistryFile(args.file);
		const findings = flags.official ? checkRegistryOfficially(text, args.file) : checkRegistry(text, args.file);
		const wrong = findings.filter(({ severity }) => severity !== 'info');
		const ok = !findings.some(({ severity }) => severity === 'error');
		if (!ok) process.exitCode = 1;
		if (flags.official) this.log(ok ? OFFICIAL_OK : `error: ${findings[0]?.official ?? findings[0]?.message}`);
		else {
			for (const finding of findings) this.log(renderFinding(finding));
			if (wrong.length === 0) this.log(`${args.file}: no mistakes`);
		}
		return { schemaVersion: 1, file: args.file, ok, findings };
	}
}
