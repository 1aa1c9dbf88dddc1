/** Hands the browser a file to keep. */

/** The browser may fetch the file late, after asking where to save it: its address must stay valid until then. */
const keptMs = 60_000;

export function download(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
