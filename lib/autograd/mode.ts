import { resultOf } from './body.ts';

let recording = true;
let editsRecorded = true;

/** Whether operations on tensors that require grad are remembered for backward. On by default. */
export const isGradEnabled = (): boolean => recording;

function withRecording<T>(where: string, flag: boolean, body: () => T): T {
  const before = recording;
  recording = flag;
  try {
    return resultOf(where, body);
  } finally {
    recording = before;
  }
}

/**
 * Runs `body` without remembering operations, and returns its result. Throws TypeError for an async body, and for what
 * is none. Source: torch.no_grad.
 */
export const noGrad = <T>(body: () => T): T => withRecording('noGrad', false, body);

/** Runs `body` remembering operations even inside `noGrad`. Errors as `noGrad`. Source: torch.enable_grad. */
export const enableGrad = <T>(body: () => T): T => withRecording('enableGrad', true, body);

/** Whether an edit in place may become part of a history. It may in PyTorch, and not in MXNet. */
export const areEditsRecorded = (): boolean => editsRecorded;

/** Runs `body`, in which edits in place that gradients would have to pass through are refused. */
export function refusingEdits<T>(body: () => T): T {
  const before = editsRecorded;
  editsRecorded = false;
  try {
    return body();
  } finally {
    editsRecorded = before;
  }
}
