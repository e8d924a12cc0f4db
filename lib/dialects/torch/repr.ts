import { checkShape, type Shape } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { ModuleList } from '../../layers/module-list.ts';
import { Module } from '../../nn/module.ts';
import { Parameter } from '../../nn/parameter.ts';

/** `torch.Size([8, 4])`. */
export function sizeRepr(shape: Shape): string {
  checkShape('sizeRepr', shape);
  return `torch.Size([${shape.join(', ')}])`;
}

/** Everything but the first line moved in by `width` blanks. */
function indent(text: string, width: number): string {
  const [first, ...rest] = text.split('\n');
  return [first, ...rest.map((line) => ' '.repeat(width) + line)].join('\n');
}

/** `ModuleList` alone prints equal neighbours once: `(0-1): 2 x Linear(…)`. */
function listRepr(name: string, children: readonly [string, Module | null][]): string {
  const runs: { text: string; first: number; count: number }[] = [];
  children.forEach(([, child], i) => {
    const text = child === null ? 'None' : moduleRepr(child);
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, first: i, count: 1 });
  });
  const lines = runs.map(({ text, first, count }) => {
    const key = count === 1 ? `(${first}): ` : `(${first}-${first + count - 1}): ${count} x `;
    return `  ${indent(key + text, 2)}\n`;
  });
  return `${name}(\n${lines.join('')})`;
}

/**
 * `Name(extra)` for a leaf, else one `(key): child` per line, two blanks further in per level. A child that is used
 * twice is printed twice; an empty slot prints None. Source: torch.nn.Module.__repr__.
 */
function moduleRepr(module: Module): string {
  const name = module.typeName;
  const extra = module.extraRepr();
  const children = module.childSlots();
  if (module instanceof ModuleList && children.length > 0) return listRepr(name, children);
  const lines = extra === '' ? [] : extra.split('\n');
  for (const [key, child] of children) {
    lines.push(`(${key}): ${indent(child === null ? 'None' : moduleRepr(child), 2)}`);
  }
  if (lines.length === 0) return `${name}()`;
  if (children.length === 0 && lines.length === 1) return `${name}(${lines[0]})`;
  return `${name}(\n${lines.map((line) => `  ${line}\n`).join('')})`;
}

/** The text PyTorch prints for a value: modules, parameters, tensors, state dicts, names and pairs of them. */
export function repr(value: unknown): string {
  if (value instanceof Module) return moduleRepr(value);
  if (value instanceof Parameter) return `Parameter containing:\n${value.toString()}`;
  if (value instanceof Tensor) return value.toString();
  if (value instanceof Map) {
    const pairs = [...value].map(([key, item]) => `(${repr(key)}, ${repr(item)})`);
    return pairs.length === 0 ? 'OrderedDict()' : `OrderedDict([${pairs.join(', ')}])`;
  }
  if (Array.isArray(value)) return `(${value.map(repr).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'string') return value.includes("'") ? `"${value}"` : `'${value}'`;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
