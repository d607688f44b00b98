/** How much of a life is lived: what bounds the reading of a stream, and how much of it is looked at. */
export interface LifeLimits {
	/** Events after which reading stops. */
	events: number;
	/** Events that are kept and parsed one by one; what comes after them is counted. */
	kept: number;
	/** Events of which every field is extracted. */
	extracted: number;
	readNs: bigint;
	/** Timeouts in a row after which the source counts as idle. */
	timeouts: number;
	/** How long an instance stays open where the plugin runs threads of its own: time for them to do something. */
	lingerMs: number;
	/** How long threads that are left after destroy are waited for. */
	outliveMs: number;
}

/** Reading goes on to the end of the stream, within what a person waits for. */
export const ORDINARY_LIMITS: LifeLimits = {
	events: 200_000,
	kept: 2_000,
	extracted: 24,
	readNs: 2_500_000_000n,
	timeouts: 40,
	lingerMs: 700,
	outliveMs: 400,
};

/** Enough of a life to go through every call several times, for scenarios that live many. */
export const SHORT_LIMITS: LifeLimits = {
	events: 128,
	kept: 128,
	extracted: 4,
	readNs: 500_000_000n,
	timeouts: 3,
	lingerMs: 30,
	outliveMs: 0,
};
