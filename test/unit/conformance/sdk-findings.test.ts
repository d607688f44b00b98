import { describe, expect, it } from 'vitest';
import type { DynamicSymbol } from '../../../harness/subjects.ts';
import { nameSdkDefects, sdkOf } from '../../../src/conformance/sdk-findings.ts';
import type { CheckReport } from '../../../src/report/model.ts';

function symbols(...names: string[]): readonly DynamicSymbol[] {
	return names.map((name) => ({
		name,
		binding: 'global',
		visibility: 'default',
		type: 'func',
		defined: true,
		value: 0n,
		size: 0n,
	}));
}

function check(id: string, message: string, verdict: CheckReport['verdict'] = 'fail'): CheckReport {
	const finding = { severity: 'error', message, fix: '', reproduce: '' } as const;
	return { id, title: '', verdict, reason: null, tried: null, durationMs: 0, findings: [finding] };
}

describe('sdkOf', () => {
	it.each([
		['plugin-sdk-go', 'plugin_extract_fields_sync'],
		['plugin-sdk-go', 'github.com/falcosecurity/plugin-sdk-go/pkg/sdk.NewEventReader'],
		['plugin-sdk-cpp', '_ZN13falcosecurity9_internal22plugin_event_to_stringEPvPKNS0_21ss_plugin_event_inputE'],
		['falco_plugin', '_ZN12falco_plugin6plugin4base6logger13FALCO_LOGGER17h8d6d05b2b3ff4bd5E'],
		['falco_plugin', '_RNvNtNtNtCs1_12falco_plugin6plugin4base6logger12FALCO_LOGGER'],
	])('knows %s by %s', (sdk, name) => {
		expect(sdkOf({ symbols: [], dynamicSymbols: symbols('plugin_init', name) })).toBe(sdk);
		expect(sdkOf({ symbols: symbols('plugin_init', name), dynamicSymbols: [] })).toBe(sdk);
	});

	it('knows none by the API alone', () => {
		expect(sdkOf({ symbols: [], dynamicSymbols: symbols('plugin_init', 'plugin_extract_fields') })).toBeUndefined();
	});
});

describe('nameSdkDefects', () => {
	it('gives the cause and leaves verdict and findings alone, crashes too', () => {
		const crash = check('init.null-tables', 'plugin_init crashed', 'crash');
		const [named] = nameSdkDefects([crash], 'plugin-sdk-cpp');
		expect(named).toEqual({ ...crash, reason: expect.stringMatching(/^your SDK, not you: .* \(plugin-sdk-cpp\)$/) });
	});

	it('blames no SDK for what it does not do, nor another one, nor without marks', () => {
		const checks = [check('async.dump-state', 'the event has no name'), check('init.null-tables', 'crashed')];
		expect(nameSdkDefects(checks, 'falco_plugin')).toEqual(checks);
		expect(nameSdkDefects(checks, undefined)).toEqual(checks);
		expect(nameSdkDefects(checks.slice(0, 1), 'plugin-sdk-cpp')).toEqual(checks.slice(0, 1));
	});

	it('makes an info of what Falco does not suffer from, and of nothing beside it', () => {
		const several = check('extract.multi-field', 'my.seq has another value when other fields are asked for too');
		expect(nameSdkDefects([several], 'falco_plugin')).toMatchObject([
			{ verdict: 'info', findings: [{ severity: 'info' }], reason: expect.stringContaining('one field a call') },
		]);
		const own = { ...several, findings: [...several.findings, ...check(several.id, 'the call fails').findings] };
		expect(nameSdkDefects([own], 'falco_plugin')).toMatchObject([
			{ verdict: 'fail', findings: [{ severity: 'info' }, { severity: 'error' }] },
		]);
	});
});
