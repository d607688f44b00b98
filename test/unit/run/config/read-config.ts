import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { UsageError } from '../../../../src/errors.ts';
import { loadConfig } from '../../../../src/run/config/load-config.ts';
import type { RunConfig } from '../../../../src/run/config/model.ts';
import { readRunConfig } from '../../../../src/run/config/run-config.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-run-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

interface ReadOptions {
	readonly overrides?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly folder?: string;
}

interface ConfigOutcome {
	readonly config: RunConfig;
	readonly warnings: readonly string[];
}

/** Reads a falco.yaml of this text; the path of its folder is cut from warnings and errors. */
export function readConfig(text: string, options: ReadOptions = {}): ConfigOutcome {
	const { overrides = [], environment = {}, folder = temporaryFolder() } = options;
	const file = join(folder, 'falco.yaml');
	writeFileSync(file, text);
	const warnings: string[] = [];
	const warn = (warning: string) => warnings.push(warning.replaceAll(`${folder}/`, ''));
	try {
		return { config: readRunConfig(loadConfig(file, overrides, environment, warn), warn), warnings };
	} catch (error) {
		if (error instanceof UsageError) error.message = error.message.replaceAll(`${folder}/`, '');
		throw error;
	}
}

/** The one line that a falco.yaml is refused with. */
export function refusal(text: string, options: ReadOptions = {}): string {
	try {
		readConfig(text, options);
	} catch (error) {
		if (error instanceof UsageError) return error.message;
		throw error;
	}
	throw new Error('it was not refused');
}
