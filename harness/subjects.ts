import type { Field } from './abi/fields.ts';
import type { ApiFunction, Capability } from './abi/symbols.ts';
import type { ProcessState } from './process-state.ts';
import type { Inputs } from './protocol/messages.ts';
import type { ReturnedText } from './protocol/returned-text.ts';
import type { OrdinaryRecord } from './record.ts';

export type Machine = 'x86_64' | 'aarch64';

/** What was read from a file without loading it. `not-elf` and the like carry the one line that says why. */
export type FileReading =
	| { kind: 'object'; object: SharedObject }
	| { kind: 'unusable'; reason: string; detail?: string };

/** A dynamic symbol: what the object defines or asks for. */
export interface DynamicSymbol {
	name: string;
	/** Version asked for or defined, such as `GLIBC_2.34`. */
	version?: string;
	/** File that the version is asked from, such as `libc.so.6`. */
	versionFile?: string;
	binding: 'local' | 'global' | 'weak' | 'unique' | 'other';
	visibility: 'default' | 'internal' | 'hidden' | 'protected';
	type: 'func' | 'object' | 'tls' | 'notype' | 'ifunc' | 'other';
	defined: boolean;
	value: bigint;
	size: bigint;
}

/** An ELF64 little-endian object as its headers, dynamic section and symbol tables show it. */
export interface SharedObject {
	path: string;
	fileType: 'shared object' | 'executable' | 'relocatable' | 'core' | 'other';
	/** True for position-independent executables too, which are ET_DYN (DF_1_PIE); the loader refuses to dlopen them. */
	isExecutable: boolean;
	/** `e_machine` as text, such as `x86_64`, or `machine 8` where it has no name here. */
	machine: string;
	hasDynamicSection: boolean;
	soname?: string;
	needed: readonly string[];
	rpath: readonly string[];
	runpath: readonly string[];
	/** Symbol versions asked for, by file: `libc.so.6` -> `GLIBC_2.2.5`, ... */
	versionNeeds: Readonly<Record<string, readonly string[]>>;
	/** Those of them that the loader lets pass where they are missing (VER_FLG_WEAK: only weak symbols ask for them). */
	optionalVersions?: readonly string[];
	dynamicSymbols: readonly DynamicSymbol[];
	/** `.symtab`, where the file is not stripped; symbolises native frames. */
	symbols: readonly DynamicSymbol[];
	/** PT_GNU_STACK: absent counts as executable on older loaders. */
	stack: 'absent' | 'executable' | 'non-executable';
	textRelocations: boolean;
	/** DF_1_NODELETE: dlclose leaves it mapped (Go). */
	noDelete: boolean;
	staticTls: boolean;
	buildId?: string;
	/** Sanitizer runtime that the object expects, such as `address`. */
	sanitizer?: string;
	/** Compiler or runtime recognised by its marks. */
	language: 'go' | 'rust' | 'c++' | 'c';
	hasDebugInfo: boolean;
}

/** A place where plugins are deployed, as data: which libraries it holds and which symbol versions they offer. */
export interface DeploymentImage {
	/** Such as `falco-debian`. */
	id: string;
	/** Such as `Falco's Debian image (0.44.1-debian)`. */
	title: string;
	/** Severity that a plugin deserves that cannot load there. */
	severity: 'error' | 'warning' | 'info';
	glibc: string;
	/** Highest GLIBCXX_, CXXABI_ and GCC_ versions, where libstdc++ and libgcc_s are there. */
	versions: Readonly<Record<string, string>>;
	libraries: readonly string[];
}

/** A question about the C library of an image: is this symbol there, and in which of its libraries? */
export type LibcLookup = (glibc: string, machine: Machine, symbol: string) => readonly string[];

export interface FileSubject {
	path: string;
	reading: FileReading;
	/** Architecture that is tested for: that of this machine unless --target says otherwise. */
	target: Machine;
	images: readonly DeploymentImage[];
	libcLookup: LibcLookup;
	falco: FalcoBehaviour;
}

/** Where Falco releases differ in what they do to a plugin (facts/abi.md 1.4). */
export interface FalcoBehaviour {
	/** Release, such as `0.44.1`. */
	release: string;
	apiVersion: string;
	eventSchema: string;
	/** dlopen with RTLD_NOW (0.42 and later) or RTLD_LAZY. */
	eagerBinding: boolean;
	/** `arg_index` where no argument is given: all ones since 0.43, zero before. */
	absentArgIndex: bigint;
	/** get_fields with an empty array is refused (0.42 and later). */
	refusesEmptyFields: boolean;
	/** A plugin that reads other than plugin events must satisfy the event schema (0.42 and later). */
	checksEventSchema: boolean;
}

/** What a discovery child wrote down: the calls of Falco's load, in Falco's order, before any state exists. */
export interface Description {
	load: { kind: 'loaded'; elapsedMs: number } | { kind: 'refused'; error: string };
	/** API functions that dlsym resolves. */
	exported: readonly ApiFunction[];
	capabilities: readonly Capability[];
	requiredApiVersion: ReturnedText;
	name: ReturnedText;
	description: ReturnedText;
	contact: ReturnedText;
	version: ReturnedText;
	id: number | null;
	eventSource: ReturnedText;
	fields: ReturnedText;
	/** get_fields called again in the same process, where it differed: call number and text. */
	fieldsChanged: { call: number; text: ReturnedText } | null;
	extractEventSources: ReturnedText;
	parseEventSources: ReturnedText;
	asyncEventSources: ReturnedText;
	asyncEvents: ReturnedText;
	initSchema: { text: ReturnedText; typeWritten: boolean; type: number } | null;
	/** What the load wrote to standard output, bounded. */
	loadStdout: string;
	/** What the library wrote to standard error until its descriptive functions had been asked. */
	loadStderr: string;
}

export interface DescriptionSubject {
	description: Description;
	reading: FileReading;
	falco: FalcoBehaviour;
}

export interface ProcessesSubject {
	description: Description;
	/** What plugin_get_fields gave in other processes. */
	fieldsElsewhere: readonly ReturnedText[];
}

export interface RecordSubject {
	record: OrdinaryRecord;
	/** What of the process a plugin shares with its host, around the loading of the library. */
	process: { beforeLoad: ProcessState; loaded: ProcessState };
	description: Description;
	/** The fields of `get_fields` as far as they are well formed, in order of their id. */
	fields: readonly Field[];
	inputs: Inputs;
	falco: FalcoBehaviour;
}

export interface AuthorTestsSubject {
	tests: readonly {
		id: string;
		/** In which it differs from what the author expects; empty where it passed. */
		problems: readonly { message: string; expected?: string | undefined; observed?: string | undefined }[];
		/** Fields that had a value. */
		seen: readonly string[];
	}[];
	/** Names of all fields of the plugin. */
	fields: readonly string[];
}
