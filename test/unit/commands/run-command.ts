import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Config } from '@oclif/core';
import { Ajv } from 'ajv';
import { vi } from 'vitest';
import { packageRoot } from '../../../src/package-root.ts';

export interface CommandRun {
	result: unknown;
	stdout: string;
	stderr: string;
	exitCode: number;
}

/** A command that can be made: each of ours, but not their abstract base. */
export type RunnableCommand = typeof Command & (new (argv: string[], config: Config) => Command);

/** A package for oclif that knows no commands, so that nothing has to be built before a test. */
const root = mkdtempSync(join(tmpdir(), 'plugin-kit-command-'));
writeFileSync(
	join(root, 'package.json'),
	JSON.stringify({ name: 'plugin-kit', version: '0.0.0', oclif: { bin: 'plugin-kit' } }),
);

/** Runs a command class in this process and takes what it prints, returns and exits with. */
export async function runCommand(command: RunnableCommand, argv: string[]): Promise<CommandRun> {
	const printed: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
	const spies = (['stdout', 'stderr'] as const).map((stream) =>
		vi.spyOn(process[stream], 'write').mockImplementation((text) => {
			printed[stream].push(String(text));
			return true;
		}),
	);
	const log = vi.spyOn(console, 'log').mockImplementation((...texts) => {
		printed.stdout.push(`${texts.join(' ')}\n`);
	});
	try {
		const result = await command.run(argv, { root });
		return {
			result,
			stdout: printed.stdout.join(''),
			stderr: printed.stderr.join(''),
			exitCode: Number(process.exitCode ?? 0),
		};
	} finally {
		for (const spy of [...spies, log]) spy.mockRestore();
		process.exitCode = undefined;
	}
}

/** What a value has against a schema of docs/schemas; nothing when it fits. */
export function schemaErrors(schema: string, value: unknown): unknown {
	const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
	const validate = ajv.compile(
		JSON.parse(readFileSync(join(packageRoot, 'docs/schemas', `${schema}.schema.json`), 'utf8')),
	);
	validate(JSON.parse(JSON.stringify(value)));
	return validate.errors;
}
