import type { Sample } from '../project/model.ts';
import type { Place } from '../report/model.ts';
import type { WrittenAlert } from '../run/expected-alerts.ts';

/** A value as the author writes it. */
export type WrittenValue = string | number | boolean | null | readonly (string | number | boolean)[];

/** A file of tests as written; docs/schemas/plugin-tests.schema.json is its schema. */
export interface TestFile {
	tests: readonly WrittenTest[];
}

export interface WrittenTest {
	name: string;
	'init-config'?: string | Record<string, unknown>;
	'open-params'?: string;
	samples?: readonly (Sample | { file: string })[];
	source?: string;
	limit?: number;
	timeout?: number;
	rules?: readonly string[];
	expect: {
		events?: number;
		values?: readonly { event: number; fields: Readonly<Record<string, WrittenValue>> }[];
		golden?: { file: string; fields: readonly string[]; events?: number };
		alerts?: readonly { rule: string; count?: number; output?: string; priority?: string }[];
		error?: { in: 'init' | 'open' | 'next_batch'; contains?: string };
	};
}

/** One test with everything that needed the file system read. */
export interface AuthorTest {
	/** File without folder and ending, a colon, and the name: unique in a suite. */
	id: string;
	name: string;
	place: Place;
	/** Null for that of plugin-kit.yaml. */
	initConfig: string | null;
	openParams: string | null;
	/** Payloads, one char a byte; null for events of the plugin's own. */
	samples: readonly string[] | null;
	source: string | null;
	limit: number;
	timeoutMs: number;
	events: { count: number; place: Place } | null;
	values: readonly ExpectedValue[];
	golden: GoldenFile | null;
	/** Rules files, absolute; null for those of the project. */
	rules: readonly string[] | null;
	alerts: readonly ExpectedAlert[];
	error: { call: 'init' | 'open' | 'next_batch'; contains: string | null; place: Place } | null;
}

export interface ExpectedValue {
	event: number;
	/** As a rule asks for it. */
	field: string;
	value: WrittenValue;
	place: Place;
}

export interface ExpectedAlert extends WrittenAlert {
	place: Place;
}

export interface GoldenFile {
	/** Absolute. */
	path: string;
	fields: readonly string[];
	events: number;
	place: Place;
}
