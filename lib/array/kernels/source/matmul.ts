/**
 * Matrix product in float32: both operands are first packed into panels, so that the innermost loop reads memory in
 * one direction and every arrangement of strides costs the same. Source: Goto & van de Geijn 2008.
 */

/** Bytes of a float32, and of one SIMD register of four. */
const F: usize = 4;
const V: usize = 16;

/**
 * Copies `lines` lines of `depth` elements into panels of `width` (4 or 8) lines: all lines' first elements, then
 * all second ones, and so on. A last panel that is not full is filled up with zeros.
 */
export function pack(
  out: usize,
  from: usize,
  lines: i32,
  depth: i32,
  lineStride: i32,
  depthStride: i32,
  width: i32,
): void {
  const line = <usize>lineStride * F;
  const deep = <usize>depthStride * F;
  for (let first = 0; first < lines; first += width) {
    const start = from + <usize>first * line;
    const count = min(width, lines - first);
    if (count == width && lineStride == 1) packAlong(out, start, depth, deep, width);
    else if (count == width && depthStride == 1) packAcross(out, start, depth, line, width);
    else packAny(out, start, count, depth, line, deep, width);
    out += <usize>(depth * width) * F;
  }
}

/** Neighbouring lines lie side by side: whole registers are copied. */
function packAlong(out: usize, from: usize, depth: i32, deep: usize, width: i32): void {
  for (let k = 0; k < depth; k++) {
    v128.store(out, v128.load(from));
    if (width == 8) v128.store(out, v128.load(from, V), V);
    out += <usize>width * F;
    from += deep;
  }
}

/** Neighbouring depths lie side by side: four by four elements are turned at a time. */
function packAcross(out: usize, from: usize, depth: i32, line: usize, width: i32): void {
  const step = <usize>width * F;
  for (let half = 0; half < width; half += 4) {
    let source = from + <usize>half * line;
    let target = out + <usize>half * F;
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      const a = v128.load(source);
      const b = v128.load(source + line);
      const c = v128.load(source + 2 * line);
      const d = v128.load(source + 3 * line);
      const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f64>(abLow, cdLow, 0, 2));
      v128.store(target + step, v128.shuffle<f64>(abLow, cdLow, 1, 3));
      v128.store(target + 2 * step, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
      v128.store(target + 3 * step, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
      source += V;
      target += 4 * step;
    }
    for (; k < depth; k++) {
      store<f32>(target, load<f32>(source), 0);
      store<f32>(target, load<f32>(source + line), F);
      store<f32>(target, load<f32>(source + 2 * line), 2 * F);
      store<f32>(target, load<f32>(source + 3 * line), 3 * F);
      source += F;
      target += step;
    }
  }
}

function packAny(
  out: usize,
  from: usize,
  count: i32,
  depth: i32,
  line: usize,
  deep: usize,
  width: i32,
): void {
  for (let k = 0; k < depth; k++) {
    for (let i = 0; i < width; i++) {
      const value: f32 = i < count ? load<f32>(from + <usize>i * line + <usize>k * deep) : 0;
      store<f32>(out + <usize>(k * width + i) * F, value);
    }
  }
}

/** Depths multiplied in one go: a panel of b of that depth (8 kB) stays in the nearest cache. */
const DEPTH: i32 = 256;
/** Rows that pass one panel of b in one go: their panels of that depth (64 kB) stay in the second cache. */
const ROWS: i32 = 64;

/**
 * out (rows × columns, both rounded up to whole panels, row-major) = a · b from panels of 4 rows of a and 8 columns
 * of b, `inner` deep.
 */
export function multiplyPanels(out: usize, a: usize, b: usize, rows: i32, inner: i32, columns: i32): void {
  const row = <usize>((columns + 7) & ~7) * F;
  const line = <usize>inner * F;
  for (let k = 0; k < inner; k += DEPTH) {
    const depth = min(DEPTH, inner - k);
    for (let first = 0; first < rows; first += ROWS) {
      const last = min(rows, first + ROWS);
      for (let j = 0; j < columns; j += 8) {
        const right = b + <usize>j * line + <usize>k * 8 * F;
        let left = a + <usize>first * line + <usize>k * 4 * F;
        let tile = out + <usize>first * row + <usize>j * F;
        for (let i = first; i < last; i += 4) {
          multiplyTile(tile, row, left, right, depth, k > 0);
          left += 4 * line;
          tile += 4 * row;
        }
      }
    }
  }
}

/** A tile of 4 × 8 results, kept in eight registers over the whole depth. */
function multiplyTile(out: usize, row: usize, a: usize, b: usize, depth: i32, add: bool): void {
  let r00 = f32x4.splat(0);
  let r01 = r00;
  let r10 = r00;
  let r11 = r00;
  let r20 = r00;
  let r21 = r00;
  let r30 = r00;
  let r31 = r00;
  const end = a + <usize>depth * V;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, V);
    const a0 = v128.load_splat<f32>(a);
    r00 = f32x4.add(r00, f32x4.mul(a0, b0));
    r01 = f32x4.add(r01, f32x4.mul(a0, b1));
    const a1 = v128.load_splat<f32>(a, F);
    r10 = f32x4.add(r10, f32x4.mul(a1, b0));
    r11 = f32x4.add(r11, f32x4.mul(a1, b1));
    const a2 = v128.load_splat<f32>(a, 2 * F);
    r20 = f32x4.add(r20, f32x4.mul(a2, b0));
    r21 = f32x4.add(r21, f32x4.mul(a2, b1));
    const a3 = v128.load_splat<f32>(a, 3 * F);
    r30 = f32x4.add(r30, f32x4.mul(a3, b0));
    r31 = f32x4.add(r31, f32x4.mul(a3, b1));
    a += V;
    b += 2 * V;
  }
  put(out, r00, r01, add);
  put(out + row, r10, r11, add);
  put(out + 2 * row, r20, r21, add);
  put(out + 3 * row, r30, r31, add);
}

function put(out: usize, low: v128, high: v128, add: bool): void {
  if (add) {
    low = f32x4.add(v128.load(out), low);
    high = f32x4.add(v128.load(out, V), high);
  }
  v128.store(out, low);
  v128.store(out, high, V);
}
