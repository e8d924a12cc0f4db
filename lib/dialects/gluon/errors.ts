/** What MXNet's engine raises. Source: mxnet.base.MXNetError. */
export class MXNetError extends Error {
  override name = 'MXNetError';
}
/** Values were asked for before a first forward pass fixed the shape. Source: gluon.parameter.DeferredInitializationError. */
export class DeferredInitializationError extends MXNetError {
  override name = 'DeferredInitializationError';
}
/** Python's UserWarning where it is raised, not shown. */
export class UserWarning extends Error {
  override name = 'UserWarning';
}
