import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertsOfProbe } from './probe-alerts.ts';

// The real engine's answers lie beside the project on the machine where it is made.
const recorded = join(process.cwd(), '../shared/data/oracle/alerts.txt');

describe.skipIf(!existsSync(recorded))('alerts that the real engine printed (shared data)', () => {
	const [printed = '', rules = ''] = existsSync(recorded)
		? readFileSync(recorded, 'utf8').split('--- rules file used:\n')
		: [];
	const lines = printed.trimEnd().split('\n');
	const firstJson = lines.findIndex((line) => line.startsWith('{'));

	it('are the same as text, with the statistics', () => {
		expect(alertsOfProbe(rules, 'text')).toEqual(lines.slice(0, firstJson));
	});

	it('are the same as JSON, with the statistics', () => {
		expect(alertsOfProbe(rules, 'json')).toEqual(lines.slice(firstJson));
	});
});
