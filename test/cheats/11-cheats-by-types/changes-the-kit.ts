// Says of the kit what it is not.
// wrong, 0 points
declare module '#kit' {
  export function example(...args: never[]): 'passed';
}
export const scale = (x: any, by: number): any => x.add(by);
