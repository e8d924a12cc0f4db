/**
 * Says something that is probably a mistake but no error, on the console's warning channel: the place of Python's
 * UserWarning.
 */
export const warn = (message: string): void => console.warn(`UserWarning: ${message}`);
