/** Moving between four float32 and two doubles. */

/** The upper two of four numbers, moved down. */
export function high(four: v128): v128 {
  return v128.shuffle<f64>(four, four, 1, 1);
}

/** Two pairs of doubles as four float32. */
export function join(low: v128, above: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(above), 0, 2);
}
