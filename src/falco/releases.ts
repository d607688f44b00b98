/** A Falco release with a plugin system. */
export interface FalcoRelease {
	release: string;
	/** Day of the release (its CHANGELOG; for 0.42.1, which has no entry there, the day of its tag). */
	released: string;
	/** Version of libs that it pins; a commit where it was no tagged version. */
	libs: string;
	/** Plugin API that its framework declares. */
	apiVersion: string;
	/** Event schema of the kernel driver that it brings. */
	eventSchema: string | null;
}

/**
 * Every Falco release with plugins, oldest first, up to 0.44.1. Read from the tags of falcosecurity/falco and
 * falcosecurity/libs (facts/abi.md section 6); releases before 0.31 load no plugin.
 */
export const FALCO_RELEASES: readonly [FalcoRelease, ...FalcoRelease[]] = [
	{ release: '0.31.0', released: '2022-01-31', libs: '319368f1', apiVersion: '0.3.0', eventSchema: null },
	{ release: '0.31.1', released: '2022-03-09', libs: 'b7eb0dd6', apiVersion: '0.3.0', eventSchema: '1.0.0' },
	{ release: '0.32.0', released: '2022-06-03', libs: '39ae7d40', apiVersion: '1.0.0', eventSchema: '1.0.0' },
	{ release: '0.32.1', released: '2022-07-11', libs: '0.7.0', apiVersion: '1.0.0', eventSchema: '2.0.0' },
	{ release: '0.32.2', released: '2022-08-09', libs: '0.7.0', apiVersion: '1.0.0', eventSchema: '2.0.0' },
	{ release: '0.33.0', released: '2022-10-19', libs: '0.9.0', apiVersion: '2.0.0', eventSchema: '2.1.0' },
	{ release: '0.33.1', released: '2022-11-24', libs: '0.9.2', apiVersion: '2.0.0', eventSchema: '2.1.0' },
	{ release: '0.34.0', released: '2023-02-07', libs: '0.10.3', apiVersion: '2.0.0', eventSchema: '2.2.0' },
	{ release: '0.34.1', released: '2023-02-20', libs: '0.10.4', apiVersion: '2.0.0', eventSchema: '2.2.0' },
	{ release: '0.35.0', released: '2023-06-07', libs: '0.11.2', apiVersion: '3.0.0', eventSchema: '2.4.1' },
	{ release: '0.35.1', released: '2023-06-29', libs: '0.11.3', apiVersion: '3.0.0', eventSchema: '2.4.1' },
	{ release: '0.36.0', released: '2023-09-26', libs: '0.13.1', apiVersion: '3.1.0', eventSchema: '2.10.0' },
	{ release: '0.36.1', released: '2023-10-16', libs: '0.13.2', apiVersion: '3.1.0', eventSchema: '2.10.0' },
	{ release: '0.36.2', released: '2023-10-27', libs: '0.13.4', apiVersion: '3.1.0', eventSchema: '2.10.0' },
	{ release: '0.37.0', released: '2024-01-30', libs: '0.14.2', apiVersion: '3.2.0', eventSchema: '2.14.0' },
	{ release: '0.37.1', released: '2024-02-13', libs: '0.14.3', apiVersion: '3.2.0', eventSchema: '2.14.0' },
	{ release: '0.38.0', released: '2024-05-30', libs: '0.17.1', apiVersion: '3.5.0', eventSchema: '2.20.1' },
	{ release: '0.38.1', released: '2024-06-19', libs: '0.17.2', apiVersion: '3.6.0', eventSchema: '2.20.1' },
	{ release: '0.38.2', released: '2024-08-19', libs: '0.17.3', apiVersion: '3.6.0', eventSchema: '2.20.1' },
	{ release: '0.39.0', released: '2024-10-01', libs: '0.18.1', apiVersion: '3.7.0', eventSchema: '2.22.1' },
	{ release: '0.39.1', released: '2024-10-09', libs: '0.18.1', apiVersion: '3.7.0', eventSchema: '2.22.1' },
	{ release: '0.39.2', released: '2024-11-21', libs: '0.18.2', apiVersion: '3.7.0', eventSchema: '2.22.1' },
	{ release: '0.40.0', released: '2025-01-28', libs: '0.20.0', apiVersion: '3.10.0', eventSchema: '3.5.0' },
	{ release: '0.41.0', released: '2025-05-29', libs: '0.21.0', apiVersion: '3.11.0', eventSchema: '3.6.1' },
	{ release: '0.41.1', released: '2025-06-05', libs: '0.21.0', apiVersion: '3.11.0', eventSchema: '3.6.1' },
	{ release: '0.41.2', released: '2025-06-17', libs: '0.21.0', apiVersion: '3.11.0', eventSchema: '3.6.1' },
	{ release: '0.41.3', released: '2025-07-01', libs: '0.21.0', apiVersion: '3.11.0', eventSchema: '3.6.1' },
	{ release: '0.42.0', released: '2025-10-22', libs: '0.22.1', apiVersion: '3.12.0', eventSchema: '4.0.1' },
	{ release: '0.42.1', released: '2025-11-06', libs: '0.22.2', apiVersion: '3.12.0', eventSchema: '4.0.1' },
	{ release: '0.43.0', released: '2026-01-28', libs: '0.23.1', apiVersion: '3.12.0', eventSchema: '4.1.0' },
	{ release: '0.43.1', released: '2026-04-09', libs: '0.23.2', apiVersion: '3.12.0', eventSchema: '4.1.0' },
	{ release: '0.44.0', released: '2026-05-26', libs: '0.25.2', apiVersion: '3.12.0', eventSchema: '4.5.1' },
	{ release: '0.44.1', released: '2026-06-11', libs: '0.25.4', apiVersion: '3.12.0', eventSchema: '4.5.1' },
];

/** The newest release that plugin-kit knows; what it stands in for unless it is told another. */
export const NEWEST_FALCO: FalcoRelease = FALCO_RELEASES.at(-1) ?? FALCO_RELEASES[0];
