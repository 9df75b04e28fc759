/** A text from outside as a sentence, whether or not it ends like one. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
