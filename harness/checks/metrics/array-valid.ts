import { METRIC_TYPES, METRIC_VALUE_TYPES, nameOf } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { MetricReading, MetricsReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';

const call = 'plugin_get_metrics';
/** METRIC_NAME_MAX of libs, with the terminator. */
const NAME_MAX = 512;

export default defineCheck<RecordCheck>({
	id: 'metrics.array-valid',
	title: 'metrics can be read and are what they say',
	asserts:
		'get_metrics writes the count. The array is there when the count is not 0. Each metric has a name of its own that is text ' +
		'and fits into 511 bytes behind the name of the plugin, a known type and value type, and a finite value.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'libs plugin.cpp:get_metrics reads as many metrics as the count says, prints each name with %s, and leaves the value unset ' +
		'for an unknown value type.',
	fix: 'Keep the array in the state, write its length to the count, and return NULL with 0 where there are no metrics.',
	judge({ record, description }) {
		if (!description.exported.includes('get_metrics')) return skipped('plugin_get_metrics is not exported');
		if (record.metrics.length === 0) return skipped('the plugin did not come so far as to be asked for metrics');
		const prefix = utf8Of(description.name) ?? '';
		const findings = record.metrics.flatMap((reading) => judgeReading(reading, prefix));
		const count = record.metrics[0]?.metrics?.length ?? 0;
		return judged(firstOfEach(findings), `${count} metrics, asked ${record.metrics.length} times`);
	},
});

function judgeReading({ count, array, metrics }: MetricsReading, prefix: string): FindingDraft[] {
	if (!count.written) {
		return [
			{ message: 'get_metrics does not write the number of metrics', call, observed: 'the count was left as it was' },
		];
	}
	if (metrics === undefined) {
		const where = array === 0n ? 'NULL' : `0x${array.toString(16)}, which cannot be read to its end`;
		return [
			{
				message: 'the array of metrics is not there',
				call,
				expected: `an array of ${count.value >>> 0} metrics`,
				observed: `${where}; Falco reads it and crashes`,
			},
		];
	}
	const names = metrics.map(({ name }) => utf8Of(name));
	return metrics.flatMap((metric, index) => [
		...judgeName(metric, prefix),
		...judgeValue(metric, names[index] ?? `number ${index}`),
		...(names[index] !== undefined && names.indexOf(names[index]) !== index
			? [{ message: `two metrics have the name ${quoted(names[index])}`, call, expected: 'a name for each' }]
			: []),
	]);
}

function judgeName({ name }: MetricReading, prefix: string): FindingDraft[] {
	const text = utf8Of(name);
	if (text === undefined || text === '') {
		return [{ message: 'a metric has no name', call, expected: 'text', observed: describeReturned(name) }];
	}
	const bytes = Buffer.byteLength(`${prefix}.${text}`);
	if (bytes < NAME_MAX) return [];
	return [
		{
			severity: 'warning',
			message: `the name of a metric is too long and is cut: ${quoted(text)}`,
			call,
			expected: `less than ${NAME_MAX} bytes with "${prefix}." before it`,
			observed: `${bytes} bytes`,
		},
	];
}

function judgeValue({ type, valueType, value }: MetricReading, name: string): FindingDraft[] {
	const findings: FindingDraft[] = [];
	if (nameOf(METRIC_TYPES, type) === undefined) {
		findings.push({
			message: `the metric ${quoted(name)} has an unknown type`,
			call,
			expected: '0 (monotonic) or 1 (non-monotonic), as since API 3.6',
			observed: String(type),
		});
	}
	if (nameOf(METRIC_VALUE_TYPES, valueType) === undefined) {
		findings.push({
			message: `the metric ${quoted(name)} has an unknown value type`,
			call,
			expected: '0 to 6, as since API 3.6',
			observed: `${valueType}; Falco leaves the value unset`,
		});
	}
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	const real =
		valueType === METRIC_VALUE_TYPES.d
			? bytes.readDoubleLE(0)
			: valueType === METRIC_VALUE_TYPES.f
				? bytes.readFloatLE(0)
				: 0;
	if (!Number.isFinite(real)) {
		findings.push({ message: `the metric ${quoted(name)} is no finite number`, call, observed: String(real) });
	}
	return findings;
}
