import { expect, it } from 'vitest';
import * as enums from '../../../../harness/abi/enums.ts';
import { ASYNC_EVENT, PLUGIN_EVENT } from '../../../../harness/abi/event-types.ts';
import { linesOfC } from './c-compiler.ts';

function constants(prefix: string, table: Record<string, number>): [string, number][] {
	return Object.entries(table).map(([name, value]) => [`${prefix}${name.toUpperCase()}`, value]);
}

it('has the values of the header of the C template', () => {
	const expected: [string, number][] = [
		...constants('SS_PLUGIN_', enums.RC),
		...constants('FTYPE_', enums.FIELD_TYPES),
		...constants('SS_PLUGIN_SCHEMA_', enums.SCHEMA_TYPES),
		...constants('SS_PLUGIN_ST_', enums.STATE_TYPES),
		...constants('SS_PLUGIN_LOG_SEV_', enums.LOG_SEVERITIES),
		...constants('SS_PLUGIN_METRIC_TYPE_', enums.METRIC_TYPES),
		...constants('SS_PLUGIN_METRIC_VALUE_TYPE_', enums.METRIC_VALUE_TYPES),
		['PLUGIN_MAX_ERRLEN', enums.MAX_ERROR_LENGTH],
		['PLUGIN_EVENT_PAYLOAD_OFFSET', enums.PAYLOAD_OFFSET],
		['FALCO_PLUGIN_EVENT', PLUGIN_EVENT],
		['FALCO_PLUGIN_ASYNC_EVENT', ASYNC_EVENT],
	];
	const prints = expected.map(([name]) => `printf("${name} %d\\n", (int)${name});`);
	const program = `#include <stdio.h>\n#include <falco_plugin.h>\nint main(void) {\n${prints.join('\n')}\n}\n`;
	expect(linesOfC(program)).toEqual(expected.map(([name, value]) => `${name} ${value}`));
});

it('names a value, and gives no name to a value that the API does not have', () => {
	expect(enums.nameOf(enums.RC, -1)).toBe('TIMEOUT');
	expect(enums.nameOf(enums.RC, 6)).toBeUndefined();
});
