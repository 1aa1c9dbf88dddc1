/** Hands the browser a file to keep. */

/** A slow disk or a question where to save may put the fetch off; until it is done the address has to stand for the file. */
const keptMs = 60_000;

export function download(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
