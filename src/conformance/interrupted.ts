/** Ended by the user: there is no report. */
export class Interrupted extends Error {}
