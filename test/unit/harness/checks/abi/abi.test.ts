import { describe, expect, it } from 'vitest';
import type { ApiFunction } from '../../../../../harness/abi/symbols.ts';
import apiVersion from '../../../../../harness/checks/abi/api-version.ts';
import apiVersionVsFeatures from '../../../../../harness/checks/abi/api-version-vs-features.ts';
import capabilities from '../../../../../harness/checks/abi/capabilities.ts';
import dlopenNow from '../../../../../harness/checks/abi/dlopen-now.ts';
import idSourcePair from '../../../../../harness/checks/abi/id-source-pair.ts';
import { ABI_CHECKS } from '../../../../../harness/checks/abi/index.ts';
import requiredSymbols from '../../../../../harness/checks/abi/required-symbols.ts';
import { ABSENT, exportsOf, FAULT, findingsOf, judge, NULL, severitiesOf, text } from '../sound-description.ts';

describe('a library that did not load', () => {
	const load = { kind: 'refused', error: 'lib.so: undefined symbol: nowhere' } as const;

	it('is told by abi.dlopen-now, with what to do about the text of the loader', () => {
		const [finding] = findingsOf(judge(dlopenNow, { load }));
		expect(finding?.evidence).toBe(
			"Falco would say: cannot load plugin PATH: can't load plugin dynamic library: lib.so: undefined symbol: nowhere",
		);
		expect(finding?.fix).toContain('-Wl,-z,defs');
	});

	it('is not judged by any other check of its description', () => {
		for (const check of ABI_CHECKS) {
			if (check.stage !== 'description' || check.id === 'abi.dlopen-now') continue;
			expect(judge(check, { load, exported: [] }).kind, check.id).toBe('skipped');
		}
	});
});

describe('abi.dlopen-now', () => {
	it('passes a quick and quiet load', () => {
		expect(findingsOf(judge(dlopenNow))).toEqual([]);
	});

	it('warns of a slow load and of text on standard output', () => {
		expect(severitiesOf(dlopenNow, judge(dlopenNow, { load: { kind: 'loaded', elapsedMs: 3000 } }))).toEqual([
			'warning',
		]);
		const [finding] = findingsOf(judge(dlopenNow, { loadStdout: 'hello\u001b[2J' }));
		expect(finding).toMatchObject({ severity: 'warning', observed: '"hello\\x1b[2J"' });
	});
});

describe('abi.required-symbols', () => {
	it('names each missing function, without prefix in the words of Falco', () => {
		const exported = exportsOf({ without: ['get_contact'] });
		const [finding, ...more] = findingsOf(judge(requiredSymbols, { exported }));
		expect(more).toEqual([]);
		expect(finding).toMatchObject({
			call: 'plugin_get_contact',
			evidence: "Falco would say: cannot load plugin PATH: required symbol not implemented: 'get_contact'",
		});
	});
});

