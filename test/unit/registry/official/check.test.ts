import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkOfficially } from '../../../../src/registry/official/check.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, REGISTRY } from '../fixtures/registries.ts';

const changed = (from: string, to: string) => {
	expect(REGISTRY).toContain(from);
	return checkOfficially(REGISTRY.replace(from, to));
};

describe('checkOfficially', () => {
	it('accepts a good registry', () => {
		expect(checkOfficially(REGISTRY).ok).toBe(true);
	});

	it.skipIf(!hasLiveRegistry)('accepts the live registry (shared data)', () => {
		expect(checkOfficially(readFileSync(LIVE_REGISTRY_FILE, 'utf8')).ok).toBe(true);
	});

	it.each([
		['name: lantern', 'name: Lantern', "plugin name does follow the naming convention: 'Lantern'"],
		['- name: lantern', '- authors: x', "plugin name does follow the naming convention: ''"],
		['name: lantern', 'name: harbour', "plugin name is not unique: 'harbour'"],
		['id: 3', 'id: 1073741824', "source ID outside the allowed range (1073741823): '1073741824'"],
		['id: 3', 'id: 1', "source ID is not unique: '1'"],
		['id: 3', 'id: 0x1', "source ID is not unique: '1'"],
		['        id: 3\n', '', "source ID is not unique: '0'"],
		['id: 3\n        source: harbour_log', 'id: 3\n        source: internal', "forbidden source name: 'internal'"],
		[
			'id: 3\n        source: harbour_log',
			'id: 3\n        source: har-bour',
			"source name does follow the naming convention: 'har-bour'",
		],
		['id: 3\n        source: harbour_log', 'id: 3', "source name does follow the naming convention: ''"],
		['id: 3', 'id: "3"', 'yaml: unmarshal errors:\n  line 83: cannot unmarshal !!str `3` into uint'],
	])('says of %j become %j what the official checker says', (from, to, message) => {
		expect(changed(from, to)).toMatchObject({ ok: false, message });
	});

	it.each([
		['    license: MIT\n', ''],
		['url: https://example.org/lantern', 'rule_url: x'],
		['    license: MIT\n', '    license: MIT\n    license: also\n'],
		['id: 3', 'id: 29.7'],
		['supported: true\n        id: 3', 'supported: yes\n        id: 010'],
		['supported: true\n        id: 3', 'supported: false\n        id: 1'],
	])('lets %j become %j, as the official checker does', (from, to) => {
		expect(changed(from, to).ok).toBe(true);
	});

	it('stops at the first mistake in the file', () => {
		const verdict = checkOfficially(REGISTRY.replace('name: lantern', 'name: 1st').replace('id: 3', 'id: 1'));
		expect(verdict).toMatchObject({
			ok: false,
			line: 51,
			message: "plugin name does follow the naming convention: '1st'",
		});
	});

	it('refuses the layout of before May 2022 with a type error', () => {
		const verdict = checkOfficially('plugins:\n  source:\n    - id: 1\n      source: a\n');
		expect(verdict).toMatchObject({
			ok: false,
			message: 'yaml: unmarshal errors:\n  line 2: cannot unmarshal !!map into []registry.Plugin',
		});
	});
});
