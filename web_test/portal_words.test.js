import assert from "node:assert/strict";
import { test } from "node:test";

import { emailInToken } from "/app/auth/reset-token.js";
import { waitBefore } from "/app/backoff.js";
import { emailProblem, explain, newPasswordProblem, refuse } from "/app/words.js";
import { ApiError } from "/shared/http.js";

test("errors say what to do", () => {
  const words = (init) => explain(new ApiError(init), "Harbour & Lane");
  assert.match(words({ status: 0 }), /cannot be reached.*try again/);
  assert.match(words({ status: 500 }), /contact Harbour & Lane if the problem persists/);
  assert.equal(words({ status: 400, message: "Email or password is not right." }), "Email or password is not right.");
  assert.match(explain(new TypeError("ours"), ""), /contact the firm/);
});

test("too many tries says how long to wait", () => {
  const words = (retryAfter) => explain(new ApiError({ status: 429, retryAfter }), "");
  assert.equal(words(0), "Too many tries. Wait a moment and try again.");
  assert.equal(words(1), "Too many tries. Try again in 1 second.");
  assert.equal(words(30), "Too many tries. Try again in 30 seconds.");
  assert.equal(words(121), "Too many tries. Try again in 3 minutes.");
});

test("a form is refused with everything that is wrong, or not at all", () => {
  assert.doesNotThrow(() => refuse({ email: "", password: "" }));
  assert.throws(
    () => refuse({ email: "Bad.", password: "", code: "Short." }),
    (err) => err.status === 400 && Object.keys(err.data).join() === "email,code",
  );
});

test("addresses are only looked at for what is plainly missing", () => {
  assert.notEqual(emailProblem(""), "");
  assert.notEqual(emailProblem("ada"), "");
  assert.notEqual(emailProblem("a da@example.com"), "");
  assert.equal(emailProblem("ada+x@sub.example.co"), "");
});

test("passwords have 10 to 71 characters, as the server counts them", () => {
  assert.match(newPasswordProblem(""), /Enter/);
  assert.match(newPasswordProblem("123456789"), /Too short/);
  assert.equal(newPasswordProblem("1234567890"), "");
  assert.equal(newPasswordProblem("x".repeat(71)), "");
  assert.match(newPasswordProblem("x".repeat(72)), /Too long/);
  assert.match(newPasswordProblem("ü".repeat(36)), /Too long/);
});

test("a reset token names whom it is for", () => {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  assert.equal(emailInToken(`${part({})}.${part({ email: "zoë@example.com" })}.x`), "zoë@example.com");
  for (const token of ["", "abc", "a.b.c", `a.${part({ email: 3 })}.c`]) assert.equal(emailInToken(token), "");
});

test("waiting doubles up to half a minute and is spread", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map((n) => waitBefore(n, 0.5)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  assert.equal(waitBefore(1, 0), 750);
  assert.equal(waitBefore(1, 1), 1250);
});
