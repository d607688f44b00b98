import { UsageError } from '../../errors.ts';
import type { OptionalProperty } from '../../rules/alert/alert-format.ts';
import { PRIORITIES, type Priority, parsePriority } from '../../rules/file/priority.ts';
import { readAppendOutput } from './append-output.ts';
import { type ConfigMapping, configAt } from './config-node.ts';
import type { AlertsConfig, RunConfig } from './model.ts';
import { readOutputs } from './outputs.ts';
import { readPlugins } from './plugins.ts';
import { readRuleSelections } from './rule-selection.ts';
import { Section, type Warn } from './section.ts';

/** Keys of Falco that say nothing about plugin events, their rules and their alerts. */
const WITHOUT_MEANING_HERE = [
	'config_files',
	'watch_config_files',
	'buffered_outputs',
	'log_level',
	'log_stderr',
	'log_syslog',
	'libs_logger',
	'capture',
	'plugins_hostinfo',
	'webserver',
	'metrics',
	'falco_libs',
	'base_syscalls',
	'syscall_event_drops',
	'syscall_event_timeouts',
];

/** Reads every key that `run` knows, and warns of those that Falco does not know. */
export function readRunConfig(config: ConfigMapping, warn: Warn): RunConfig {
	const section = new Section(config, '', warn);
	section.accept(WITHOUT_MEANING_HERE);
	refuseCaptures(section);
	const read: RunConfig = {
		plugins: readPlugins(section),
		rulesFiles: readRulesFiles(section),
		selections: readRuleSelections(section),
		minimumPriority: readPriority(section),
		matching: section.choice('rule_matching', ['first', 'all'], 'first'),
		alerts: readAlerts(section),
		appendOutput: readAppendOutput(section),
		staticFields: readStaticFields(section),
		outputs: readOutputs(section),
	};
	section.finish();
	return read;
}

/** Events come from plugins here; a capture in their place would be other events than the configuration means. */
function refuseCaptures(config: Section): void {
	const engine = config.section('engine');
	if (engine?.text('kind') !== 'replay') return;
	const kind = configAt(engine.node, 'kind') ?? engine.node;
	throw new UsageError(`${kind.place}: 'engine.kind' is replay, and run reads no captures`, [
		'Take it out, or overrule it: -o engine.kind=nodriver',
	]);
}

function readRulesFiles(config: Section): readonly string[] {
	const files = config.texts('rules_files');
	const old = config.texts('rules_file');
	const node = configAt(config.node, 'rules_file');
	if (files !== undefined && old !== undefined && node !== undefined) {
		throw new UsageError(`${node.place}: 'rules_file' is the old name of 'rules_files', and both are there`);
	}
	return files ?? old ?? [];
}

function readPriority(config: Section): Priority {
	const text = config.text('priority');
	if (text === undefined) return 'Debug';
	const node = configAt(config.node, 'priority') ?? config.node;
	const known = PRIORITIES.map((priority) => priority.toLowerCase()).join(', ');
	return parsePriority(text) ?? config.refuse(node, 'priority', `has to be one of ${known}, not '${text}'`);
}

/** The switches for properties of JSON alerts, with what they are without a word. */
const PROPERTIES: readonly { property: OptionalProperty; key: string; otherwise: boolean }[] = [
	{ property: 'message', key: 'json_include_message_property', otherwise: false },
	{ property: 'output', key: 'json_include_output_property', otherwise: true },
	{ property: 'output_fields', key: 'json_include_output_fields_property', otherwise: true },
	{ property: 'tags', key: 'json_include_tags_property', otherwise: true },
];

function readAlerts(config: Section): AlertsConfig {
	const included = PROPERTIES.filter(({ key, otherwise }) => config.boolean(key, otherwise));
	return {
		shape: config.boolean('json_output', false) ? 'json' : 'text',
		include: included.map(({ property }) => property),
		time: config.boolean('time_format_iso_8601', false) ? 'iso' : 'clock',
	};
}

function readStaticFields(config: Section): Record<string, string> {
	const section = config.section('static_fields');
	if (section === undefined) return {};
	return Object.fromEntries(section.node.entries.map(({ key }) => [key, section.text(key) ?? '']));
}
