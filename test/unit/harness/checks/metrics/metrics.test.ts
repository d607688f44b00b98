import { describe, expect, it } from 'vitest';
import arrayValid from '../../../../../harness/checks/metrics/array-valid.ts';
import semantics from '../../../../../harness/checks/metrics/semantics.ts';
import type { MetricReading, MetricsReading } from '../../../../../harness/record.ts';
import { exportsOf, findingsOf, judgeRecord, NULL, severitiesOf, text } from '../sound-description.ts';

const description = { exported: exportsOf({ plus: ['get_metrics'] }) };

function metric(changes: Partial<MetricReading> = {}): MetricReading {
	return { name: text('events'), type: 0, valueType: 2, value: 5n, ...changes };
}

function sample(...metrics: MetricReading[]): MetricsReading {
	return { count: { written: true, value: metrics.length }, array: 4096n, metrics };
}

const double = (value: number) => {
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleLE(value);
	return bytes.readBigUInt64LE(0);
};

describe('metrics.array-valid', () => {
	const judged = (...metrics: MetricsReading[]) => judgeRecord(arrayValid, { metrics }, description);

	it('takes metrics of known types with names of their own, and none at all', () => {
		expect(findingsOf(judged(sample(metric(), metric({ name: text('open') })), sample()))).toEqual([]);
	});

	it.each([
		['an array that is not there', { ...sample(metric()), array: 0n, metrics: undefined }],
		['a count that is not written', { ...sample(), count: { written: false } as const }],
		['a name that is NULL', sample(metric({ name: NULL }))],
		['two metrics of one name', sample(metric(), metric())],
		['an unknown type', sample(metric({ type: 2 }))],
		['an unknown value type', sample(metric({ valueType: 7 }))],
		['a double that is no number', sample(metric({ valueType: 4, value: double(Number.NaN) }))],
	])('calls %s an error', (_, reading) => {
		expect(severitiesOf(arrayValid, judged(reading))).toEqual(['error']);
	});

	it('warns of a name that is cut', () => {
		expect(severitiesOf(arrayValid, judged(sample(metric({ name: text('x'.repeat(510)) }))))).toEqual(['warning']);
	});
});

describe('metrics.semantics', () => {
	const judged = (...metrics: MetricsReading[]) => judgeRecord(semantics, { metrics }, description);

	it('lets monotonic metrics grow and others go down', () => {
		const gauge = (value: bigint) => metric({ name: text('open'), type: 1, value });
		expect(findingsOf(judged(sample(metric(), gauge(2n)), sample(metric({ value: 6n }), gauge(1n))))).toEqual([]);
	});

	it('compares signed numbers as such', () => {
		const signed = (value: bigint) => sample(metric({ valueType: 3, value: BigInt.asUintN(64, value) }));
		expect(findingsOf(judged(signed(-5n), signed(3n)))).toEqual([]);
		expect(findingsOf(judged(signed(3n), signed(-5n)))).toHaveLength(1);
	});

	it('warns of monotonic metrics that go down, of vanished ones and of changed types', () => {
		expect(severitiesOf(semantics, judged(sample(metric()), sample(metric({ value: 4n }))))).toEqual(['warning']);
		expect(severitiesOf(semantics, judged(sample(metric()), sample()))).toEqual(['warning']);
		expect(severitiesOf(semantics, judged(sample(metric()), sample(metric({ type: 1 }))))).toEqual(['warning']);
	});
});
