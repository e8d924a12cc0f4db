// Hides an unfinished answer behind letters of two directions.
// wrong, 0 points
const з = '‮ passed ⁦';
export const scale = (x: unknown): unknown => з;
