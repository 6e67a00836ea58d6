// @ts-check
// Whom a link to set a new password is for. Pure.

/**
 * The address inside a reset token (a JWT), so that password managers know which of their entries is meant. Only the
 * server can tell whether the token is any good. Empty where there is none.
 * @param {string} token
 */
export function emailInToken(token) {
  const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
  try {
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    const { email } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof email === "string" ? email : "";
  } catch {
    return "";
  }
}
