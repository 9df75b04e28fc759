/** A text of at most so many characters, besides a note of how much was left out of its middle: results stand at the end. */
export const shorten = (text: string, most: number): string => {
  if (text.length <= most) return text.toWellFormed();
  const half = Math.floor(most / 2);
  const note = `\n[${text.length - 2 * half} characters left out]\n`;
  return (text.slice(0, half) + note + text.slice(text.length - half)).toWellFormed();
};
