import { expected, RuntimeError, shapeText } from '../array/errors.ts';
import { reshape, slice } from '../array/movement.ts';
import { cat } from '../autograd/functions.ts';
import { requireTensor, requireTensors } from '../autograd/require.ts';
import { Tensor } from '../autograd/tensor.ts';

/** All parameters end to end as one vector, in the order given. Source: torch.nn.utils.parameters_to_vector. */
export const parametersToVector = (parameters: Iterable<Tensor>): Tensor =>
  cat(requireTensors('parametersToVector', parameters).map((parameter) => parameter.reshape(-1)));

/**
 * The parts of a vector become the parameters' values, in order; what is left over is ignored. Throws RuntimeError
 * when the vector is too short, and then changes nothing. Source: torch.nn.utils.vector_to_parameters.
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  requireTensor('vectorToParameters', vector);
  const all = requireTensors('vectorToParameters', parameters);
  const { array } = vector;
  const needed = all.reduce((total, parameter) => total + parameter.size, 0);
  if (array.rank !== 1 || vector.size < needed) {
    const next = 'Make it with parametersToVector(net.parameters())';
    throw new RuntimeError(
      expected(
        'vectorToParameters',
        `${needed} values`,
        array.rank === 1 ? `${vector.size}` : `shape ${shapeText(array.shape)}`,
        next,
      ),
    );
  }
  let start = 0;
  for (const parameter of all) {
    parameter.data = new Tensor(reshape(slice(array, 0, start, start + parameter.size), parameter.shape));
    start += parameter.size;
  }
}
