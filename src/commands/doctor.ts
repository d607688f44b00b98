import { BaseCommand } from '../cli/base-command.ts';
import type { DoctorEntry, DoctorResult } from '../doctor/examine.ts';

const MARKS: Record<DoctorEntry['state'], string> = { pass: 'ok  ', warn: 'warn', fail: 'FAIL' };

/** `plugin-kit doctor`: what of this machine plugin-kit can work with. */
export default class Doctor extends BaseCommand {
	static override summary = 'look at what plugin-kit needs on this machine';
	static override description =
		'Each line passes, warns (some commands will not work) or fails (nothing will). Exit code 1 if one fails.';

	async run(): Promise<DoctorResult> {
		await this.parse(Doctor);
		const { examine } = await import('../doctor/examine.ts');
		const result = await examine();
		for (const { state, title, detail, fix } of result.diagnostics) {
			this.log(`${MARKS[state]}  ${title.padEnd(26)} ${detail}`);
			if (fix !== null) this.log(`      ${fix}`);
		}
		const { pass, warn, fail } = result.summary;
		this.log(`${pass} passed, ${warn} warned, ${fail} failed`);
		process.exitCode = fail > 0 ? 1 : 0;
		return result;
	}
}
