/** Hands the browser a file to keep, or words to paste. */

/** The browser may fetch the file late, after asking where to save it: its address must stay valid until then. */
const keptMs = 60_000;

export function download(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}

/** False where the browser forbids it: it has no clipboard for pages that did not come over a secure connection. */
export async function copyText(written: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(written);
    return true;
  } catch {
    return false;
  }
}
