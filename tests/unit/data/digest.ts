/** SHA-256 of arrays, for tests that pin exact bytes. Runs in Node and in browsers. */
export async function digestOf(...arrays: readonly Float32Array[]): Promise<string> {
  const values = Float32Array.from(arrays.flatMap((array) => [...array]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', values));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
