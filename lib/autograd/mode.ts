let recording = true;

/** Whether operations on tensors that require grad are remembered for backward. On by default. */
export const isGradEnabled = (): boolean => recording;

function withRecording<T>(flag: boolean, body: () => T): T {
  const before = recording;
  recording = flag;
  try {
    return body();
  } finally {
    recording = before;
  }
}

/** Runs `body` without remembering operations, and returns its result. Source: torch.no_grad. */
export const noGrad = <T>(body: () => T): T => withRecording(false, body);

/** Runs `body` remembering operations even inside `noGrad`. Source: torch.enable_grad. */
export const enableGrad = <T>(body: () => T): T => withRecording(true, body);
