// @ts-check

import { html, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { all, one } from "../data/api.js";
import { useLoad } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { enableHindrance } from "../lib/labels.js";
import { moveItem } from "../lib/requests.js";
import { MOST_SIGNERS, colourOf, signerForm, withCounterSigner, wrongWith } from "../lib/signings.js";
import { useAccess } from "../people/access.js";
import { ContactForm } from "../people/contact_form.js";
import { Chip } from "../ui/bits.js";
import { Button, IconButton } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { useFocusWithin } from "../ui/focus.js";
import { CheckField, RadioField, SelectField } from "../ui/form.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { Section } from "../ui/record.js";
import { Failure } from "../ui/states.js";
import { follow } from "./follow.js";

/** @typedef {import("../lib/signings.js").SignerForm} SignerForm */

/**
 * Who signs, and in which order.
 *
 * @param {{form: import("../lib/signings.js").SigningForm, wrong: Record<string, string>,
 *   change: (part: Partial<import("../lib/signings.js").SigningForm>) => void, onRemove: (key: string) => void,
 *   onAccess: () => void}} props `onAccess`: somebody's access has changed, or their address.
 */
export function Signers({ form, wrong, change, onRemove, onAccess }) {
  const { signers, inOrder } = form;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const { ref, focus, said } = useFocusWithin();
  const access = useAccess({ onChanged: onAccess });
  const [editing, setEditing] = useState(/** @type {SignerForm | undefined} */ (undefined));

  /** @param {number} from @param {number} to @param {string} [by] the button it was done with */
  const move = (from, to, by = "") => {
    change({ signers: moveItem(signers, from, to) });
    focus(signers[from].key, by, `${signers[from].name} is now number ${to + 1}.`);
  };
  /** @param {number} at */
  const discard = (at) => {
    const next = signers[at + 1] ?? signers[at - 1];
    onRemove(signers[at].key);
    focus(next?.key ?? "new", next ? "remove" : "name", `${signers[at].name} removed.`);
  };
  /** @param {SignerForm} signer */
  const add = (signer) => {
    if (!signers.some(({ key }) => key === signer.key)) change({ signers: [...signers, signer] });
  };

  return html`<${Section} title="Who signs">
    <div ref=${ref}>
      <ol class="desk-signers" ref=${list} aria-label="Who signs">
        ${signers.map(
          (signer, at) => html`<${SignerLine}
            key=${signer.key}
            signer=${signer}
            at=${at}
            count=${signers.length}
            inOrder=${inOrder}
            wrong=${wrongWith(wrong, at)}
            access=${access}
            onEmail=${() => setEditing(signer)}
            onMove=${(/** @type {number} */ to, /** @type {string} */ by) => move(at, to, by)}
            onRemove=${() => discard(at)}
            list=${list}
          />`,
        )}
      </ol>
      <div class="desk-hidden" role="status">${said}</div>
      ${wrong.signers && html`<div class="field-help error" role="alert">${wrong.signers}</div>`}
      ${signers.length < MOST_SIGNERS && html`<${AddClient} taken=${signers} onAdd=${add} />`}
    </div>
    <${CounterSigner} form=${form} change=${change} onRemove=${onRemove} />
    ${
      signers.length > 1 &&
      html`<${RadioField}
        legend="When they sign"
        value=${inOrder ? "order" : "once"}
        choices=${[
          { value: "once", label: "All at once" },
          { value: "order", label: "In this order" },
        ]}
        onInput=${(/** @type {string} */ value) => change({ inOrder: value === "order" })}
      />`
    }
    <${CheckField}
      label="Signature page at the end"
      toggle
      checked=${form.signaturePage}
      onChange=${(/** @type {boolean} */ signaturePage) => change({ signaturePage })}
      help="A page is added on which everyone signs, with the date. Your document stays as it is."
    />
    ${access.dialog}
    ${editing && html`<${AddEmail} signer=${editing} onClose=${() => setEditing(undefined)} onSaved=${onAccess} />`}
  <//>`;
}

/**
 * @param {{signer: SignerForm, at: number, count: number, inOrder: boolean, wrong: string[],
 *   access: ReturnType<typeof useAccess>, onEmail: () => void, onMove: (to: number, by?: string) => void, onRemove: () => void,
 *   list: {current: HTMLElement | null}}} props
 */
function SignerLine({ signer, at, count, inOrder, wrong, access, onEmail, onMove, onRemove, list }) {
  const { name, email, type } = signer;
  const [dragged, setDragged] = useState(false);

  // It is put where the pointer is as soon as that is over another.
  const state = useRef({ at, onMove });
  state.current = { at, onMove };
  /** @param {PointerEvent} event */
  const drag = (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setDragged(true);
    follow(event, {
      onMove: ({ clientY }) => {
        const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
        const over = rows.findIndex(({ top, bottom }) => clientY >= top && clientY < bottom);
        if (over >= 0 && over !== state.current.at) state.current.onMove(over);
      },
      onEnd: () => setDragged(false),
    });
  };

  return html`<li class="desk-signer ${colourOf(at)} ${dragged ? "dragged" : ""}" data-key=${signer.key}>
    ${
      inOrder && count > 1
        ? html`<span class="desk-signer-grip" title="Drag to another place" onPointerDown=${drag}>
            <${Icon} name="drag-move-2" /><span class="desk-signer-number">${at + 1}</span>
          </span>`
        : html`<span class="desk-dot" aria-hidden="true"></span>`
    }
    <span class="desk-signer-who">
      <span class="desk-signer-name">${name} ${type === "staff" && html`<${Chip}>Counter-signs<//>`}</span>
      ${email && html`<span class="txt-hint txt-sm">${email}</span>`}
    </span>
    <span class="desk-signer-buttons">
      ${
        inOrder &&
        count > 1 &&
        html`
          <span data-part="up">
            <${IconButton} icon="arrow-up" label="Move ${name} up" disabled=${at === 0} onClick=${() => onMove(at - 1, "up")} />
          </span>
          <span data-part="down">
            <${IconButton} icon="arrow-down" label="Move ${name} down" disabled=${at === count - 1} onClick=${() => onMove(at + 1, "down")} />
          </span>
        `
      }
      <span data-part="remove"><${IconButton} icon="close" label="Remove ${name}" onClick=${onRemove} /></span>
    </span>
    <${NoAccess} signer=${signer} access=${access} onEmail=${onEmail} />
    ${wrong.map((text) => html`<div key=${text} class="field-help error desk-signer-wrong" role="alert">${text}</div>`)}
  </li>`;
}

/**
 * What to do about a client who could not sign in.
 *
 * @param {{signer: SignerForm, access: ReturnType<typeof useAccess>, onEmail: () => void}} props
 */
function NoAccess({ signer, access, onEmail }) {
  const { id, type, name, email } = signer;
  if (type !== "contact" || !signer.access || signer.access === "enabled") return null;
  const contact = { id, name, email, access: signer.access };
  const hindrance = enableHindrance(contact);
  return html`<div class="desk-signer-access">
    <span>
      ${signer.access === "disabled" ? "Portal access was revoked" : "No portal access yet"}: ${name} cannot sign in to sign.
      ${" "}${hindrance}
    </span>
    ${
      hindrance
        ? html`<${Button} size="sm" tone="secondary" onClick=${onEmail}>Add email<//>`
        : html`<${Button} size="sm" tone="secondary" busy=${access.busy === `${id}/access`} onClick=${() => access.enable(contact)}>
            ${signer.access === "disabled" ? "Re-enable" : "Enable Access"}
          <//>`
    }
  </div>`;
}

/** @param {{signer: SignerForm, onClose: () => void, onSaved: () => void}} props */
function AddEmail({ signer, onClose, onSaved }) {
  const { data: contact, error, reload } = useLoad(
    /** @returns {Promise<Contact>} */
    (signal) => one("contacts", signer.id, { signal }),
    [signer.id],
  );
  const saved = () => {
    onClose();
    onSaved();
  };
  if (contact) return html`<${ContactForm} contact=${contact} onClose=${onClose} onSaved=${saved} />`;
  return error && html`<${Sheet} title="Edit contact" onClose=${onClose}><${Failure} error=${error} onRetry=${reload} /><//>`;
}

/** @param {{taken: SignerForm[], onAdd: (signer: SignerForm) => void}} props */
function AddClient({ taken, onAdd }) {
  // The field begins anew with everyone who is added.
  const [turn, setTurn] = useState(0);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (turn > 0) ref.current?.querySelector("input")?.focus({ preventScroll: true });
  }, [turn]);
  /** @param {Contact | undefined} contact */
  const pick = (contact) => {
    if (!contact) return;
    onAdd(signerForm("contact", contact));
    setTurn(turn + 1);
  };
  /** @param {Contact} contact */
  const hint = ({ id, email, access }) => {
    if (taken.some((signer) => signer.id === id)) return "Signs already";
    return [email, access !== "enabled" && "no portal access"].filter(Boolean).join(", ");
  };
  return html`<div ref=${ref} class="desk-signer-add" data-key="new" data-part="name">
    <${Picker} key=${turn} label="Add a client who signs" collection="contacts" value=${undefined} optional hint=${hint} onPick=${pick} />
  </div>`;
}

