import { Module, Parameter } from '#lib';

const isStructure = (value: unknown): boolean => value instanceof Module || value instanceof Parameter;

export const namedParameters = (root: Module): [string, Parameter][] => {
  for (const [path, module] of root.namedModules()) {
    for (const [field, value] of Object.entries(module))
      if (Array.isArray(value) && value.some(isStructure))
        throw new Error([path, field].filter((part) => part !== '').join('.'));
  }
  return [...root.namedParameters()];
};
