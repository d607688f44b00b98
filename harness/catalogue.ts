export const CATALOGUE = [];
