import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registryIn } from '../../../src/registry/read.ts';
import { renderTable } from '../../../src/registry/table.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, LIVE_TABLE_FILE, REGISTRY } from './fixtures/registries.ts';

describe('renderTable', () => {
	it.skipIf(!hasLiveRegistry)('is the table of the official generator, byte for byte (shared data)', () => {
		const registry = registryIn(readFileSync(LIVE_REGISTRY_FILE, 'utf8'), 'registry.yaml');
		expect(renderTable(registry)).toBe(readFileSync(LIVE_TABLE_FILE, 'utf8'));
	});

	it('writes each kind of entry as the official generator does', () => {
		expect(renderTable(registryIn(REGISTRY, 'registry.yaml')).split('\n')).toEqual([
			'| Name | Capabilities | Description',
			'| --- | --- | --- |',
			'| nothing | **Event Sourcing** <br/>ID: 0 <br/>`` | This ID is reserved.  <br/><br/> Authors: N/A <br/> License: N/A |',
			'| trial | **Event Sourcing** <br/>ID: 999 <br/>`trial` | This ID is for development.  <br/><br/> Authors: N/A <br/> License: N/A |',
			'| [harbour](https://example.org/harbour) | **Event Sourcing** <br/>ID: 1 <br/>`harbour_log` <br/>**Field Extraction** <br/> `harbour_log` | Read the audit log of a harbour  <br/><br/> Authors: [Ada Quay](https://example.org/harbour/issues) <br/> License: Apache-2.0 |',
			'| [lantern](https://example.org/lantern) | **Field Extraction** <br/> *All Sources* | Light up any event  <br/><br/> Authors: [The Lantern Authors](https://example.org/lantern) <br/> License: MIT |',
			'| [keel](https://example.org/keel) | **Field Extraction** <br/> `syscall` | Look below the water.',
			'In two lines.',
			'  <br/><br/> Authors: [Émile Kiel](https://example.org/keel) <br/> License: Apache-2.0 |',
			'| [harbour-north](https://example.org/harbour-north) | **Event Sourcing** <br/>ID: 3 <br/>`harbour_log` | The harbour of the north  <br/><br/> Authors: [Ada Quay](https://example.org/harbour/issues) <br/> License: Apache-2.0 |',
			'',
		]);
	});
});
