import { defineConfig } from 'vitest/config';

/** Suites are run one after the other by test/run-suites.ts; each is a project of its own. */
export default defineConfig({
	test: {
		projects: [
			{ test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
			{ test: { name: 'kill-matrix', include: ['test/kill-matrix/*.test.ts'], testTimeout: 60_000 } },
			{ test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 120_000 } },
			{ test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 300_000, fileParallelism: false } },
		],
	},
});
