import { UsageError } from '../errors.ts';

const MAX_LENGTH = 64;
/** The registry's rules for plugin names and event sources (facts/registry.md 1.2, `validate.go`). */
const NAME = /^[a-z][a-z0-9_-]*$/;
const SOURCE = /^[a-z][a-z0-9_]*$/;
/** `reserved_sources` of registry.yaml. */
const RESERVED_SOURCES = ['syscall', 'internal', 'plugins'];
/** Field classes of Falco itself; the fields of a plugin must not lie in them (libs `filterchecks`). */
const FALCO_FIELD_CLASSES = [
	...['evt', 'evtin', 'fd', 'fdlist', 'fs', 'group', 'proc', 'static', 'syslog', 'thread', 'user', 'util'],
	...['container', 'k8s', 'mesos', 'span', 'tracers'],
];

/** @throws UsageError unless the registry takes it as the name of a plugin. */
export function checkName(name: string): string {
	if (!NAME.test(name) || name.length > MAX_LENGTH) {
		throw new UsageError(
			`--name: '${printable(name)}' is no plugin name: lower-case letters, digits and hyphens, beginning with a letter, at most ${MAX_LENGTH}`,
		);
	}
	return name;
}

/** @throws UsageError unless the registry takes it as the event source of a plugin. */
export function checkSource(source: string): string {
	if (RESERVED_SOURCES.includes(source)) {
		throw new UsageError(`--source: '${source}' is reserved by Falco; plugins have sources of their own`);
	}
	if (!SOURCE.test(source) || source.length > MAX_LENGTH) {
		throw new UsageError(
			`--source: '${printable(source)}' is no event source: lower-case letters, digits and underscores, beginning with a letter, at most ${MAX_LENGTH}`,
		);
	}
	return source;
}

/** The event source that a plugin of this name has unless another is asked for: sources know no hyphens. */
export function sourceFor(name: string): string {
	return name.replaceAll('-', '_');
}

/**
 * What the fields of a plugin begin with.
 * @throws UsageError if Falco has fields of its own that begin like this.
 */
export function fieldPrefixFor(name: string): string {
	const prefix = name.replaceAll('-', '_');
	if (FALCO_FIELD_CLASSES.includes(prefix)) {
		throw new UsageError(`--name: the fields of '${name}' would begin with '${prefix}.', as Falco's own do`, [
			`Choose another name, for example ${prefix}-events.`,
		]);
	}
	return prefix;
}

/** What reviewers of the registry would say to a name (facts/registry.md 1.2 and 7). */
export function nameNotes(name: string): string[] {
	const notes: string[] = [];
	if (name.includes('_'))
		notes.push(`the registry prefers hyphens to underscores in names: ${name.replaceAll('_', '-')}`);
	if (/falco|plugin/.test(name)) notes.push(`the registry prefers names without 'falco' and 'plugin' in them`);
	if (name.includes('rules')) notes.push(`the publisher of the registry skips archives with 'rules' in their name`);
	if (name === 'test') notes.push(`the name 'test' is taken in the registry`);
	return notes;
}

/** A name from outside as it may stand in a message. */
function printable(text: string): string {
	const short = text.length > 40 ? `${text.slice(0, 40)}...` : text;
	return short.replace(/[^ -~]/g, '?');
}
