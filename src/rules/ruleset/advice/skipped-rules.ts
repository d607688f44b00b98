import { parseCondition } from '../../condition/parse.ts';
import { FieldTable } from '../../fields/table.ts';
import type { Advice } from '../../file/load-result.ts';
import { compileFormat } from '../../output/format.ts';
import { decodeText } from '../../values/byte-text.ts';
import { checksIn, fieldsIn } from '../condition-parts.ts';
import type { RulesetDefinitions } from '../definitions.ts';
import type { RuleInfo } from '../item-info.ts';
import { ListTable } from '../lists.ts';
import type { RulesSource } from '../ruleset.ts';

/** The source of rules that name none. Falco always has it; here no plugin provides it. */
const SYSCALL_SOURCE = 'syscall';

interface SourceTable {
	readonly name: string;
	readonly table: FieldTable;
}

/**
 * What is worth knowing of rules whose source no loaded plugin provides. They are never compiled, so nobody else looks
 * at their fields: whether those exist anywhere, or show that the author forgot to name the source.
 */
export function skippedRules(definitions: RulesetDefinitions, sources: readonly RulesSource[]): Advice[] {
	const lists = new ListTable(definitions.lists);
	const tables = sources.map(({ name, classes }) => ({ name, table: new FieldTable(classes) }));
	return [...definitions.rules.values()].flatMap((rule) =>
		rule.unknownSource ? (skippedRule(rule, lists, tables) ?? []) : [],
	);
}

function skippedRule(rule: RuleInfo, lists: ListTable, tables: readonly SourceTable[]): Advice | undefined {
	const { source, conditionContext: context } = rule;
	const parsed = parseCondition(lists.substitute(rule.condition) ?? '');
	if (parsed.kind === 'error') {
		const message = `Falco skips the rule for its source '${source}', and its condition is wrong besides: ${parsed.message}`;
		return { kind: 'unchecked-field', message, context };
	}
	const fields = new Set(checksIn(parsed.ast).flatMap(({ left }) => fieldsIn(left).map(({ name }) => name)));
	if (source === SYSCALL_SOURCE) return { ...syscallRule([...fields], tables), context };
	const unknown = [...fields].filter((name) => !tables.some(({ table }) => isKnown(name, table)));
	for (const [, name = ''] of rule.output.matchAll(FIELD_IN_OUTPUT)) {
		if (!tables.some(({ table }) => isKnown(name, table) || beginsWithField(name, table))) unknown.push(name);
	}
	if (unknown.length === 0) return undefined;
	const shown = [...new Set(unknown)].map((name) => `'${decodeText(name)}'`).join(', ');
	const message = `Falco skips the rule for its source '${source}' without a look at its fields; no loaded plugin has ${shown}`;
	return { kind: 'unchecked-field', message, context };
}

function syscallRule(fields: readonly string[], tables: readonly SourceTable[]): Pick<Advice, 'kind' | 'message'> {
	const meant = tables.find(
		({ table }) => fields.some((name) => isOfPlugin(name, table)) && fields.every((name) => isKnown(name, table)),
	);
	if (meant === undefined) {
		return {
			kind: 'syscall-rule',
			message: 'the rule is one on system calls, which Falco runs and plugin-kit does not',
		};
	}
	const message = `the rule names no source, so that Falco takes it for one on system calls and refuses its fields; they are those of '${meant.name}': add 'source: ${meant.name}'`;
	return { kind: 'missing-source', message };
}

/** Whether the source has the field, with whatever argument. */
function isKnown(name: string, table: FieldTable): boolean {
	return table.lookup(name).kind !== 'unknown';
}

function isOfPlugin(name: string, table: FieldTable): boolean {
	const found = table.lookup(name);
	return found.kind === 'error' || (found.kind === 'found' && found.ref.owner.isBuiltIn !== true);
}

/** A field of an output by its form; where it ends only the fields of the source tell. */
const FIELD_IN_OUTPUT = /%[0-9]*([A-Za-z]\w*(?:\.\w+)+)/g;

function beginsWithField(text: string, table: FieldTable): boolean {
	return compileFormat(`*%${text}`, table).kind === 'compiled';
}
