import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Severity } from '../../harness/protocol/verdict.ts';
import { visibleText } from '../../harness/protocol/visible-text.ts';
import { everyResult } from './every-result.ts';
import type { Place, Report } from './model.ts';
import { brokenChecks, type Found, worstFirst } from './worst-first.ts';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * The report as SARIF 2.1.0, for code scanning. A failed test points at its line. A finding about a binary has no source line, so that
 * it points at the start of one file: `location`, such as the project's plugin-kit.yaml, or the library where there is no project.
 */
export function renderSarif(report: Report, location: string = report.plugin.path): string {
	const rules = everyResult(report).map(({ id, title }) => ({ id, shortDescription: { text: visibleText(title) } }));
	const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
	const broken = brokenChecks(report);
	const log = {
		version: '2.1.0',
		$schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
		runs: [
			{
				tool: {
					driver: {
						name: 'plugin-kit',
						version: report.run.pluginKit,
						informationUri: 'https://github.com/falcosecurity/plugin-kit',
						rules,
					},
				},
				invocations: [
					{
						executionSuccessful: broken.length === 0,
						toolExecutionNotifications: broken.map(({ id, reason }) => ({
							level: 'error',
							associatedRule: { id, index: indexOf.get(id) },
							message: { text: visibleText(reason ?? 'no verdict') },
						})),
					},
				],
				results: worstFirst(report).map((found) => resultOf(found, indexOf, location)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ check, finding, count }: Found, indexOf: ReadonlyMap<string, number>, location: string) {
	const details = [
		...(finding.expected ? [`Expected: ${finding.expected}`] : []),
		...(finding.observed ? [`Observed: ${finding.observed}`] : []),
		`Fix: ${finding.fix}`,
		`Reproduce: ${finding.reproduce}`,
	];
	return {
		ruleId: check.id,
		ruleIndex: indexOf.get(check.id),
		level: LEVELS[finding.severity],
		message: { text: visibleText([sentence(finding.message), ...details].join('\n')) },
		locations: [{ physicalLocation: physicalLocation(finding.place, location) }],
		partialFingerprints: { 'pluginKitFinding/v1': fingerprintOf(check.id, finding.call ?? '', finding.message) },
		occurrenceCount: count,
	};
}

function physicalLocation(place: Place | undefined, location: string) {
	if (!place) return { artifactLocation: { uri: uriOf(location) }, region: { startLine: 1 } };
	const region = { startLine: place.line, startColumn: place.column };
	return { artifactLocation: { uri: uriOf(place.file) }, region };
}

/** The same for the same fault of a later build: figures of the message, such as times and counts, are left out. */
function fingerprintOf(id: string, call: string, message: string): string {
	const stable = message.replaceAll(/\d+(\.\d+)?/g, '#');
	return createHash('sha256').update(`${id}\0${call}\0${stable}`).digest('hex').slice(0, 32);
}

function uriOf(path: string): string {
	if (isAbsolute(path)) return pathToFileURL(path).href;
	return path.replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
