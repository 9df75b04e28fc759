/** Whether an address is safe to lead to: https, and without a name or password in it. Apart from the schema, so that a browser can ask too. */
export const isPlainAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return protocol === "https:" && username === "" && password === "";
};