/**
 * @param {{form: import("../lib/signings.js").SigningForm,
 *   change: (part: Partial<import("../lib/signings.js").SigningForm>) => void, onRemove: (key: string) => void}} props
 */
function CounterSigner({ form, change, onRemove }) {
  const { data: staff = [], error, reload } = useLoad(
    /** @returns {Promise<StaffMember[]>} */
    (signal) => all("staff", { sort: "name", signal }),
    [],
  );
  const current = form.signers.find(({ type }) => type === "staff");
  /** @param {string} id */
  const pick = (id) => {
    const member = staff.find((each) => each.id === id);
    if (!member) {
      if (current) onRemove(current.key);
      return;
    }
    change(withCounterSigner(form, signerForm("staff", { ...member, name: member.name || member.email })));
  };
  // Whoever was chosen is known before their colleagues are.
  const colleagues = current?.id && !staff.some(({ id }) => id === current.id) ? [current, ...staff] : staff;
  return html`
    <${SelectField}
      label="Counter-signature by"
      value=${current?.id ?? ""}
      choices=${[{ value: "", label: "Nobody" }, ...colleagues.map(({ id, name, email }) => ({ value: id, label: name || email }))]}
      onInput=${pick}
    />
    ${
      error &&
      html`<div class="alert warning desk-stale" role="alert">
        <span>Your colleagues could not be loaded. ${problem(error).title}</span>
        <${Button} size="sm" tone="secondary" onClick=${reload}>Try again<//>
      </div>`
    }
  `;
}
