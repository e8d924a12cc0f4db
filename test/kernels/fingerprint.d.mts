export function fingerprint(bytes: Uint8Array): string;
