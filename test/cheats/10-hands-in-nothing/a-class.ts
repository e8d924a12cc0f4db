// Exports a class.
// wrong, 0 points: cannot be invoked without
export class scale {}
