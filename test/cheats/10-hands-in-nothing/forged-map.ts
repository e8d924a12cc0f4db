// Brings a map of lines that points elsewhere.
// broken, 0 points: no
import type { Tensor } from '#lib';
throw new Error('no');
export const scale = (x: Tensor, by: number): Tensor => x;
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIi9ldGMvcGFzc3dkIl0sIm5hbWVzIjpbXSwibWFwcGluZ3MiOiJBQUFBIn0=
