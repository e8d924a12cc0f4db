import { Generator } from '../array/generator.ts';

/** The stream that layers and initializers draw from when none is handed to them. Source: torch.default_generator. */
export const defaultGenerator = new Generator(0);