describe('abi.api-version', () => {
	const of = (version: string) => judge(apiVersion, { requiredApiVersion: text(version) });

	it('passes the version of the host and older ones, and says which Falco loads them', () => {
		expect(of('3.12.0')).toMatchObject({ findings: [], tried: 'API 3.12.0: loads in Falco 0.42.0 and later' });
		expect(of('3.0.0')).toMatchObject({ findings: [], tried: 'API 3.0.0: loads in Falco 0.35.0 and later' });
		expect(of('3.4.1')).toMatchObject({ findings: [], tried: 'API 3.4.1: loads in Falco 0.38.0 and later' });
		expect(of('3.2.7')).toMatchObject({ findings: [], tried: 'API 3.2.7: loads in Falco 0.38.0 and later' });
	});

	it('refuses another major, a newer minor and a newer patch in the words of Falco', () => {
		expect(findingsOf(of('4.0.0'))[0]?.evidence).toMatch(/major versions disagree$/);
		expect(findingsOf(of('3.99.0'))[0]?.evidence).toMatch(/framework's minor is less than the requested one$/);
		expect(findingsOf(of('3.12.1'))[0]?.evidence).toMatch(/framework's patch is less than the requested one$/);
	});

	it('says from which Falco on a newer version loads', () => {
		const older = judge(apiVersion, {}, { falco: { release: '0.40.0', apiVersion: '3.10.0' } });
		expect(findingsOf(older)[0]?.fix).toContain('Falco 0.42.0 or later');
	});

	it('refuses NULL, unreadable memory and text without three numbers', () => {
		for (const wrong of [NULL, FAULT, text('three'), text('3.1')]) {
			expect(severitiesOf(apiVersion, judge(apiVersion, { requiredApiVersion: wrong }))).toEqual(['error']);
		}
	});

	it('warns of what Falco overlooks behind or before the numbers', () => {
		expect(severitiesOf(apiVersion, of('3.1.0-rc1'))).toEqual(['warning']);
		expect(severitiesOf(apiVersion, of(' 3.+1.0'))).toEqual(['warning']);
	});

	it('leaves a missing function to abi.required-symbols', () => {
		expect(judge(apiVersion, { requiredApiVersion: ABSENT }).kind).toBe('skipped');
	});
});

describe('abi.api-version-vs-features', () => {
	const of = (version: string, plus: ApiFunction[]) =>
		judge(apiVersionVsFeatures, { requiredApiVersion: text(version), exported: exportsOf({ plus }) });
	const async: ApiFunction[] = ['get_async_events', 'set_async_event_handler', 'dump_state'];

	it('passes an old version as such', () => {
		expect(findingsOf(of('3.0.0', []))).toEqual([]);
	});

	it('warns of functions that came later', () => {
		const [finding] = findingsOf(of('3.0.0', async));
		expect(finding).toMatchObject({
			message: 'plugin_dump_state needs API 3.10.0, and the plugin requires only 3.0.0',
			evidence: 'On Falco 0.35.0, which accepts the plugin, captures lack its state.',
		});
		expect(findingsOf(of('3.10.0', async))).toEqual([]);
	});

	it('counts metrics from 3.6, where their numbering changed', () => {
		expect(findingsOf(of('3.5.0', ['get_metrics']))).toHaveLength(1);
		expect(findingsOf(of('3.6.0', ['get_metrics']))).toEqual([]);
	});

	it('warns of addOutput before 3.8', () => {
		const fields = text('[{"name":"a.b","type":"bool","desc":"d","addOutput":true}]');
		const judged = (version: string) => judge(apiVersionVsFeatures, { fields, requiredApiVersion: text(version) });
		expect(findingsOf(judged('3.7.0'))).toHaveLength(1);
		expect(findingsOf(judged('3.8.0'))).toEqual([]);
	});

	it('does not count functions of a capability that the plugin has not', () => {
		expect(findingsOf(of('3.0.0', ['dump_state']))).toEqual([]);
	});
});

describe('abi.capabilities', () => {
	const of = (change: { without?: ApiFunction[]; plus?: ApiFunction[] }) =>
		judge(capabilities, { exported: exportsOf(change) });
	const severities = (change: { without?: ApiFunction[]; plus?: ApiFunction[] }) =>
		severitiesOf(capabilities, of(change));

	it('refuses half an event source in the words of Falco', () => {
		const [finding] = findingsOf(of({ without: ['close'] }));
		expect(finding).toMatchObject({ call: 'plugin_close' });
		expect(finding?.evidence).toContain("must implement all of 'plugin_open', 'plugin_close', and 'plugin_next_batch'");
		expect(severities({ without: ['open', 'close'] })).toEqual(['error']);
	});

	it('refuses the halves that the loader refuses and warns of those that it ignores', () => {
		expect(severities({ without: ['get_fields'] })).toEqual(['error']);
		expect(severities({ without: ['extract_fields'] })).toEqual(['warning']);
		expect(severities({ plus: ['set_async_event_handler'] })).toEqual(['error']);
		expect(severities({ plus: ['get_async_events'] })).toEqual(['warning']);
		expect(severities({ plus: ['dump_state'] })).toEqual(['warning']);
		expect(severities({ plus: ['capture_open'] })).toEqual(['error']);
		expect(severities({ plus: ['capture_close'] })).toEqual(['warning']);
	});

	it('passes optional functions of a capability that is not there, as the Go SDK exports them', () => {
		const source = { without: ['get_fields', 'extract_fields'] as ApiFunction[] };
		expect(severities({ ...source, plus: ['get_extract_event_types'] })).toEqual([]);
	});

	it('refuses a plugin without a capability, and one that only listens', () => {
		const none: ApiFunction[] = ['open', 'close', 'next_batch', 'get_fields', 'extract_fields'];
		expect(findingsOf(of({ without: none }))[0]?.evidence).toContain('plugin does not implement any capability');
		const [finding] = findingsOf(of({ without: none, plus: ['capture_open', 'capture_close'] }));
		expect(finding?.evidence).toContain('loaded but unused');
	});

	it('does not say "no capability" beside the half that causes it', () => {
		expect(severities({ without: ['close', 'get_fields', 'extract_fields'] })).toEqual(['error']);
	});
});

describe('abi.id-source-pair', () => {
	it('passes both, and neither', () => {
		expect(findingsOf(judge(idSourcePair))).toEqual([]);
		expect(findingsOf(judge(idSourcePair, { id: null, eventSource: ABSENT }))).toEqual([]);
		expect(findingsOf(judge(idSourcePair, { id: 0, eventSource: text('') }))).toEqual([]);
	});

	it('refuses one without the other', () => {
		expect(findingsOf(judge(idSourcePair, { eventSource: text('') }))[0]?.call).toBe('plugin_get_event_source');
		expect(findingsOf(judge(idSourcePair, { id: 0 }))[0]?.call).toBe('plugin_get_id');
		expect(findingsOf(judge(idSourcePair, { id: null }))[0]?.observed).toBe('plugin_get_id is not exported');
	});

	it('refuses NULL and memory that cannot be read, on which Falco crashes', () => {
		expect(severitiesOf(idSourcePair, judge(idSourcePair, { eventSource: NULL }))).toEqual(['error']);
		expect(severitiesOf(idSourcePair, judge(idSourcePair, { eventSource: FAULT }))).toEqual(['error']);
	});
});
