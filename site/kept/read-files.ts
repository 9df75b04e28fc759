import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** The addresses of all files below a folder, which begin with a slash. */
export const filesBelow = (folder: string): string[] => {
  const files: string[] = [];
  const folders = [""];
  for (let under = folders.pop(); under !== undefined; under = folders.pop()) {
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      const path = `${under}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.push(path);
    }
  }
  return files;
};

/**
 * Reads files one after the other into the same memory: of thousands of small ones, memory of their own takes most of the time. The bytes of one are
 * there until the next is read.
 */
export const fileReader = (): ((file: string) => Uint8Array) => {
  let room = Buffer.allocUnsafeSlow(1 << 20);
  const readOpen = (descriptor: number): Uint8Array => {
    for (let length = 0; ; ) {
      const read = readSync(descriptor, room, length, room.length - length, null);
      length += read;
      if (read === 0) return room.subarray(0, length);
      if (length === room.length) room = Buffer.concat([room], 2 * length);
    }
  };
  return (file) => {
    const descriptor = openSync(file, "r");
    try {
      return readOpen(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };
};
