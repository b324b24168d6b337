/** What lists are sorted by where there is no due time. */
export const NO_DUE = new Date(Date.UTC(9999, 11, 31));
