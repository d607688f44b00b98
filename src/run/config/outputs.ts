import { readHttpOutput } from './http-output.ts';
import type { FileOutputConfig, OutputsConfig, ProgramOutputConfig } from './model.ts';
import type { Section } from './section.ts';

const DEFAULT_TIMEOUT_MS = 2_000;

/** The outputs that are enabled (rules facts, sections 5.2 and 5.3): none of them is unless it is said. */
export function readOutputs(config: Section): OutputsConfig {
	const queue = config.section('outputs_queue');
	const capacity = queue?.integer('capacity', 0) ?? 0;
	queue?.finish();
	return {
		stdout: onlyEnabled(config, 'stdout_output'),
		syslog: onlyEnabled(config, 'syslog_output'),
		file: readFileOutput(config),
		program: readProgramOutput(config),
		http: readHttpOutput(config),
		queueCapacity: capacity > 0 ? capacity : null,
		timeoutMs: Math.max(1, config.integer('output_timeout', DEFAULT_TIMEOUT_MS)),
	};
}

/** Whether an output is there that alerts can go to. */
export function hasOutput({ stdout, syslog, file, program, http }: OutputsConfig): boolean {
	return stdout || syslog || file !== null || program !== null || http !== null;
}

function onlyEnabled(config: Section, key: string): boolean {
	const section = config.section(key);
	const enabled = section?.boolean('enabled', false) ?? false;
	section?.finish();
	return enabled;
}

function readFileOutput(config: Section): FileOutputConfig | null {
	const section = config.section('file_output');
	if (section === undefined) return null;
	const enabled = section.boolean('enabled', false);
	const keepAlive = section.boolean('keep_alive', false);
	const filename = section.text('filename');
	section.finish();
	return enabled ? { filename: filename ?? section.required('filename'), keepAlive } : null;
}

function readProgramOutput(config: Section): ProgramOutputConfig | null {
	const section = config.section('program_output');
	if (section === undefined) return null;
	const enabled = section.boolean('enabled', false);
	const keepAlive = section.boolean('keep_alive', false);
	const program = section.text('program');
	section.finish();
	return enabled ? { program: program ?? section.required('program'), keepAlive } : null;
}
