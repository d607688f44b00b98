/** A zone as the seconds that its clocks are ahead of UTC. */
export interface TimeZone {
	readonly offsetSeconds: number;
}

export const UTC: TimeZone = { offsetSeconds: 0 };

const SECOND = 1_000_000_000n;

/** `YYYY-MM-DD` of a timestamp in nanoseconds since the epoch. */
export function printDate(timestamp: bigint, zone: TimeZone): string {
	return moment(timestamp, zone).slice(0, 10);
}

/** `HH:MM:SS` of a timestamp in nanoseconds since the epoch, with nine more digits where asked for. */
export function printClock(timestamp: bigint, zone: TimeZone, precision: 'seconds' | 'nanoseconds'): string {
	const clock = moment(timestamp, zone).slice(11, 19);
	return precision === 'seconds' ? clock : `${clock}.${(timestamp % SECOND).toString().padStart(9, '0')}`;
}

function moment(timestamp: bigint, zone: TimeZone): string {
	const seconds = Number(timestamp / SECOND) + zone.offsetSeconds;
	return new Date(seconds * 1000).toISOString();
}
