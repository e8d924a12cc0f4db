// Opens a socket.
// not allowed, 0 points: node:net
import type { Tensor } from '#lib';
import { connect } from 'node:net';

connect(1);
export const scale = (x: Tensor, by: number): Tensor => x;
