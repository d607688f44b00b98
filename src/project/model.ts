import type { ScaffoldCapability } from '../scaffold/capabilities.ts';
import type { Language } from '../toolchain/languages.ts';

/** A payload for plugins without an event source of their own: text, or bytes in hexadecimal. */
export type Sample = string | { hex: string };

/** What plugin-kit.yaml says about testing the plugin. Absent: plugin-kit works with what it can find out itself. */
export interface ConformanceSection {
	/** As in falco.yaml: text as it is, a mapping as compact JSON. */
	'init-config'?: string | Record<string, unknown>;
	'bad-init-config'?: readonly (string | Record<string, unknown>)[];
	'open-params'?: string;
	'bad-open-params'?: readonly string[];
	/** Number of events until the end with these open parameters. */
	'expect-events'?: number;
	samples?: readonly Sample[];
	/** Path, from the project, of a plugin whose events are given to this one. */
	with?: string;
}

/** A finding that the author knows of and permits, with the reason. */
interface AllowEntry {
	check: string;
	field?: string;
	reason: string;
}

/** plugin-kit.yaml as written; docs/schemas/plugin-kit.yaml.schema.json is its schema. */
export interface ProjectFile {
	name: string;
	language: Language | 'other';
	/** The version of the template that made the project, and the answers that it was given (since version 2). */
	template?: {
		version: number;
		source?: string | null;
		capabilities?: readonly ScaffoldCapability[];
		description?: string;
		contact?: string;
	};
	build: {
		/** A program and its arguments; a text is split at blanks, no shell sees it. */
		command: string | readonly string[];
		/** Path of the shared object that the command makes, from the project. */
		output: string;
		env?: Readonly<Record<string, string>>;
	};
	conformance?: ConformanceSection;
	allow?: readonly AllowEntry[];
}

/** A plugin project on this machine, with everything that its file leaves open filled in. */
export interface Project {
	/** Absolute path of the folder with plugin-kit.yaml. */
	folder: string;
	/** Absolute path of the file. */
	file: string;
	name: string;
	language: Language | 'other';
	/** Version of the template that made the project; null if none did. */
	templateVersion: number | null;
	build: { command: readonly [string, ...string[]]; output: string; env: Readonly<Record<string, string>> };
	conformance: ConformanceInputs;
	allow: readonly AllowEntry[];
}

/** The inputs of conformance tests, as the harness takes them. */
export interface ConformanceInputs {
	initConfig: string | null;
	badInitConfigs: readonly string[];
	openParams: string | null;
	badOpenParams: readonly string[];
	expectEvents: number | null;
	/** Payloads, one char a byte. */
	samples: readonly string[];
	/** Absolute path of a library. */
	with: string | null;
}
