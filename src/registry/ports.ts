import type { Description } from '../../harness/subjects.ts';
import type { EntryMetadata } from './entry.ts';

/** A plugin project as `register` and `package` need it. */
export interface PluginProject {
	/** Folder of plugin-kit.yaml. */
	folder: string;
	/** The built library. */
	library: string;
	/** The `registry` part of plugin-kit.yaml. */
	registry: EntryMetadata;
	/** Rules files, sorted. */
	rules: readonly string[];
	readme?: string;
}

/** What became of a run of the conformance checks on one library. */
export interface TestedLibrary {
	/** No error, crash or hang. */
	ok: boolean;
	/** Hexadecimal SHA-256 of the file that was tested. */
	sha256: string;
	/** One line, such as `128 passed, 2 warnings`. */
	summary: string;
}

/** What the rest of plugin-kit does for `register` and `package`; everything that touches the plugin is behind it. */
export interface PluginPorts {
	/** Reads plugin-kit.yaml. Throws a UsageError where there is none. */
	project(folder: string): Promise<PluginProject>;
	/** Builds the project. Throws a CannotRunError where the compiler refuses. */
	build(folder: string): Promise<void>;
	/** Asks a library in a child process what it says of itself. */
	describe(library: string): Promise<Description>;
	/** Runs the release profile. */
	test(library: string): Promise<TestedLibrary>;
}

/** What `register` asks and tells while it runs. */
export interface Conversation {
	/** Asks a yes-or-no question; false where nobody can answer. */
	confirm(question: string): Promise<boolean>;
	/** Tells how far it is. */
	say(line: string): void;
}
